import { tableRows } from '../base/csv';
import { headerIn } from '../base/table-header';
import { openingOf } from '../base/text';
import { intakeFor, wrongFormat, type Listener } from './intake';
import type { ReadInspirations, Source } from './schema';

/** A published table: how it is written there, its columns, and the one that inspires tasks. */
export interface TableFormat {
  readonly file: string;
  readonly source: Source;
  readonly delimiter: ',' | '\t';
  readonly columns: readonly string[];
  readonly column: string;
}

/** The header of a table as an error message shows it. */
export function headerText({ file, delimiter, columns }: TableFormat): string {
  const separated = delimiter === ',' ? 'commas' : 'tabs';
  return `the header of ${file}, separated by ${separated}: ${columns.join(', ')}`;
}

/** Whether a line is a table's header: every published column is there, in any order. */
export function isHeader({ columns }: TableFormat, line: string): boolean {
  return headerIn(line, columns) !== undefined;
}

/**
 * Reads a published table. A quote that is never closed costs its own line, not those after it;
 * a quote in the middle of a text is part of the text. Spreadsheets may have saved it with another
 * delimiter.
 *
 * Throws: LabError [inspiration/read-<source>] when the header is another one
 */
export async function readTable(
  text: AsyncIterable<string>,
  format: TableFormat,
  listener?: Listener
): Promise<ReadInspirations> {
  const { line, number, rest } = await openingOf(text);
  const header = headerIn(line, format.columns);
  if (!header) {
    const where = `inspiration/read-${format.source.replace('_', '-')}`;
    throw wrongFormat(where, headerText(format), line);
  }
  const intake = intakeFor(format.column, listener);
  const place = header.names.indexOf(format.column);
  for await (const row of tableRows(rest(), { ...header.shape, firstLine: number + 1 })) {
    if ('cells' in row) intake.take(row.line, row.cells[place]!, format.source);
    else intake.skip(row.line, row.reason);
  }
  return intake.found();
}
