import { statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../base/fail';
import { inProject } from '../edge/root';
import { checkTree } from '../edge/tree';

/** Folders of files by people: the library only reads them, and lists what it skips with the reason. */
const byPeople = ['ratings', 'preferences'];

/** Folders that the library writes. */
const ownFolders = ['journal', 'imported', 'exports', 'figures', 'weights', 'batches'];

/**
 * The path of a run folder, relative to the project's root, once everything in it is known to be a
 * regular file or a folder.
 *
 * Throws: UsageError [edge/regular-file] for a link, a pipe, a socket or a device in it
 */
export function runFolder(folder: string): string {
  const path = inProject(folder);
  checkRunFolder(path);
  return path;
}

/** The check of `runFolder` for a path; a folder that is not there yet passes. */
export function checkRunFolder(path: string): void {
  if (!isFolder(path)) return;
  checkTree(path, byPeople);
  for (const name of ownFolders) {
    if (isFolder(join(path, name)) === false) throw noFolder(join(path, name));
  }
}

function isFolder(path: string): boolean | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory();
}

function noFolder(path: string): UsageError {
  return new UsageError('lab/run-folder', {
    expected: `${path} to be a folder`,
    got: 'a file',
    todo: 'Move the file to another place.'
  });
}
