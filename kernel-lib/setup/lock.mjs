import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const beatMs = 1_000; // the owner touches its pid file this often
const silentMs = 15_000; // a pid file not touched for this long has no owner: its pid was reused
const pollMs = 200;

/**
 * Runs the work while this process holds the lock, a folder with its pid. Set-ups started at the same
 * time wait for each other; the lock of a process that is gone is taken over.
 */
export async function withLock(folder, work, { onWait = () => {} } = {}) {
  await take(folder, onWait);
  const beat = setInterval(() => touch(pidFile(folder)), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function take(folder, onWait) {
  let watched; // the last beat seen, and when
  while (!isTaken(folder)) {
    const seen = ownerOf(folder);
    if (watched === undefined && !isGone(seen.pid)) onWait();
    if (watched?.beat !== seen.beat) watched = { beat: seen.beat, at: performance.now() };
    const isSilent = performance.now() - watched.at > silentMs;
    if (isSilent || isGone(seen.pid)) clear(folder, seen);
    await pause(pollMs);
  }
}

function isTaken(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(pidFile(folder), String(process.pid));
  return true;
}

/**
 * Removes a lock without an owner. Two waiting processes must not both do so, since the second would
 * remove the first one's new lock: who makes the folder `clearing` looks once more, then removes.
 */
function clear(folder, seen) {
  const mark = join(folder, 'clearing');
  try {
    mkdirSync(mark);
  } catch (error) {
    if (error.code === 'EEXIST' && ageMs(mark) > silentMs) rmSync(mark, { recursive: true });
    else if (error.code !== 'EEXIST' && error.code !== 'ENOENT') throw error;
    return;
  }
  const now = ownerOf(folder);
  const isSame = now.pid === seen.pid && now.beat === seen.beat;
  rmSync(isSame ? folder : mark, { recursive: true, force: true });
}

/** The pid in the lock (undefined in the instant before it is written) and the time of its last beat. */
function ownerOf(folder) {
  try {
    return {
      pid: Number(readFileSync(pidFile(folder), 'utf8')) || undefined,
      beat: beatOf(folder)
    };
  } catch {
    return { pid: undefined, beat: undefined };
  }
}

function isGone(pid) {
  if (pid === undefined) return false;
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function touch(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // the lock was removed by hand; the work goes on
  }
}

const pidFile = folder => join(folder, 'pid');
const beatOf = folder => statSync(pidFile(folder)).mtimeMs;

function ageMs(folder) {
  try {
    return Date.now() - statSync(folder).mtimeMs;
  } catch {
    return 0;
  }
}
