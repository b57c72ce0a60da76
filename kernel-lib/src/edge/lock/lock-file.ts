import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  futimesSync,
  lstatSync,
  readFileSync,
  rmSync,
  writeSync
} from 'node:fs';
import { isRegular, openInPlace, openRegular } from '../regular-file';
import { holderIn, type Holder } from './holder';

/** The file of a lock, open for reading and writing. */
export interface LockFile {
  readonly path: string;
  readonly fd: number;
}

/**
 * Opens a lock file, or creates it; its content is left alone.
 *
 * Throws: UsageError [edge/regular-file] when there is a link or another thing that is not a file
 */
export function openLockFile(path: string): LockFile {
  return { path, fd: openInPlace(path, constants.O_RDWR | constants.O_CREAT) };
}

/** Whether the path still leads to the open file: its holder may have removed it meanwhile. */
export function isInPlace({ path, fd }: LockFile): boolean {
  const here = fstatSync(fd);
  const there = lstatSync(path, { throwIfNoEntry: false });
  return there !== undefined && here.ino === there.ino && here.dev === there.dev;
}

/** The holder that a lock file names; `undefined` without a file, or while it is being written. */
export function holderAt(path: string): Holder | undefined {
  return stateAt(path)?.holder;
}

/** What shows that the holder of a lock file works: each heartbeat changes the time. */
export interface LockState {
  readonly holder: Holder | undefined;
  readonly text: string;
  readonly beatMs: number;
}

/**
 * What a lock file says now; `undefined` when there is none. It is opened anew each time, since network
 * file systems bring a file up to date only when it is opened.
 */
export function stateAt(path: string): LockState | undefined {
  const fd = openIfThere(path);
  if (fd === undefined) return undefined;
  try {
    const text = readFileSync(fd, 'utf8');
    return { text, holder: holderIn(text), beatMs: fstatSync(fd).mtimeMs };
  } finally {
    closeSync(fd);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return isRegular(path) ? openRegular(path) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // removed meanwhile
    throw error;
  }
}

/** Writes the holder into an open lock file; nobody ever reads it empty. */
export function writeHolder({ fd }: LockFile, holder: Holder): void {
  const text = JSON.stringify(holder);
  writeSync(fd, text, 0);
  ftruncateSync(fd, Buffer.byteLength(text));
}

/** Gives a sign of life that other machines see. */
export function beat({ fd }: LockFile): void {
  const now = new Date();
  futimesSync(fd, now, now);
}

/** Removes a lock file, then lets go of it: whoever opened it before finds it out of place. */
export function removeLockFile({ path, fd }: LockFile): void {
  rmSync(path, { force: true });
  closeSync(fd);
}
