import { html, type Markup } from '../../base/escape';
import { bundleOf, look, rehearsalLine, rehearsalMark, textOf } from './look';
import type { Bundle } from './show';

/** A table as it is shown: its columns, and as many rows as they are given. */
export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly caption?: string;
  /** Whether all numbers of a column have the same number of decimals. */
  readonly isEven?: boolean;
}

/** How much of a table is shown: rows, and signs of a text in one cell. */
export interface TableView {
  readonly maxRows: number;
  readonly maxSigns: number;
}
export const tableView: TableView = { maxRows: 20, maxSigns: 240 };
const signsInText = 60; // a text table that is wider than a page is not readable
const signsOnOneLine = 24;

/** Rows of any fields as a grid; a column for each field that occurs, in the order of appearance. */
export function gridOf(rows: readonly object[], caption?: string): Grid {
  const maps = rows.map(row => new Map<string, unknown>(Object.entries(row)));
  const columns = [...new Set(maps.flatMap(row => [...row.keys()]))];
  const cells = maps.map(row => columns.map(column => row.get(column)));
  return { columns, rows: cells, isEven: true, ...(caption !== undefined && { caption }) };
}

/** A table as an output, marked where simulated models made what it says. */
export function tableBundle(grid: Grid, rehearsal: boolean, view: TableView = tableView): Bundle {
  const text = textOf([...rehearsalLine(rehearsal), tableText(grid, view)]);
  return bundleOf(text, html`${rehearsalMark(rehearsal)}${tableMarkup(grid, view)}`);
}

/** A table as HTML: numbers to the right, everything else to the left. */
export function tableMarkup(grid: Grid, view: TableView = tableView): Markup {
  const { columns, rows, caption } = grid;
  if (columns.length === 0) return html`<p>No rows.</p>`;
  const looks = looksOf(grid);
  const cells = cellsOf(grid, looks, view.maxRows, view.maxSigns);
  const style = (i: number) => {
    const isShort = cells.every(row => row[i]!.length <= signsOnOneLine);
    const place = `text-align:${looks[i]!.isNumeric ? 'right' : 'left'};vertical-align:top`;
    const lines = `max-width:36em;white-space:${isShort ? 'nowrap' : 'normal'}`;
    return `${place};${lines};padding:3px 10px;border:0;border-bottom:${look.hairline}`;
  };
  const head = columns.map((column, i) => html`<th scope="col" style="${style(i)}">${column}</th>`);
  const body = cells.map(
    row =>
      html`<tr style="background:transparent">
        ${row.map((text, i) => html`<td dir="auto" style="${style(i)}">${text}</td>`)}
      </tr> `
  );
  const title = caption
    ? html`<caption style="text-align:left;caption-side:top;padding:4px 10px">
        <b>${caption}</b>
      </caption>`
    : undefined;
  return html`<div style="overflow-x:auto">
      <table
        style="border-collapse:collapse;margin:4px 0;font-variant-numeric:tabular-nums;text-align:left"
      >
        ${title}
        <thead>
          <tr>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>
    ${restMarkup(rows.length - view.maxRows)}`;
}

/** A table as text in columns. */
export function tableText(grid: Grid, view: TableView = tableView): string {
  const { columns, rows, caption } = grid;
  if (columns.length === 0) return 'No rows.';
  const looks = looksOf(grid);
  const cells = cellsOf(grid, looks, view.maxRows, Math.min(signsInText, view.maxSigns));
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...cells.map(row => row[i]!.length))
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, i) => (looks[i]!.isNumeric ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  const rest = restText(rows.length - view.maxRows);
  return [
    ...(caption ? [caption] : []),
    line(columns),
    ...cells.map(line),
    ...(rest ? [rest] : [])
  ].join('\n');
}

/** How a column is written. */
interface ColumnLook {
  readonly isNumeric: boolean;
  /** Decimals of each number; as many as it needs, at most two, where it is not given. */
  readonly decimals?: number;
}

function looksOf({ columns, rows, isEven }: Grid): ColumnLook[] {
  return columns.map((_, i) => {
    const given = rows.map(row => row[i]).filter(value => !isNothing(value));
    const isNumeric = given.length > 0 && given.every(value => typeof value === 'number');
    return isNumeric && isEven
      ? { isNumeric, decimals: given.every(Number.isInteger) ? 0 : 2 }
      : { isNumeric };
  });
}

function cellsOf(
  { rows }: Grid,
  looks: readonly ColumnLook[],
  maxRows: number,
  maxSigns: number
): string[][] {
  return rows
    .slice(0, maxRows)
    .map(row => looks.map(({ decimals }, i) => cellText(row[i], maxSigns, decimals)));
}

function cellText(value: unknown, maxSigns: number, decimals?: number): string {
  if (isNothing(value)) return '–';
  if (typeof value === 'number') return numberText(value, decimals);
  const line = textIn(value).replace(/\s+/g, ' ').trim();
  return line.length > maxSigns ? `${line.slice(0, maxSigns - 1)}…` : line;
}

/** A text as it is, anything else as JSON, and what JSON cannot hold by its kind. */
function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  const json: string | undefined = JSON.stringify(value);
  return json ?? `a ${typeof value}`;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value);
}

function numberText(value: number, decimals = Number.isInteger(value) ? 0 : 2): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

function restMarkup(rest: number): Markup | undefined {
  const text = restText(rest);
  return text === undefined ? undefined : html`<p style="${look.muted}">${text}</p>`;
}

function restText(rest: number): string | undefined {
  if (rest <= 0) return undefined;
  return `… and ${rest} more ${rest === 1 ? 'row' : 'rows'}`;
}
