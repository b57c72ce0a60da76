import { closeSync, constants, fstatSync, lstatSync, openSync, type Stats } from 'node:fs';
import { UsageError } from '../base/fail';

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/**
 * Opens a file of a run folder only when it is a regular file: a link could lead out of the folder, and
 * a pipe or a device could block for ever. Flags may create the file where nothing is.
 *
 * Throws: UsageError [edge/regular-file] for a link, a folder, a pipe, a socket or a device
 */
export function openRegular(path: string, flags: number = O_RDONLY): number {
  isRegular(path);
  const fd = openSync(path, flags | O_NOFOLLOW | O_NONBLOCK, 0o666);
  const stats = fstatSync(fd);
  if (stats.isFile()) return fd;
  closeSync(fd);
  throw refused(path, stats);
}

/**
 * The same for a file that is changed in place. A file with a second name (a hard link) is refused
 * too, because its content would change under the other name.
 */
export function openInPlace(path: string, flags: number): number {
  const fd = openRegular(path, flags);
  if (fstatSync(fd).nlink <= 1) return fd;
  closeSync(fd);
  throw new UsageError('edge/regular-file', {
    expected: `${path} to be a file with one name, since it is changed in place`,
    got: 'a file with hard links: it would change under its other names too',
    todo: 'Replace it by a copy of its own (cp FILE COPY && mv COPY FILE).'
  });
}

/**
 * Whether there is a file at a path of a run folder.
 *
 * Throws: UsageError [edge/regular-file] when there is something else
 */
export function isRegular(path: string): boolean {
  const stats = statsAt(path);
  if (stats && !stats.isFile()) throw refused(path, stats);
  return stats !== undefined;
}

function statsAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The error for anything in a run folder that is neither a regular file nor a folder. */
export function refused(path: string, kind: Kinds): UsageError {
  return new UsageError('edge/regular-file', {
    expected: `${path} to be a regular file, as everything in a run folder`,
    got: kindOf(kind),
    todo: 'Nothing was read or written there. Remove it, or put the file itself in its place.'
  });
}

type Kinds = Pick<
  Stats,
  'isSymbolicLink' | 'isDirectory' | 'isFIFO' | 'isSocket' | 'isBlockDevice' | 'isCharacterDevice'
>;

function kindOf(kind: Kinds): string {
  if (kind.isSymbolicLink()) return 'a link';
  if (kind.isDirectory()) return 'a folder';
  if (kind.isFIFO()) return 'a named pipe';
  if (kind.isSocket()) return 'a socket';
  return kind.isBlockDevice() || kind.isCharacterDevice() ? 'a device' : 'something else';
}
