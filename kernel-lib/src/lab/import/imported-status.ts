import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from '../../base/text';
import { inProject } from '../../edge/root';
import { textOf } from '../../edge/files';
import { print, printJson } from '../../edge/terminal';
import { runFolder } from '../run-folder';
import { importedSources } from './source';
import { importedTables, kindText, type ImportedSource } from './imported';
import { shortPath } from '../report';

/** What others' data stands in a folder that no run has begun in. */
export interface ImportedStatus {
  readonly run: null;
  readonly folder: string;
  /** Rows of each file of `imported/`. */
  readonly imported: Readonly<Record<string, number>>;
  readonly sources: readonly ImportedSource[];
}

/** Whether something was imported into a folder and no run has begun in it. */
export function isOnlyImported(folder: string): boolean {
  const path = inProject(folder);
  return existsSync(join(path, 'imported')) && !existsSync(join(path, 'run.json'));
}

/** Counts what was imported into a folder. */
export async function importedStatus(folder: string): Promise<ImportedStatus> {
  const path = runFolder(folder);
  const imported: Record<string, number> = {};
  for (const [kind, { file }] of Object.entries(importedTables)) {
    if (kind === 'sources' || !existsSync(join(path, file))) continue;
    let n = 0;
    for await (const line of linesOf(textOf(join(path, file)))) if (line !== '') n++;
    imported[kind] = n;
  }
  return { run: null, folder: path, imported, sources: importedSources(path) };
}

/** Prints it, for people or as one line of JSON. */
export async function importedStatusCommand(folder: string, json: boolean): Promise<void> {
  const status = await importedStatus(folder);
  const lines = [
    Object.entries(status.imported)
      .map(([kind, n]) => `${n} ${kindText(kind)}`)
      .join(' · '),
    ...status.sources.map(
      ({ name, formats, time }) => `from ${name} (${formats.join(', ')}), ${time.slice(0, 10)}`
    ),
    `No run has begun in ${shortPath(status.folder)}; export, run and tasks work in it.`,
    ''
  ];
  if (json) printJson({ verb: 'status', ...status });
  else print(lines.join('\n'));
}
