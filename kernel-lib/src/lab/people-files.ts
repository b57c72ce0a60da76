import { lstatSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '../base/fail';

/** A file in which a person said something, and whose name says of what and by whom. */
export interface PeopleFile {
  /** Below the run's folder, with slashes. */
  readonly file: string;
  /** The name of the folder that it lies in. */
  readonly subject: string;
  /** Its own name, without the ending. */
  readonly rater: string;
  readonly text: string;
}

/** A file that was not taken, and why. */
export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

const longestFile = 2 * 1024 * 1024; // bytes; many edits of fourteen reasons take less

/**
 * The files `<folder>/<subject>/<rater>.json` of a run's folder, in the order of their names. What
 * is not a plain file of that form (a link, another ending, a deeper folder, one too large) is
 * skipped with the reason; names that begin with a dot are an editor's, and pass unseen.
 */
export function peopleFiles(
  runFolder: string,
  folder: string
): { readonly files: PeopleFile[]; readonly skipped: SkippedFile[] } {
  const files: PeopleFile[] = [];
  const skipped: SkippedFile[] = [];
  const stats = lstatSync(join(runFolder, folder), { throwIfNoEntry: false });
  if (stats && !stats.isDirectory())
    skipped.push({ file: folder, reason: 'it is no folder of its own' });
  for (const subject of entriesOf(runFolder, folder)) {
    const place = `${folder}/${subject.name}`;
    if (!subject.isDirectory()) {
      skipped.push({ file: place, reason: 'it lies outside of a folder of its own' });
      continue;
    }
    for (const entry of entriesOf(runFolder, place)) {
      const file = `${place}/${entry.name}`;
      const read = readPlain(join(runFolder, file), entry);
      if ('reason' in read) skipped.push({ file, reason: read.reason });
      else files.push({ file, subject: subject.name, rater: entry.name.slice(0, -5), ...read });
    }
  }
  return { files, skipped };
}

function entriesOf(runFolder: string, folder: string): Dirent[] {
  const path = join(runFolder, folder);
  // A folder that is a link could lead anywhere; the entries below are looked at one by one.
  if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readPlain(path: string, entry: Dirent): { text: string } | { reason: string } {
  if (!entry.isFile()) return { reason: 'it is no plain file' };
  if (!entry.name.endsWith('.json')) return { reason: 'its name does not end in .json' };
  try {
    const { size } = lstatSync(path);
    if (size > longestFile) return { reason: `it has ${size} bytes, more than ${longestFile}` };
    return { text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { reason: messageOf(error) };
  }
}
