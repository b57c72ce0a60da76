import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { serve } from '../../kernel-lib/src/edge/serve';
import { withFaults } from '../../kernel-lib/src/rehearsal/faults';
import { rehearsalServer } from '../../kernel-lib/src/rehearsal/server';
import { lastJson, sotopiaPi, type Ended } from '../support/command';
import { completionOf, oneModelProfile, openAiServer } from '../support/openai-server';
import { emptyProject } from '../support/project';

const small = '--tasks 1 --pairs 1 --evaluation-pairs 1 --repeats 1 --json'.split(' ');

/** A project with a profile of its own for rehearsal models behind HTTP. */
async function projectOverHttp(handler = rehearsalServer()) {
  const project = emptyProject();
  const served = await serve(handler);
  onTestFinished(served.close);
  const shipped = new URL('../../kernel-lib/profiles/rehearsal.json', import.meta.url);
  const profile = JSON.parse(readFileSync(shipped, 'utf8')) as object;
  const content = { ...profile, name: 'mine', simulated: false, server: { baseUrl: served.url } };
  writeFileSync(join(project, 'sotopia-pi.models.json'), JSON.stringify(content));
  const verb = (name: string, run: string, ...more: string[]) =>
    sotopiaPi([name, '--run', run, '--models', 'project', ...small, ...more], project);
  return { project, served, verb };
}

const fine = (ended: Ended) => expect(ended.code, ended.stderr).toBe(0);
const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line) as Record<string, unknown>);

test('a recorded run is replayed without its server, byte for byte, for nothing', async () => {
  const { project, served, verb } = await projectOverHttp();
  const verbs = ['tasks', 'play', 'rate'];
  for (const name of verbs) fine(await verb(name, 'first', '--cache', 'all'));
  await served.close();
  for (const name of verbs) fine(await verb(name, 'again', '--replay'));
  for (const file of ['tasks', 'castings', 'episodes', 'ratings'].map(name => `${name}.jsonl`)) {
    const [first, again] = ['first', 'again'].map(run => readFileSync(join(project, run, file)));
    expect(again!.equals(first!), file).toBe(true);
  }
  const ledger = rowsOf(join(project, 'again/ledger.jsonl'));
  expect(ledger.length).toBeGreaterThan(100);
  expect(ledger.every(line => line['recorded'] === true)).toBe(true);

  const missing = await verb('tasks', 'other', '--replay', '--seed', '2');
  expect(missing.code).toBe(1);
  expect(readFileSync(join(project, 'other/failures.jsonl'), 'utf8')).toContain('without --replay');

  const listed = lastJson(await sotopiaPi(['cache', '--json'], project));
  expect((listed['models'] as object[]).length).toBeGreaterThan(4);
  const refused = await sotopiaPi(['cache', '--prune'], project);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--older-than')]);
  fine(await sotopiaPi(['cache', '--prune', '--all'], project));
  expect(lastJson(await sotopiaPi(['cache', '--json'], project))['models']).toEqual([]);
});

test('without being asked, only what was asked at temperature 0 is kept', async () => {
  const { project, verb } = await projectOverHttp();
  for (const name of ['tasks', 'play', 'rate']) fine(await verb(name, 'r'));
  const { models } = lastJson(await sotopiaPi(['cache', '--json'], project));
  expect((models as { model: string }[]).map(({ model }) => model).sort()).toEqual([
    'rehearsal-judge',
    'rehearsal-rater'
  ]);
});

test('a judge that answered nothing of use is asked again once it is mended, here and in other runs', async () => {
  const healthy = rehearsalServer();
  let isMended = false;
  const { verb } = await projectOverHttp(async call => {
    const answer = await healthy(call);
    const isJudge = (call.body as { model?: string } | undefined)?.model === 'rehearsal-judge';
    return isMended || !isJudge ? answer : completionOf('Both did well.');
  });
  for (const run of ['r', 'other']) {
    for (const name of ['tasks', 'play']) fine(await verb(name, run, '--cache', 'all'));
    expect((await verb('rate', run)).code).toBe(1);
    expect(lastJson(await verb('status', run))['failed']).toBeGreaterThan(10);
  }
  isMended = true;
  for (const run of ['r', 'other']) {
    fine(await verb('rate', run));
    expect(lastJson(await verb('status', run))).toMatchObject({ failed: 0 });
  }
});

test('a budget of money ends a run whose server does not say what it takes', async () => {
  const healthy = rehearsalServer();
  const { project, verb } = await projectOverHttp(async call => {
    const { json, ...rest } = await healthy(call);
    return { ...rest, ...(json !== undefined && { json: { ...json, usage: null } }) };
  });
  const path = join(project, 'sotopia-pi.models.json');
  const profile = JSON.parse(readFileSync(path, 'utf8')) as { models: Record<string, object> };
  const pricePerMillionTokens = { prompt: 1, completion: 1 };
  const models = Object.fromEntries(
    Object.entries(profile.models).map(([role, model]) => [
      role,
      { ...model, pricePerMillionTokens }
    ])
  );
  writeFileSync(path, JSON.stringify({ ...profile, models }));
  const ended = await verb('tasks', 'r', '--budget', '5');
  expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining('usage')]);
  fine(await verb('tasks', 'r', '--max-calls', '500'));
  const { calls, spending } = lastJson(await verb('status', 'r')) as Record<string, object>;
  expect(spending).toMatchObject({ unpriced: calls, spent: { money: 0 } });
});

