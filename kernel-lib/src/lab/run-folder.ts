import { statSync } from 'node:fs';
import { inProject } from '../edge/root';
import { checkTree } from '../edge/tree';

/** Folders of files by people: the library only reads them, and lists what it skips with the reason. */
const byPeople = ['ratings', 'preferences'];

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
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) checkTree(path, byPeople);
}
