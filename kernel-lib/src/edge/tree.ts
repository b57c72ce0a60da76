import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { refused } from './regular-file';

/**
 * Makes sure that a folder holds only regular files and folders, all the way down: a link could lead
 * out of it, and a pipe or a device could block a reader for ever. The folder itself may be a link,
 * since its user has named it. Hidden entries and those named in `except` are not looked at.
 *
 * Throws: UsageError [edge/regular-file] with the first other entry
 */
export function checkTree(root: string, except: readonly string[] = []): void {
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const isSkipped = folder === root && except.includes(entry.name);
      if (isSkipped || entry.name.startsWith('.')) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !isNamedAsFile.test(entry.name)) folders.push(path);
      else if (!entry.isFile() && isOdd(path)) throw refused(path, lstatSync(path));
    }
  }
}

/** Names that this project gives to files only. */
const isNamedAsFile = /\.(jsonl?|lock|tmp)$/;

/** Whether there is still something odd: another process may have removed what was listed. */
function isOdd(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === false;
}
