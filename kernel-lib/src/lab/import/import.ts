import { mkdirSync } from 'node:fs';
import { UsageError } from '../../base/fail';
import { shortDigest } from '../../base/id';
import { inProject, inputPath } from '../../edge/root';
import { sourceFiles } from '../../edge/source-files';
import { Desk, type ImportReport } from './desk';
import { readFile, type Intake } from './file';
import { locked } from '../lock';
import { checkRunFolder } from '../run-folder';

export interface ImportOptions {
  /** Files of inspirations that must not inspire a task, since the evaluation's own came from them. */
  readonly except?: readonly string[];
  /** Said before each file. */
  readonly onFile?: (path: string) => void;
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
}

/**
 * Reads files, folders and archives of any known format into a run folder, beside its own files.
 * Nothing is overwritten: a row that is there already is left as it is.
 *
 * Throws: LabError [edge/source-files] when a path is not there; [lab/import] when a file to be
 * excepted has no inspirations; [lab/lock] when another process is writing the folder
 */
export async function importFiles(
  paths: readonly string[],
  folder: string,
  options: ImportOptions = {}
): Promise<ImportReport> {
  const target = inProject(folder);
  checkRunFolder(target);
  mkdirSync(target, { recursive: true });
  const unlock = locked(target);
  try {
    return await importInto(target, paths, options);
  } finally {
    unlock();
  }
}

async function importInto(
  folder: string,
  paths: readonly string[],
  options: ImportOptions
): Promise<ImportReport> {
  const desk = await Desk.at(folder);
  try {
    const except = await exceptions(desk, options);
    const time = (options.now?.() ?? new Date()).toISOString();
    for (const path of paths.map(inputPath)) {
      await desk.from(path, time, async source => {
        for (const file of sourceFiles(path)) {
          options.signal?.throwIfAborted();
          options.onFile?.(file.path);
          if ('reason' in file) desk.skip(file.path, 1, file.reason);
          else {
            await readFile(file, desk.intakeFor(file.path), options.signal);
            await source.has(file.disk);
          }
        }
      });
    }
    return await desk.report(except);
  } finally {
    await desk.close();
  }
}

/** What a path given as `except` turned out to be. */
interface Excepted {
  isRead: boolean;
  reason: string;
}

/**
 * The hashes of the texts in the files named; what is not read of them is listed like any other.
 *
 * Throws: UsageError [lab/import] when there are no inspirations at a path
 */
async function exceptions(
  desk: Desk,
  { except = [], signal }: ImportOptions
): Promise<ReadonlySet<string>> {
  const texts = new Set<string>();
  for (const path of except) {
    const found: Excepted = { isRead: false, reason: 'none in it' };
    for (const file of sourceFiles(inputPath(path))) {
      const intake = exceptionsFrom(desk.intakeFor(file.path), texts, found);
      if ('reason' in file) intake.skip(1, file.reason);
      else await readFile({ ...file, isNamed: true }, intake, signal);
    }
    if (found.isRead) continue;
    throw new UsageError('lab/import', {
      expected: `a file of inspirations at ${path}, given with --except`,
      got: found.reason,
      todo: 'Give one of the three corpora, a list of prompts, or an imported inspirations.jsonl.'
    });
  }
  return texts;
}

function exceptionsFrom(listed: Intake, texts: Set<string>, found: Excepted): Intake {
  let isOther = false;
  const skip = (line: number, reason: string) => {
    found.reason = reason;
    listed.skip(line, reason);
  };
  return {
    thing: ({ kind }, line) => {
      if (!isOther) skip(line, `it is a ${kind} and no inspiration, so it excepts nothing`);
      isOther = true;
    },
    inspiration: ({ text }) => {
      found.isRead = true;
      texts.add(shortDigest(text));
    },
    rows: () => undefined,
    labels: () => undefined,
    skip
  };
}
