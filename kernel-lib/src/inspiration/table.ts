import { parse, type OptionsWithColumns, type Parser } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { intakeFor, wrongFormat, type Intake } from './intake';
import type { ReadInspirations, Source } from './schema';
import { inWholeCharacters, lineBreaksIn, openingOf } from './text';

/** A published table: how it is written, its columns, and the one that inspires tasks. */
export interface TableFormat {
  readonly file: string;
  readonly source: Source;
  readonly delimiter: ',' | '\t';
  readonly columns: readonly string[];
  readonly column: string;
}

interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly raw: string;
}

/** The header of a table as an error message shows it. */
export function headerText({ file, delimiter, columns }: TableFormat): string {
  const separated = delimiter === ',' ? 'commas' : 'tabs';
  return `the header of ${file}, separated by ${separated}: ${columns.join(', ')}`;
}

/** Whether a line is a table's header: every published column is there, in any order. */
export function isHeader({ columns, delimiter }: TableFormat, line: string): boolean {
  const names = namesIn(line, delimiter);
  return columns.every(column => names.includes(column));
}

/**
 * Reads a published table. A quote that is never closed costs its own line, not those after it;
 * a quote in the middle of a text is part of the text.
 *
 * Throws: LabError [inspiration/read-<source>] when the header is another one
 * Source: pandas.read_csv with its defaults, with which sotopia-pi reads the files.
 * Differs: rows that pandas would merge or stop at are skipped and listed.
 */
export async function readTable(
  text: AsyncIterable<string>,
  format: TableFormat
): Promise<ReadInspirations> {
  const { line, number, rest } = await openingOf(text);
  if (!isHeader(format, line)) {
    const where = `inspiration/read-${format.source.replace('_', '-')}`;
    throw wrongFormat(where, headerText(format), line);
  }
  const intake = intakeFor(format.source, format.column);
  const names = namesIn(line, format.delimiter);
  const parser = parse(optionsFor(format, names, intake, number + 1));
  await Promise.all([endOf(parser), feed(parser, inWholeCharacters(rest()))]);
  return intake.found();
}

function endOf(parser: Parser): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('end', resolve).once('error', reject).resume();
  });
}

/** Rows are handed over while a chunk is written, so that nothing piles up. */
async function feed(parser: Parser, text: AsyncIterable<string>): Promise<void> {
  for await (const chunk of text) parser.write(chunk);
  parser.end();
}

function namesIn(line: string, delimiter: string): string[] {
  try {
    const [names] = parseNow(line, { delimiter, relax_quotes: true, trim: true });
    return names ?? [];
  } catch {
    return [];
  }
}

const openQuote = 'a quote is not closed';

/** What csv-parse has to know; it hands every row over as it comes, and keeps none. */
function optionsFor(
  format: TableFormat,
  names: readonly string[],
  intake: Intake,
  firstLine: number
): OptionsWithColumns<Row> {
  let next = firstLine;
  const startOf = (raw: string): number => {
    const start = next + lineBreaksIn(/^[\r\n]*/.exec(raw)![0]);
    next += lineBreaksIn(raw);
    return start;
  };
  // An open quote runs on into the lines that follow; they are read again without the first.
  const skip = (raw: string, start: number, reason: string): void => {
    const row = trimmed(raw);
    const end = row.indexOf('\n') + 1;
    const first = end === 0 ? row : row.slice(0, end);
    if (first.trim() !== '') intake.skip(start, reason);
    if (end > 0) parseNow(row.slice(end), optionsFor(format, names, intake, start + 1));
  };
  return {
    columns: names.map(name => name === format.column && name),
    delimiter: format.delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    raw: true,
    on_record: ({ record, raw }) => {
      const start = startOf(raw);
      if (isSound(raw, format.delimiter)) intake.take(start, record[format.column] ?? '');
      else skip(raw, start, openQuote);
      return null;
    },
    on_skip: (error, raw = '') => {
      const isOpen = error?.code === 'CSV_QUOTE_NOT_CLOSED';
      skip(raw, startOf(raw), isOpen ? openQuote : `it does not have ${names.length} columns`);
      return undefined;
    }
  };
}

/** Whether a row of several lines is one by strict rules; if not, a quote was left open. */
function isSound(raw: string, delimiter: string): boolean {
  const row = trimmed(raw);
  if (!row.includes('\n')) return true;
  try {
    return parseNow(row, { delimiter, record_delimiter: ['\r\n', '\n'] }).length === 1;
  } catch {
    return false;
  }
}

/** A row without the line breaks around it. */
function trimmed(raw: string): string {
  return raw.replace(/^[\r\n]+|[\r\n]+$/g, '');
}
