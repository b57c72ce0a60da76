import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lastJson, sotopiaPi, started } from '../support/command';
import { emptyFolder } from '../support/folder';
import { emptyProject, roomsOf } from '../support/project';
import { isLong } from '../support/long';

const small = '--tasks 3 --pairs 2 --evaluation-pairs 1 --repeats 1'.split(' ');
const players = ['base', 'SR', 'BC', 'BC+SR', 'expert'];

async function ran(project: string, name: string, ...more: string[]) {
  const ended = await sotopiaPi(['run', '--run', name, '--json', ...small, ...more], project);
  expect(ended.code, ended.stderr).toBe(0);
  return { ended, json: lastJson(ended), folder: join(project, name) };
}

test('one command goes from inspirations to the figure, and ends with the goal scores', async () => {
  const project = emptyProject();
  const args = ['run', '--run', 'runs/a', '--json', ...small];
  const ended = await sotopiaPi(args, project, { SOTOPIA_PI_CHROMIUM: '' });
  expect(ended.code, ended.stderr).toBe(0);
  const json = lastJson(ended);
  const folder = join(project, 'runs/a');
  const goal = json['goal'] as Record<string, Record<string, { mean: number; n: number }>>;
  expect(Object.keys(goal)).toEqual(players);
  for (const player of players) {
    for (const source of ['judge', 'simulatedRaters', 'truth']) {
      expect(goal[player]![source]).toEqual({
        mean: expect.any(Number) as number,
        low: expect.any(Number) as number,
        high: expect.any(Number) as number,
        n: 14 * 1 * 2 * 1,
        unrated: 0
      });
    }
  }
  expect(json['counts']).toMatchObject({ inspirations: 6, tasks: 20, models: 3 });
  for (const figure of ['figure4', 'dimensions', 'gap']) {
    expect(existsSync(join(folder, 'figures', `${figure}.json`))).toBe(true);
    expect(existsSync(join(folder, 'figures', `${figure}.html`))).toBe(true);
  }
});

test('the same settings give the same bytes one at a time, 64 at once, and without the paper’s figures', async () => {
  const project = emptyProject();
  const one = await ran(project, 'runs/one', '--concurrency', '1');
  const many = await ran(project, 'runs/many', '--concurrency', '64');
  const bare = await ran(emptyProject(['data/paper']), 'runs/bare');
  expect(roomsOf(many.folder)).toEqual(roomsOf(one.folder));
  expect(roomsOf(bare.folder)).toEqual(roomsOf(one.folder));
  const other = await ran(project, 'runs/other', '--seed', '2');
  expect(roomsOf(other.folder)['episodes.jsonl']).not.toBe(roomsOf(one.folder)['episodes.jsonl']);
});

test('models behind HTTP give the same files as in the process, also under other names', async () => {
  const project = emptyProject();
  const shipped = JSON.parse(
    readFileSync(new URL('../../kernel-lib/profiles/rehearsal.json', import.meta.url), 'utf8')
  ) as { models: Record<string, { model: string; temperature: number }> };
  const names = Object.values(shipped.models).map(({ model }) => model);
  const aliases = names.flatMap(name => ['--alias', `other-${name}=${name}`]);
  const server = started(['rehearsal', '--port', '0', '--json', ...aliases], project);
  await expect.poll(() => server.printed(), { timeout: 20_000 }).toContain('url');
  onTestFinished(() => void server.child.kill());
  const { url } = JSON.parse(server.printed()) as { url: string };
  const profile = (name: string, renamed: (model: string) => string) => {
    const path = join(emptyFolder(), `${name}.json`);
    const models = Object.fromEntries(
      Object.entries(shipped.models).map(([role, { model, temperature }]) => [
        role,
        { model: renamed(model), temperature }
      ])
    );
    writeFileSync(path, JSON.stringify({ ...shipped, name, server: { baseUrl: url }, models }));
    return path;
  };
  const inside = await ran(project, 'runs/inside');
  const outside = await ran(
    project,
    'runs/outside',
    '--models',
    profile('http', model => model)
  );
  expect(roomsOf(outside.folder)).toEqual(roomsOf(inside.folder));
  const renamed = profile('renamed', model => `other-${model}`);
  const other = await ran(project, 'runs/renamed', '--models', renamed);
  expect(Object.keys(other.json['goal'] as object)).toEqual(players);
});

test('killed again and again, a run ends with the files of one that was left alone', async () => {
  const project = emptyProject();
  const alone = await ran(project, 'runs/alone');
  const kills = isLong ? 50 : 5;
  const total = readFileSync(join(alone.folder, 'ledger.jsonl'), 'utf8').split('\n').length;
  for (let kill = 1; kill <= kills; kill++) {
    const running = started(['run', '--run', 'runs/killed', '--json', ...small], project);
    const ledger = join(project, 'runs/killed/ledger.jsonl');
    const wanted = (total * kill) / (kills + 1);
    await expect
      .poll(() => linesIn(ledger) >= wanted || running.child.exitCode !== null, {
        timeout: 60_000,
        interval: 2
      })
      .toBe(true);
    running.child.kill('SIGKILL');
    await running.ended;
  }
  const resumed = await ran(project, 'runs/killed');
  expect(roomsOf(resumed.folder)).toEqual(roomsOf(alone.folder));
});

