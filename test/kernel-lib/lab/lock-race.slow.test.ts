import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { thisHolder } from '../../../kernel-lib/src/edge/lock/holder';
import { lockProcesses, type LockProcess } from '../../support/lock-processes';
import { isLong } from '../../support/long';

const rounds = isLong ? 10_000 : 100;
const timeout = isLong ? 3_600_000 : 120_000;
const tooLarge = 2 ** 22; // no process has this number

/** What processes may have left in a lock file, by the round. */
const leftovers = [
  () => JSON.stringify({ ...thisHolder(true), pid: tooLarge }),
  () => JSON.stringify({ pid: tooLarge, host: hostname(), began: '1' }),
  () => JSON.stringify({ pid: tooLarge, host: 'an earlier container' }),
  () => '',
  () => '{"pid":'
];

/** Folders on two file systems, where the machine has two. */
const places = [tmpdir(), '/dev/shm'].filter(
  (place, i, all) => isFolder(place) && (i === 0 || device(place) !== device(all[0]!))
);

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function device(path: string): number {
  return statSync(path).dev;
}

function folderIn(place: string): string {
  const folder = mkdtempSync(join(place, 'sotopia-pi-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** How many processes held the lock in each round, as a count of rounds by that number. */
async function holders(
  processes: readonly LockProcess[],
  n: number,
  round: (i: number) => Parameters<LockProcess['order']>[0]
): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (let i = 0; i < n; i++) {
    const what = round(i);
    const answers = await Promise.all(processes.map(each => each.order(what)));
    const held = answers.filter(({ refused }) => refused === undefined).length;
    counts[held] = (counts[held] ?? 0) + 1;
    await Promise.all(processes.map(each => each.order({})));
  }
  return counts;
}

const once = { graceMs: 0 };

test.each(places)(
  'of 4 processes that start at once in %s, exactly one holds the folder',
  async place => {
    const folder = folderIn(place);
    const processes = await lockProcesses(4);
    const counts = await holders(processes, rounds, () => ({ take: folder, options: once }));
    expect(counts).toEqual({ 1: rounds });
  },
  timeout
);

test.each(places)(
  'of 4 processes that find a stale lock in %s, exactly one takes it over',
  async place => {
    const folder = folderIn(place);
    const processes = await lockProcesses(4);
    const counts = await holders(processes, rounds, i => {
      writeFileSync(join(folder, 'run.lock'), leftovers[i % leftovers.length]!());
      return { take: folder, options: once };
    });
    expect(counts).toEqual({ 1: rounds });
  },
  timeout
);

test(
  'where the system has no locks, exactly one of 4 holds the folder as well',
  async () => {
    const folder = folderIn(tmpdir());
    const processes = await lockProcesses(4);
    const n = isLong ? 500 : 5;
    const options = { graceMs: 0, beatMs: 50, silenceMs: 500, settleMs: 200 };
    const counts = await holders(processes, n, i => {
      if (i % 2 === 1) writeFileSync(join(folder, 'run.lock'), leftovers[i % leftovers.length]!());
      return { take: folder, heartbeatOnly: true, options };
    });
    expect(counts).toEqual({ 1: n });
  },
  timeout
);