test('where a profile lies does not count, what it says of its models does', async () => {
  const { project, verb } = await projectOverHttp();
  fine(await verb('tasks', 'r'));
  const text = readFileSync(join(project, 'sotopia-pi.models.json'), 'utf8');
  const played = (file: string, profile: string) => {
    writeFileSync(join(project, file), profile);
    return sotopiaPi(['play', '--run', 'r', '--models', file, '--json'], project);
  };
  fine(await played('copy.json', text));
  const other = await played('other.json', text.replace('rehearsal-judge', 'rehearsal-judge-2'));
  expect(other.code).toBe(2);
  expect(other.stderr).toMatch(
    /got "judge .*rehearsal-judge.* here, .*rehearsal-judge-2.* asked for"/
  );
});

test('an empty address of a queue is refused, not taken for none', async () => {
  const refused = await sotopiaPi(['play', '--run', 'r', '--queue', ''], emptyProject());
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringContaining('an address in --queue')
  ]);
});

test('as published, what is no action counts as silence; the data and the status say so', async () => {
  const faults = { seed: 4, rates: { notJson: 0.05 } };
  const { project, verb } = await projectOverHttp(withFaults(rehearsalServer(), faults));
  const published = ['--rules', 'published', '--invalid-replies', 'silence', '--max-attempts', '1'];
  await verb('tasks', 'r', ...published);
  await verb('play', 'r', ...published);
  const run = JSON.parse(readFileSync(join(project, 'r/run.json'), 'utf8')) as object;
  expect(run).toMatchObject({ settings: { rules: 'published', invalidReplies: 'silence' } });
  const turns = rowsOf(join(project, 'r/episodes.jsonl')).flatMap(
    ({ turns }) => turns as { invalid?: true; action: object; attempts?: object[] }[]
  );
  const invalid = turns.filter(turn => turn.invalid);
  expect(invalid.length).toBeGreaterThan(10);
  for (const { action, attempts } of invalid) {
    expect(action).toEqual({ action_type: 'none', argument: '' });
    expect(attempts).toHaveLength(1);
  }
  const { effects } = lastJson(await sotopiaPi(['status', '--run', 'r', '--json'], project));
  expect(effects).toMatchObject({
    episodes: { 'taken for silence': expect.any(Number) as number }
  });
});

test('a planted key reaches no output, no run and no recorded call, whatever the server says', async () => {
  const project = emptyProject();
  const key = 'sk-planted-7c2d';
  const { url, calls } = await openAiServer(['any'], () => `{"ok": "Bearer ${key}"}`);
  const path = join(project, 'own.json');
  writeFileSync(path, JSON.stringify(oneModelProfile(url, {}, { keyVariable: 'PLANTED_KEY' })));
  const own = ['--models', path, '--json'];
  const env = { PLANTED_KEY: key };
  const outputs = [
    await sotopiaPi(['models', ...own], project, env),
    await sotopiaPi(['estimate', ...own], project, env),
    await sotopiaPi(
      ['tasks', '--run', 'r', '--cache', 'all', ...own, '--tasks', '1'],
      project,
      env
    ),
    await sotopiaPi(['status', '--run', 'r'], project, env),
    await sotopiaPi(['cache'], project, env)
  ].map(({ stdout, stderr }) => stdout + stderr);
  expect(calls.length).toBeGreaterThan(2);
  expect(outputs.join('\n')).not.toContain(key);
  const files = ['r', '.cache'].flatMap(folder =>
    readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
  );
  const texts = files
    .filter(file => file.isFile())
    .map(file => readFileSync(join(file.parentPath, file.name), 'utf8'));
  expect(texts.length).toBeGreaterThan(3);
  expect(texts.join('\n')).not.toContain(key);
  expect(texts.join('\n')).toContain('[key]');
});

test('the status says what is left of a budget, and a run of unknown price says so at its start', async () => {
  const { project, verb } = await projectOverHttp();
  const begun = await verb('tasks', 'r', '--max-calls', '500');
  fine(begun);
  expect(begun.stderr).toMatch(/The whole run takes about .* money unknown/);
  const status = lastJson(await sotopiaPi(['status', '--run', 'r', '--json'], project));
  const { calls, spending } = status as { calls: number; spending: object };
  expect(spending).toMatchObject({
    unpriced: calls,
    budget: { calls: { of: 500, left: 500 - calls } }
  });
  const refused = await verb('play', 'r', '--budget', '5');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--max-calls')]);
});