test('Ctrl+C stops cleanly, says what is saved and how to go on', async () => {
  const project = emptyProject();
  const running = started(
    ['run', '--run', 'runs/stopped', '--tasks', '30', '--pairs', '6'],
    project
  );
  const ledger = join(project, 'runs/stopped/ledger.jsonl');
  await expect.poll(() => linesIn(ledger) > 200, { timeout: 60_000, interval: 2 }).toBe(true);
  running.child.kill('SIGINT');
  const ended = await running.ended;
  expect(ended.code).toBe(130);
  expect(ended.stderr).toContain('Everything finished so far is in runs/stopped');
  expect(ended.stderr).toContain('npx sotopia-pi run --run runs/stopped');
  expect(existsSync(join(project, 'runs/stopped/run.lock'))).toBe(false);
});

test('stage by stage gives the same files as in one go', async () => {
  const project = emptyProject();
  const whole = await ran(project, 'runs/whole');
  const verbs = 'tasks play rate select train play rate select train play rate evaluate figures';
  for (const verb of verbs.split(' ')) {
    const more = verb === 'tasks' ? small : [];
    const ended = await sotopiaPi([verb, '--run', 'runs/steps', '--json', ...more], project);
    expect(ended.code, `${verb}: ${ended.stderr}`).toBe(0);
  }
  expect(roomsOf(join(project, 'runs/steps'))).toEqual(roomsOf(whole.folder));
});

test.each([
  ['social-chem-101.tsv', 'social_chem'],
  ['social-iqa.jsonl', 'social_iqa'],
  ['normbank.csv', 'normbank']
])('tasks can be written from a corpus file such as %s', async (file, source) => {
  const project = emptyProject();
  const from = ['--inspirations', join('data/inspiration', file)];
  const ended = await sotopiaPi(['tasks', '--run', 'r', '--tasks', '4', ...from], project);
  expect(ended.code, ended.stderr).toBe(0);
  const drawn = readFileSync(join(project, 'r/inspirations.jsonl'), 'utf8').trim().split('\n');
  expect(drawn).toHaveLength(8);
  for (const line of drawn) expect(JSON.parse(line)).toMatchObject({ source });
});

test('a run is not continued with other settings; the difference is shown', async () => {
  const project = emptyProject();
  await sotopiaPi(['tasks', '--run', 'r', '--tasks', '2'], project);
  const ended = await sotopiaPi(['tasks', '--run', 'r', '--tasks', '3'], project);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain('tasks 2 here, 3 asked for');
});

test.each([
  [['fly'], "unknown command 'fly'"],
  [
    ['run', '--models', 'nobody'],
    'expected a profile (llama-cpp, local, ollama, openai, paper, rehearsal, vllm)'
  ],
  [['run', '--tasks', 'many'], 'Expected a whole number of at least 1'],
  [['run', '--tasks', '0'], 'Expected a whole number of at least 1'],
  [['run', '--rules', 'odd'], 'clean, published'],
  [
    ['import', 'data/inspiration', '--run', 'r', '--except', 'package.json'],
    '[lab/import] expected a file of inspirations at package.json'
  ]
])('%j is wrong usage: exit code 2, and what is known', async (args, message) => {
  const ended = await sotopiaPi(args, emptyProject());
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain(message);
});

test('a folder with somebody’s files is not taken for a run', async () => {
  const project = emptyProject();
  const ended = await sotopiaPi(['tasks', '--run', '.', '--tasks', '1'], project);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain('expected');
  expect(existsSync(join(project, 'run.json'))).toBe(false);
});

test('a verb that goes on with a run makes none in a mistyped folder', async () => {
  const project = emptyProject();
  const ended = await sotopiaPi(['rate', '--run', 'typo'], project);
  expect([ended.code, existsSync(join(project, 'typo'))]).toEqual([2, false]);
  expect(ended.stderr).toContain('or begin one: npx sotopia-pi tasks (or run).');
});

test.each([
  ['an edited seed', (text: string) => text.replace('"seed": 1', '"seed": 3'), 'asked for'],
  ['half a file', (text: string) => text.slice(0, 40), 'expected JSON in']
])('a run.json with %s is not believed', async (_, edited, message) => {
  const project = emptyProject();
  await sotopiaPi(['tasks', '--run', 'r', '--tasks', '1'], project);
  const path = join(project, 'r/run.json');
  writeFileSync(path, edited(readFileSync(path, 'utf8')));
  const ended = await sotopiaPi(['tasks', '--run', 'r', '--json'], project);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain(message);
  expect(lastJson(ended)).toMatchObject({ verb: 'tasks', error: expect.any(String) as string });
});

test('inspirations that lost a line are drawn again, and the run is the same', async () => {
  const project = emptyProject();
  await sotopiaPi(['tasks', '--run', 'r', '--tasks', '3'], project);
  const paths = ['inspirations', 'tasks'].map(name => join(project, `r/${name}.jsonl`));
  const before = paths.map(path => readFileSync(path, 'utf8'));
  writeFileSync(paths[0]!, before[0]!.slice(0, -20));
  const ended = await sotopiaPi(['tasks', '--run', 'r'], project);
  expect(ended.code, ended.stderr).toBe(0);
  expect(paths.map(path => readFileSync(path, 'utf8'))).toEqual(before);
});

function linesIn(path: string): number {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length : 0;
}
