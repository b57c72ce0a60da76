import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lineWriter, writeWhole } from '../../../kernel-lib/src/edge/files';
import { thisHolder, type Holder } from '../../../kernel-lib/src/edge/lock/holder';
import { locked } from '../../../kernel-lib/src/lab/lock';
import { emptyFolder } from '../../support/folder';

const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;
const holding = (content: string) => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'run.lock'), content);
  return folder;
};
const left = (by: Partial<Holder>) => holding(JSON.stringify({ ...thisHolder(true), ...by }));
const elsewhere = { host: 'elsewhere', boot: 'another' };

/** Times short enough for a test, of a lock that the operating system knows nothing of. */
const quick = { graceMs: 0, beatMs: 20, silenceMs: 200, settleMs: 20 };
const unsupported = { ...quick, tryLock: () => 'unsupported' as const };

/** Writes in the name of another process. */
const takeAway = (folder: string, by: Partial<Holder> = {}) =>
  writeFileSync(
    join(folder, 'run.lock'),
    JSON.stringify({ ...thisHolder(true), ...by, id: 'another' })
  );

test('a folder is held by one process at a time, and free again afterwards', () => {
  const folder = emptyFolder();
  const unlock = locked(folder);
  expect(() => locked(folder)).toThrow(`process ${process.pid} on ${hostname()}, since 20`);
  unlock();
  expect(existsSync(join(folder, 'run.lock'))).toBe(false);
  locked(folder)();
});

test.each([
  ['this release', thisHolder(true)],
  ['this release in another container', { ...thisHolder(true), host: 'next', pid: 1 }],
  ['an earlier release', { pid: deadPid(), host: hostname() }],
  ['an earlier release in another container', { pid: deadPid(), host: 'next' }],
  [
    'an earlier release, whose process id was given again',
    { pid: process.pid, host: hostname(), began: '1' }
  ],
  ['an earlier release without /proc', { pid: process.pid, host: hostname() }]
])('what a killed process of %s left is taken over at once', (_, holder) => {
  locked(holding(JSON.stringify(holder)), { onWait: () => expect.unreachable() })();
});

test.each([
  ['a crash in the middle of writing', '{"pid":'],
  ['a crash before writing', ''],
  ['a power loss', '\0\0\0']
])('the lock file of %s is taken over at once', (_, content) => {
  locked(holding(content), { onWait: () => expect.unreachable() })();
});

test('a living process of an earlier release holds its folder, and the message says what to do', () => {
  const { pid, host, began } = thisHolder(true);
  const folder = holding(JSON.stringify({ pid, host, began }));
  expect(() => locked(folder)).toThrow(/process \d+ on .* earlier release.*delete run\.lock/);
});

test('a machine that is silent is watched for a while, then its folder is taken over', () => {
  const waits: unknown[] = [];
  const folder = left(elsewhere);
  locked(folder, { ...quick, onWait: (holder, ms) => waits.push([holder?.host, ms]) })();
  expect(waits).toEqual([['elsewhere', 200]]);
  expect(existsSync(join(folder, 'run.lock'))).toBe(false);
});

test('a machine that gives signs of life keeps its folder', () => {
  const folder = left(elsewhere);
  const onWait = () => utimesSync(join(folder, 'run.lock'), 1, 1);
  expect(() => locked(folder, { ...quick, onWait })).toThrow(/process \d+ on elsewhere, since 20/);
});

test('a lock that is released while it is watched is free', () => {
  const folder = left(elsewhere);
  locked(folder, { ...quick, onWait: () => rmSync(join(folder, 'run.lock')) })();
});

test('where the system has no locks, the heartbeat decides', () => {
  const folder = emptyFolder();
  locked(folder, unsupported)();
  takeAway(folder, { osLock: false });
  const onWait = () => utimesSync(join(folder, 'run.lock'), 1, 1);
  expect(() => locked(folder, { ...unsupported, onWait })).toThrow('expected no other process');
  locked(folder, unsupported)(); // silent since
});

test('a holder without a lock of the system is not taken for dead by one that has such locks', () => {
  const folder = left({ osLock: false });
  const onWait = () => utimesSync(join(folder, 'run.lock'), 1, 1);
  expect(() => locked(folder, { ...quick, onWait })).toThrow('expected no other process');
});

test.each([
  ['another process took over', takeAway, /got "process \d+ on .*Nothing more was written/],
  [
    'the lock file was removed',
    (folder: string) => rmSync(join(folder, 'run.lock')),
    'without its run.lock'
  ]
])('a holder whose lock was lost since %s writes nothing more', (_, lose, message) => {
  const folder = emptyFolder();
  const unlock = locked(folder, { ...quick, beatMs: 0 });
  const path = join(folder, 'rows.jsonl');
  const writer = lineWriter(path);
  writer.add('before');
  lose(folder);
  expect(() => writer.add('after')).toThrow(message);
  expect(() => writeWhole(join(folder, 'run.json'), '{}')).toThrow(message);
  expect(readFileSync(path, 'utf8')).toBe('before\n');
  expect(existsSync(join(folder, 'run.json'))).toBe(false);
  writer.close();
  unlock();
});

test("only one's own lock is released", () => {
  const folder = emptyFolder();
  const unlock = locked(folder, quick);
  takeAway(folder);
  unlock();
  expect(readFileSync(join(folder, 'run.lock'), 'utf8')).toContain('another');
});

test('a copied folder is free while the original is held', () => {
  const folder = emptyFolder();
  const unlock = locked(folder);
  const copy = emptyFolder();
  writeFileSync(join(copy, 'run.lock'), readFileSync(join(folder, 'run.lock')));
  locked(copy)();
  unlock();
});

test('a folder that is reached through a link is the same folder', () => {
  const folder = emptyFolder();
  const link = join(emptyFolder(), 'link');
  symlinkSync(folder, link);
  const unlock = locked(link);
  expect(() => locked(folder)).toThrow('expected no other process');
  unlock();
});

test('a lock file that is a link is refused, and what it leads to is left alone', () => {
  const other = join(emptyFolder(), 'thesis.txt');
  writeFileSync(other, 'years of work');
  const folder = emptyFolder();
  symlinkSync(other, join(folder, 'run.lock'));
  expect(() => locked(folder)).toThrow('run.lock to be a regular file');
  expect(readFileSync(other, 'utf8')).toBe('years of work');
});
