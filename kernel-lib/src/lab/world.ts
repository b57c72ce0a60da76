import { join } from 'node:path';
import { LabError, UsageError } from '../base/fail';
import { digest } from '../base/id';
import { openingOf } from '../base/text';
import { readRows } from '../edge/files';
import { dataFolder, inputPath } from '../edge/root';
import { sourceFiles, type SourceFile } from '../edge/source-files';
import { poolOf } from '../inspiration/pool';
import { heldOut } from '../inspiration/read-social-iqa';
import { readInspirations } from '../inspiration/read';
import type { Inspiration, ReadInspirations } from '../inspiration/schema';
import { checkedPeople, checkedTasks, type People } from '../task/people';
import type { Casting, Task } from '../task/schema';
import { dataTables } from './tables';

/** What a run starts from: people, hand-written tasks and the pool of inspirations. */
export interface World {
  readonly people: People;
  readonly tasks: readonly Task[];
  /** Who plays which task, where others have said so. */
  readonly castings?: readonly Casting[];
  /** A hash of all of it but the inspirations, which the run keeps. */
  readonly digest: string;
}

/** A corpus file as it was read: its path, and what was left out; no rows when all of it was. */
export interface CorpusReport extends ReadInspirations {
  readonly path: string;
}

const shippedCorpora = ['social-chem-101.tsv', 'social-iqa.jsonl', 'normbank.csv'];

/** Reads the shipped people and tasks. Throws: UsageError when they contradict themselves. */
export function readWorld(): World {
  const folder = join(dataFolder(), 'task');
  const from = (table: { file: string }) => join(folder, table.file);
  const people = checkedPeople(
    readRows(dataTables.characters, from(dataTables.characters)),
    readRows(dataTables.relationships, from(dataTables.relationships))
  );
  const tasks = checkedTasks(readRows(dataTables.tasks, from(dataTables.tasks)));
  if (!tasks.some(({ hard }) => hard)) {
    throw new UsageError('lab/world', {
      expected: `at least one hard task in ${from(dataTables.tasks)}`,
      got: `${tasks.length} tasks, none of them hard`,
      todo: 'Bring the file back, or write tasks of your own there.'
    });
  }
  return { people, tasks, digest: digest({ people, tasks }) };
}

/**
 * Reads the corpora that tasks are written from: one's own file, plain or packed, a folder of such,
 * or the three shipped samples.
 */
export async function readCorpora(own?: string): Promise<CorpusReport[]> {
  const shipped = shippedCorpora.map(file => join(dataFolder(), 'inspiration', file));
  const paths = own === undefined ? shipped : [inputPath(own)];
  const reports: CorpusReport[] = [];
  for (const file of paths.flatMap(path => [...sourceFiles(path)])) {
    const { path } = file;
    if ('reason' in file) reports.push(leftOut(path, file.reason));
    else if (!file.name.endsWith('.lst')) reports.push(await corpusIn(file)); // the labels of Social IQa
  }
  return reports;
}

/** A file that nobody named and that has no inspirations is left out; one that was named is an error. */
async function corpusIn(file: SourceFile): Promise<CorpusReport> {
  try {
    return await corpusOf(file);
  } catch (error) {
    if (file.isNamed || !(error instanceof LabError)) throw error;
    return leftOut(file.path, error.message);
  }
}

async function corpusOf(file: SourceFile): Promise<CorpusReport> {
  const { path, name } = file;
  const { line, whole } = await openingOf(file.text());
  const reason = file.isNamed ? undefined : heldOut(name, line);
  return reason === undefined
    ? { path, ...(await readInspirations(whole())) }
    : leftOut(path, reason);
}

function leftOut(path: string, reason: string): CorpusReport {
  return { path, inspirations: [], rows: 0, skipped: [{ line: 1, reason }] };
}

/** All inspirations of the corpora, each text once. */
export function poolFrom(reports: readonly CorpusReport[]): Inspiration[] {
  return poolOf(reports.map(({ inspirations }) => inspirations));
}
