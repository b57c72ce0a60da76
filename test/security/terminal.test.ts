import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { zipOf } from '../support/archives';
import { lastJson, sotopiaPi, type Ended } from '../support/command';
import { oneModelProfile, openAiServer } from '../support/openai-server';
import { emptyProject } from '../support/project';
import { SetupSandbox } from '../support/setup-sandbox';

const controls = /(?![\n\t])[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069\ufeff]/u;
const attack = '\u001b[2J\u001b]0;mine\u0007\u009b31m\u202egnp.exe\u200b\r';

/** Nothing that a terminal obeys or hides, and no line that fills the screen many times over. */
function expectHarmless({ stdout, stderr }: Pick<Ended, 'stdout' | 'stderr'>): void {
  expect(stdout).not.toMatch(controls);
  expect(stderr).not.toMatch(controls);
  const longest = Math.max(...`${stdout}\n${stderr}`.split('\n').map(line => line.length));
  expect(longest).toBeLessThan(6000);
}

test('names in an archive and cells of a table are shown as escapes, each on its own line', async () => {
  const project = emptyProject();
  const name = `${attack}/a\nRead 900 episodes.json`;
  const entry = { name, bytes: Buffer.from('{}') };
  writeFileSync(join(project, 'got.zip'), zipOf(entry));
  mkdirSync(join(project, 'lists'));
  const rows = [',prompt,source', `0,be kind,${attack}`, `1,be brave,${'x'.repeat(20_000)}`];
  writeFileSync(join(project, 'lists/list.csv'), rows.join('\n'));
  const ended = await sotopiaPi(['import', 'got.zip', 'lists', '--run', 'r'], project);
  expectHarmless(ended);
  expect(ended.stdout).toContain('\\x1b[2J');
  expect(ended.stdout).toContain('\\x9b31m\\u{202e}gnp.exe\\u{200b}\\x0d');
  expect(ended.stdout).not.toMatch(/^Read 900/m);
});

test('what a server says, lists and answers is shown as escapes, and kept as it was', async () => {
  const project = emptyProject();
  const { url } = await openAiServer([`good${attack}`, 'any', 'x'.repeat(9000)], () => ({
    status: 418,
    json: { error: { message: `${attack} short of tea\nNext: npx evil ${'y'.repeat(9000)}` } }
  }));
  writeFileSync(join(project, 'odd.json'), JSON.stringify(oneModelProfile(url)));
  const unlisted = oneModelProfile(url, { model: 'other' });
  writeFileSync(join(project, 'unlisted.json'), JSON.stringify(unlisted));
  const odd = ['--models', './odd.json'];
  const small = ['--run', 'r', '--tasks', '1', '--pairs', '1', '--max-attempts', '1', ...odd];
  for (const [args, shown] of [
    [['models', ...odd], 'short of tea'],
    [['models', '--models', './unlisted.json'], 'good\\x1b[2J'],
    [['tasks', ...small], 'short of tea']
  ] as const) {
    const ended = await sotopiaPi(args, project);
    expectHarmless(ended);
    expect(ended.stdout).toContain(shown);
    expect(ended.stdout).not.toMatch(/^Next: +npx evil/m);
  }
  const json = await sotopiaPi(['models', '--json', ...odd], project);
  expect(json.stdout).not.toMatch(controls);
  expect(lastJson(json)).toMatchObject({ ready: false });
  expect(readFileSync(join(project, 'r/failures.jsonl'), 'utf8')).toContain('short of tea');
});

test('a mistyped argument and a mistyped folder are shown as escapes', async () => {
  const project = emptyProject();
  for (const args of [
    [`pl${attack}ay`],
    ['play', '--run', `no${attack}`],
    ['import', `no${attack}`, '--run', 'r']
  ]) {
    const ended = await sotopiaPi(args, project);
    expectHarmless(ended);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringMatching(/\\(x1b|u001b)\[2J/)]);
  }
});

let sandbox: SetupSandbox;
beforeEach(() => void (sandbox = new SetupSandbox()));
afterEach(() => sandbox.remove());

test('the set-up shows the words of the programs it runs as escapes', async () => {
  const ended = await sandbox.run('setup', [], { FAKE_NPM: 'colourful' });
  expectHarmless(ended);
  expect(ended.stderr).toContain('\\x1b[31m');
});
