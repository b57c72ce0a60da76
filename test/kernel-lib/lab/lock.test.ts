import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locked } from '../../../kernel-lib/src/lab/lock';
import { emptyFolder } from '../../support/folder';

const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;
const holding = (content: string) => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'run.lock'), content);
  return folder;
};

test('a folder is held by one process at a time, and free again afterwards', () => {
  const folder = emptyFolder();
  const unlock = locked(folder);
  expect(() => locked(folder)).toThrow(`process ${process.pid} on ${hostname()}`);
  unlock();
  expect(existsSync(join(folder, 'run.lock'))).toBe(false);
  locked(folder)();
});

test.each([
  ['a process that is gone', JSON.stringify({ pid: deadPid(), host: hostname() })],
  [
    'an earlier process of the same number',
    JSON.stringify({ pid: process.pid, host: hostname(), began: '1' })
  ],
  ['a crash in the middle of writing', '{"pid":'],
  ['an empty file', '']
])('the lock of %s is taken over', (_, content) => {
  locked(holding(content))();
});

test('a process on another machine cannot be looked at, so its lock holds', () => {
  const folder = holding(JSON.stringify({ pid: deadPid(), host: 'elsewhere' }));
  expect(() => locked(folder)).toThrow('delete run.lock');
});
