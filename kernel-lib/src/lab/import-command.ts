import { statusLine } from '../edge/terminal';
import { stopSignal } from './surroundings';
import { importFiles } from './import';
import type { ImportReport } from './import-desk';
import { shortPath } from './report';

export interface ImportFlags {
  readonly run: string;
  readonly except?: readonly string[];
  readonly json?: true;
}

/** Imports files and says what was read and what was not. */
export async function importCommand(paths: readonly string[], flags: ImportFlags): Promise<void> {
  const line = statusLine();
  let files = 0;
  const report = await importFiles(paths, flags.run, {
    ...(flags.except && { except: flags.except }),
    onFile: path => line.show(`import: file ${++files}, ${path}`, false),
    signal: stopSignal()
  });
  process.stdout.write(flags.json ? jsonOf(report) : textOf(report));
}

function jsonOf({ folder, counts, notRead }: ImportReport): string {
  return `${JSON.stringify({ verb: 'import', folder, ...counts, notRead })}\n`;
}

const shown = 20; // lines; the file has all of them

function textOf({ folder, counts, notRead }: ImportReport): string {
  const { skipped, ...read } = counts;
  const words: Readonly<Record<string, string>> = { taskSets: 'task sets' };
  const found = Object.entries(read).filter(([, n]) => n > 0);
  const lines = [
    found.length === 0
      ? 'Nothing was read.'
      : `Read ${found.map(([name, n]) => `${n} ${words[name] ?? name}`).join(' · ')}.`,
    ...(skipped > 0 ? [`Skipped ${skipped}:`] : []),
    ...notRead.slice(0, shown).map(({ file, line, reason }) => `  ${file}:${line}: ${reason}`),
    ...(skipped > shown ? [`  … all of them in ${shortPath(folder)}/imported/skipped.jsonl`] : []),
    `Kept in ${shortPath(folder)}/imported/`,
    ''
  ];
  return lines.join('\n');
}
