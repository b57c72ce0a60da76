import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Handler } from '../../kernel-lib/src/base/handler';
import { serve } from '../../kernel-lib/src/edge/serve';
import { withFaults, type Faults } from '../../kernel-lib/src/rehearsal/faults';
import { rehearsalServer } from '../../kernel-lib/src/rehearsal/server';
import { lastJson, sotopiaPi } from '../support/command';
import { emptyProject, roomsOf } from '../support/project';

const small = '--tasks 2 --pairs 2 --evaluation-pairs 1 --repeats 1 --json'.split(' ');

/** The rehearsal models behind a server whose faults a test can change, and a profile that names it. */
async function faultyWorld(project: string, faults: Faults | undefined) {
  const healthy = rehearsalServer();
  let current: Handler = faults ? withFaults(healthy, faults) : healthy;
  const served = await serve(call => current(call));
  onTestFinished(served.close);
  const shipped = new URL('../../kernel-lib/profiles/rehearsal.json', import.meta.url);
  const profile = JSON.parse(readFileSync(shipped, 'utf8')) as object;
  const path = join(project, 'faulty.json');
  const content = { ...profile, name: 'faulty', server: { baseUrl: served.url } };
  writeFileSync(path, JSON.stringify(content));
  return { path, mend: () => void (current = healthy) };
}

test('connections that break and servers that stumble change no byte of a run', async () => {
  const project = emptyProject();
  const calm = await sotopiaPi(['run', '--run', 'calm', ...small], project);
  expect(calm.code, calm.stderr).toBe(0);
  const rates = { serverError: 0.05, rateLimited: 0.05, reset: 0.05 };
  const { path } = await faultyWorld(project, { seed: 1, rates, retryAfterSeconds: 0.01 });
  const shaken = await sotopiaPi(['run', '--run', 'shaken', '--models', path, ...small], project);
  expect(shaken.code, shaken.stderr).toBe(0);
  expect(roomsOf(join(project, 'shaken'))).toEqual(roomsOf(join(project, 'calm')));
  const outcomes = new Set(
    rowsOf(project, 'shaken/ledger.jsonl').map(({ outcome }) => String(outcome).replace(/:.*/, ''))
  );
  expect([...outcomes].sort()).toEqual(['Connection error', 'HTTP 429', 'HTTP 500', 'ok']);
});

test('a reply that is no action is asked for again and kept as an attempt, never taken for silence', async () => {
  const project = emptyProject();
  const rates = { empty: 0.03, notJson: 0.03, unknownAction: 0.03, cutOff: 0.03 };
  const { path } = await faultyWorld(project, { seed: 2, rates });
  const ended = await sotopiaPi(['run', '--run', 'r', '--models', path, ...small], project);
  expect(ended.code, ended.stderr).toBe(0);
  expect(lastJson(ended)['failed']).toBe(0);
  const turns = rowsOf(project, 'r/episodes.jsonl').flatMap(row => row['turns'] as Turn[]);
  const tried = turns.filter(turn => turn.attempts);
  expect(tried.length).toBeGreaterThan(50);
  for (const { attempts } of tried) {
    for (const { reason } of attempts!) expect(reason).toMatch(/expected an action|repaired/);
  }
});

test('when every call fails the run stops after bounded attempts, says why, and can be continued', async () => {
  const project = emptyProject();
  const { path, mend } = await faultyWorld(project, { seed: 3, rates: { serverError: 1 } });
  const stopped = await sotopiaPi(['run', '--run', 'r', '--models', path, ...small], project);
  expect(stopped.code).toBe(1);
  expect(stopped.stderr).toMatch(/failures? one after another|nothing could be made/);
  expect(rowsOf(project, 'r/ledger.jsonl').length).toBeLessThanOrEqual((4 + 32 + 20) * 5);
  mend();
  const resumed = await sotopiaPi(['run', '--run', 'r', '--models', path, ...small], project);
  expect(resumed.code, resumed.stderr).toBe(0);
  const calm = await sotopiaPi(['run', '--run', 'calm', ...small], project);
  expect(calm.code).toBe(0);
  expect(roomsOf(join(project, 'r'))).toEqual(roomsOf(join(project, 'calm')));
});

test('a key that a server repeats reaches no file and no output', async () => {
  const project = emptyProject();
  const key = 'sk-planted-3f1c';
  const echo: Handler = call =>
    Promise.resolve(
      call.path.endsWith('/models')
        ? { status: 404, json: {} }
        : { status: 401, json: { error: { message: `no such key: Bearer ${key}` } } }
    );
  const served = await serve(echo);
  onTestFinished(served.close);
  const { path } = await faultyWorld(project, undefined);
  const profile = JSON.parse(readFileSync(path, 'utf8')) as object;
  const server = { baseUrl: served.url, keyVariable: 'PLANTED_KEY' };
  writeFileSync(path, JSON.stringify({ ...profile, server }));
  const args = ['tasks', '--run', 'r', '--models', path, ...small];
  const ended = await sotopiaPi(args, project, { PLANTED_KEY: key });
  expect(ended.code).toBe(1);
  expect(ended.stdout + ended.stderr).not.toContain(key);
  for (const file of ['run.json', 'ledger.jsonl', 'failures.jsonl']) {
    expect(readFileSync(join(project, 'r', file), 'utf8')).not.toContain(key);
  }
  expect(readFileSync(join(project, 'r/failures.jsonl'), 'utf8')).toContain('Bearer [key]');
});

test.each([
  [
    'a key that is not set',
    { keyVariable: 'NO_SUCH_KEY' },
    {},
    'variable NO_SUCH_KEY, got nothing'
  ],
  ['a model that its server does not list', {}, { model: 'nobody' }, 'rehearsal']
])('%s is said before anything is paid for', async (_, server, judge, message) => {
  const project = emptyProject();
  const { path } = await faultyWorld(project, undefined);
  const profile = JSON.parse(readFileSync(path, 'utf8')) as Profile;
  const models = { ...profile.models, judge: { ...profile.models['judge'], ...judge } };
  const changed = { ...profile, models, server: { ...profile.server, ...server } };
  writeFileSync(path, JSON.stringify(changed));
  const ended = await sotopiaPi(['run', '--run', 'r', '--models', path, ...small], project);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain(message);
  expect(readFileSync(join(project, 'r/ledger.jsonl'), 'utf8')).toBe('');
});

interface Profile {
  readonly models: Readonly<Record<string, object>>;
  readonly server: object;
}

interface Turn {
  readonly attempts?: readonly { readonly reply: string; readonly reason: string }[];
}

function rowsOf(project: string, file: string): Record<string, unknown>[] {
  const lines = readFileSync(join(project, file), 'utf8').trimEnd().split('\n');
  return lines.map(line => JSON.parse(line) as Record<string, unknown>);
}

test('a run stops when its calls are spent, and goes on when there are more', async () => {
  const project = emptyProject();
  const calm = await sotopiaPi(['run', '--run', 'calm', ...small], project);
  expect(calm.code).toBe(0);
  const { path } = await faultyWorld(project, undefined);
  const limited = [...small, '--models', path, '--max-calls', '300'];
  const stopped = await sotopiaPi(['run', '--run', 'r', ...limited], project);
  expect(stopped.code).toBe(1);
  expect(stopped.stderr).toContain('raise --budget or --max-calls to go on');
  expect(rowsOf(project, 'r/ledger.jsonl')).toHaveLength(300);
  const resumed = await sotopiaPi(['run', '--run', 'r', '--models', path, ...small], project);
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(roomsOf(join(project, 'r'))).toEqual(roomsOf(join(project, 'calm')));
});
