import { mkdirSync } from 'node:fs';
import { inProject, inputPath } from '../edge/root';
import { sourceFiles } from '../edge/source-files';
import { Desk, type ImportReport } from './import-desk';
import { readFile, type Intake } from './import-file';
import { locked } from './lock';

export interface ImportOptions {
  /** Files of inspirations that must not inspire a task, since the evaluation's own came from them. */
  readonly except?: readonly string[];
  /** Said before each file. */
  readonly onFile?: (path: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Reads files, folders and archives of any known format into a run folder, beside its own files.
 * Nothing is overwritten: a row that is there already is left as it is.
 *
 * Throws: LabError [edge/source-files] when a path is not there; [lab/lock] when another process
 * is writing the folder
 */
export async function importFiles(
  paths: readonly string[],
  folder: string,
  options: ImportOptions = {}
): Promise<ImportReport> {
  const target = inProject(folder);
  mkdirSync(target, { recursive: true });
  const unlock = locked(target);
  const desk = await Desk.at(target);
  try {
    for (const path of paths) {
      for (const file of sourceFiles(inputPath(path))) {
        options.signal?.throwIfAborted();
        options.onFile?.(file.path);
        if ('reason' in file) desk.skip(file.path, 1, file.reason);
        else await readFile(file, desk.intakeFor(file.path), options.signal);
      }
    }
    const except = await exceptions(options);
    return desk.report(except);
  } finally {
    desk.close();
    unlock();
  }
}

async function exceptions({ except = [], signal }: ImportOptions): Promise<string[]> {
  const texts: string[] = [];
  const intake: Intake = {
    thing: () => undefined,
    inspirations: read => void texts.push(...read.map(({ text }) => text)),
    labels: () => undefined,
    skip: () => undefined
  };
  for (const path of except) {
    for (const file of sourceFiles(inputPath(path))) {
      if (!('reason' in file)) await readFile(file, intake, signal);
    }
  }
  return texts;
}
