import { brokenTextReason, inWholeCharacters } from './text';

/** A row of a table with its 1-based line, or why there is none. */
export type TableRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly reason: string };

/** How a table is written. */
export interface TableShape {
  readonly delimiter: string;
  /** How many cells a row must have, empty ones at its end aside; any number where it is not said. */
  readonly width?: number;
  /** Whether a cell may stand in quotes. */
  readonly quotes: boolean;
  /** The number of the text's first line. */
  readonly firstLine: number;
}

/** As most tables are written. Source: RFC 4180. */
export const commaTable: TableShape = { delimiter: ',', quotes: true, firstLine: 1 };

const longestRow = 1000; // lines; a quote still open then was never meant to be closed

/**
 * The rows of a table, whatever the chunks. A quoted cell may hold delimiters and line breaks, and
 * quotes when they are doubled; a quote in the middle of a text is part of the text. A quote that
 * is never closed costs its own line, not those after it. Blank lines are no rows.
 *
 * Source: RFC 4180; pandas.read_csv with its defaults, with which the published code reads tables.
 * Differs: rows that pandas would merge or stop at are named with the reason.
 */
export async function* tableRows(
  text: AsyncIterable<string>,
  shape: TableShape = commaTable
): AsyncGenerator<TableRow> {
  const reader = new RowReader(shape);
  let rest = '';
  for await (const chunk of inWholeCharacters(text)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      reader.add(line);
      for (let row = reader.next(false); row; row = reader.next(false)) yield row;
    }
  }
  if (rest !== '') reader.add(rest);
  for (let row = reader.next(true); row; row = reader.next(true)) yield row;
}

/** The rows of a short table that is there as a whole. */
export function rowsIn(text: string, shape: TableShape = commaTable): TableRow[] {
  const reader = new RowReader(shape);
  for (const line of text.split('\n')) reader.add(line);
  const rows: TableRow[] = [];
  for (let row = reader.next(true); row; row = reader.next(true)) rows.push(row);
  return rows;
}

/** Lines go in, rows come out; lines wait while a quote is open. */
class RowReader {
  private readonly waiting: string[] = [];
  private line: number;
  /** The first waiting lines of which it is known that they leave a quote open. */
  private open = 0;

  constructor(private readonly shape: TableShape) {
    this.line = shape.firstLine;
  }

  add(line: string): void {
    this.waiting.push(line.endsWith('\r') ? line.slice(0, -1) : line);
  }

  /** The next row; `undefined` when there is none, or not yet. */
  next(isEnd: boolean): TableRow | undefined {
    for (;;) {
      const first = this.waiting[0];
      if (first === undefined) return undefined;
      if (first.trim() !== '') break;
      this.take(1);
    }
    const row = this.row(isEnd);
    if (row === 'not yet') return undefined;
    const line = this.line;
    if (typeof row === 'string') {
      this.take(1);
      return { line, reason: row };
    }
    const { width = row.cells.length } = this.shape;
    const isWrong = row.cells.length < width || row.cells.slice(width).some(cell => cell !== '');
    const reason = isWrong
      ? `it does not have ${width} columns`
      : brokenTextReason(row.cells.join(''));
    this.take(isWrong ? 1 : row.lines);
    if (reason !== undefined) return { line, reason };
    return { line, cells: row.cells.slice(0, width) };
  }

  private row(isEnd: boolean): { cells: string[]; lines: number } | string {
    const { delimiter, quotes } = this.shape;
    const first = this.waiting[0]!;
    if (!quotes || !first.includes('"')) return { cells: first.split(delimiter), lines: 1 };
    if (this.open === 0) {
      const cells = cellsOf(first, delimiter);
      if (cells) return { cells, lines: 1 };
      this.open = 1;
    }
    for (; this.open < this.waiting.length; this.open++) {
      const line = this.waiting[this.open]!;
      if (this.open >= longestRow) return openQuote;
      if (!line.includes('"')) continue;
      const cells = strictCells(this.waiting.slice(0, this.open + 1).join('\n'), delimiter);
      if (cells === 'broken') return openQuote;
      if (cells !== 'open') return { cells, lines: this.open + 1 };
    }
    return isEnd ? openQuote : 'not yet';
  }

  private take(n: number): void {
    this.waiting.splice(0, n);
    this.line += n;
    this.open = 0;
  }
}

const openQuote = 'a quote is not closed';

/** The cells of one line; `undefined` while a quote is open at its end. */
function cellsOf(line: string, delimiter: string): string[] | undefined {
  const cells: string[] = [];
  for (let at = 0; at <= line.length;) {
    const quoted = line[at] === '"' ? quotedCell(line, at, delimiter) : undefined;
    if (quoted === 'open') return undefined;
    const end = quoted && quoted !== 'broken' ? quoted.end : cellEnd(line, at, delimiter);
    cells.push(quoted && quoted !== 'broken' ? quoted.text : line.slice(at, end));
    at = end + 1;
  }
  return cells;
}

/** The cells of a row of several lines, where every quote must be as it should. */
function strictCells(row: string, delimiter: string): string[] | 'open' | 'broken' {
  const cells: string[] = [];
  for (let at = 0; at <= row.length;) {
    const quoted = row[at] === '"' ? quotedCell(row, at, delimiter) : undefined;
    if (quoted === 'open' || quoted === 'broken') return quoted;
    const end = quoted?.end ?? cellEnd(row, at, delimiter);
    const text = quoted?.text ?? row.slice(at, end);
    if (!quoted && /["\n]/.test(text)) return 'broken';
    cells.push(text);
    at = end + 1;
  }
  return cells;
}

function cellEnd(text: string, from: number, delimiter: string): number {
  const end = text.indexOf(delimiter, from);
  return end < 0 ? text.length : end;
}

/** The cell whose opening quote stands at `start`; broken when text follows its closing quote. */
function quotedCell(
  text: string,
  start: number,
  delimiter: string
): { text: string; end: number } | 'open' | 'broken' {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end < 0) return 'open';
  const after = text[end + 1];
  if (after !== undefined && after !== delimiter) return 'broken';
  return { text: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}
