import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { smallMark } from '../../kernel-lib/src/edge/local/profile';
import { viewRun, type RunView } from '../../kernel-lib/src/lab/run';
import { tables } from '../../kernel-lib/src/lab/tables';
import { sotopiaPi } from '../support/command';
import { emptyFolder } from '../support/folder';

/** The weights that `npm run test:local` fetches; without them there is nothing to test. */
const gguf = process.env.SOTOPIA_PI_GGUF;

// The library is in the user's own cache folder, not in the test's.
const env = { XDG_CACHE_HOME: process.env.XDG_CACHE_HOME || join(homedir(), '.cache') };
const scale = ['--tasks', '1', '--pairs', '1', '--repeats', '1', '--evaluation-pairs', '1'];
const turns = 20;
const minutes = 60_000;

test.skipIf(gguf === undefined)(
  'a GGUF file is a profile that can be used, and says that it is too small (only in npm run test:local)',
  { timeout: 10 * minutes },
  async () => {
    const args = ['models', '--models', 'local', '--gguf', gguf!];
    const { stdout, code } = await sotopiaPi(args, emptyFolder(), env);
    expect(stdout).toContain('Every model can be used.');
    expect(stdout).toContain(smallMark);
    expect(code).toBe(0);
  }
);

test.skipIf(gguf === undefined)(
  'a real model in this process plays and rates whole episodes (only in npm run test:local)',
  { timeout: 20 * minutes },
  async () => {
    const folder = emptyFolder();
    const run = join(folder, 'run');
    const go = (verb: string, ...args: string[]) =>
      sotopiaPi([verb, '--run', run, '--cache', 'off', ...args], folder, env);

    await go('tasks', '--models', mixedProfile(folder), ...scale);
    const { ledger } = viewRun(run);
    const writers = ledger.totals().promptTokens; // the embedded writer knows nothing from before
    const calls = ledger.calls();
    const played = await go('play', '--max-calls', String(calls + 2 * turns), '--concurrency', '2');
    expect(played.stderr).toContain(smallMark);
    const rated = await go('rate');
    expect(rated.stdout).toContain(smallMark);
    checkRun(viewRun(run), writers);
  }
);

/** Small models write no usable task: an embedded one does, and the local one talks and judges. */
function mixedProfile(folder: string): string {
  const path = join(folder, 'profile.json');
  const [talks, judges] = [96, 768].map(maxTokens => ({
    ...{ model: 'any', temperature: 1, maxTokens, contextLength: 4096 },
    supports: { jsonObject: false, jsonSchema: true }
  }));
  const roles = { expert: talks, student: talks, partner: talks, judge: judges };
  const server = { baseUrl: 'embedded' };
  const writer = { model: 'rehearsal-writer', temperature: 0.7, server };
  const local = { baseUrl: 'local', gguf };
  const profile = { version: 1, name: 'mixed', server: local, models: { writer, ...roles } };
  writeFileSync(path, JSON.stringify(profile));
  return path;
}

function checkRun(view: RunView, writers: number): void {
  const episodes = view.rows(tables.episodes);
  expect(episodes.length).toBeGreaterThan(0);
  for (const { models, turns } of episodes) {
    expect(models[0]).toContain(smallMark);
    expect(turns.every(turn => turn.invalid === undefined)).toBe(true);
  }
  const ratings = view.rows(tables.ratings);
  expect(ratings.length).toBeGreaterThan(0);
  for (const { seats, rater } of ratings) {
    expect(Object.keys(seats[0])).toHaveLength(7);
    expect(rater).toMatchObject({ model: expect.stringContaining(smallMark) as string });
  }
  const { reportedTokens, promptTokens, cachedTokens, cost } = view.ledger.totals();
  expect(reportedTokens).toBe(promptTokens - writers);
  expect(cachedTokens / reportedTokens).toBeGreaterThan(0.3);
  expect(cost).toBe(0);
}
