import { oneLine } from '../../base/escape';
import { print, printJson, statusLine } from '../../edge/terminal';
import { stopSignal } from '../surroundings';
import { importFiles } from './import';
import type { ImportReport } from './desk';
import { kindText, type SkippedRow } from './imported';
import { shortPath } from '../report';

export interface ImportFlags {
  readonly run: string;
  readonly except?: readonly string[];
  readonly json?: true;
}

/** Imports files and says what was read and what was not; that nothing was is a failure. */
export async function importCommand(paths: readonly string[], flags: ImportFlags): Promise<void> {
  const line = statusLine();
  let files = 0;
  const report = await importFiles(paths, flags.run, {
    ...(flags.except && { except: flags.except }),
    onFile: path => line.show(`import: file ${++files}, ${path}`, false),
    signal: stopSignal()
  });
  if (flags.json) printJson(jsonOf(report));
  else print(textOf(report));
  if (isEmpty(report)) process.exitCode = 1;
}

function isEmpty({ counts: { skipped: _, ...read } }: ImportReport): boolean {
  return Object.values(read).every(n => n === 0);
}

const nothingRead = 'Nothing was read';

/** Why nothing was read. */
function whyEmpty({ notRead, counts }: ImportReport): string {
  const [first] = notRead;
  if (!first) return `${nothingRead}: there is no file in it.`;
  const more = counts.skipped > 1 ? ` and ${counts.skipped - 1} more` : '';
  return `${nothingRead}: ${rowText(first)}${more}`;
}

function jsonOf(report: ImportReport): object {
  const { folder, counts, notRead } = report;
  const error = isEmpty(report) ? { error: whyEmpty(report) } : {};
  return { verb: 'import', folder, ...counts, notRead, ...error };
}

/** A row that was skipped; names in an archive and cells of a table are others' texts. */
function rowText({ file, line, reason }: SkippedRow): string {
  return `${oneLine(file)}:${line}: ${oneLine(reason)}`;
}

const shown = 20; // lines; the file has all of them

function textOf(report: ImportReport): string {
  if (isEmpty(report) && report.counts.skipped < 2) return `${whyEmpty(report)}\n`;
  const { folder, counts, notRead } = report;
  const { skipped, ...read } = counts;
  const found = Object.entries(read).filter(([, n]) => n > 0);
  const lines = [
    found.length === 0
      ? `${nothingRead}.`
      : `Read ${found.map(([name, n]) => `${n} ${kindText(name)}`).join(' · ')}.`,
    ...(skipped > 0 ? [`Skipped ${skipped}:`] : []),
    ...notRead.slice(0, shown).map(row => `  ${rowText(row)}`),
    ...(skipped > shown ? [`  … all of them in ${shortPath(folder)}/imported/skipped.jsonl`] : []),
    ...(found.length > 0 ? [`Kept in ${shortPath(folder)}/imported/`] : []),
    ''
  ];
  return lines.join('\n');
}
