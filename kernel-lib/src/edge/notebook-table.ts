import { html, type Markup } from '../base/escape';
import { bundleOf, look } from './notebook-look';
import type { Bundle } from './show';

/** A table as it is shown: its columns, and as many rows as they are given. */
export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** What the rows are called by; nothing for a running table. */
  readonly caption?: string;
}

/** How much of a table is shown: rows, and signs of a text in one cell. */
export interface TableView {
  readonly maxRows: number;
  readonly maxSigns: number;
}
export const tableView: TableView = { maxRows: 20, maxSigns: 160 };
const signsInText = 60; // a text table that is wider than a page is not readable

/** Rows of any fields as a grid; a column for each field that occurs, in the order of appearance. */
export function gridOf(rows: readonly object[], caption?: string): Grid {
  const maps = rows.map(row => new Map<string, unknown>(Object.entries(row)));
  const columns = [...new Set(maps.flatMap(row => [...row.keys()]))];
  const cells = maps.map(row => columns.map(column => row.get(column)));
  return { columns, rows: cells, ...(caption !== undefined && { caption }) };
}

/** A table as an output. */
export function tableBundle(grid: Grid, view: TableView = tableView): Bundle {
  return bundleOf(tableText(grid, view), tableMarkup(grid, view));
}

/** A table as HTML: numbers to the right, everything else to the left. */
export function tableMarkup(grid: Grid, view: TableView = tableView): Markup {
  const { columns, rows, caption } = grid;
  if (columns.length === 0) return html`<p>No rows.</p>`;
  const numeric = columns.map((_, i) => isNumeric(rows.map(row => row[i])));
  const style = (i: number) =>
    `text-align:${numeric[i] ? 'right' : 'left'};vertical-align:top;padding:3px 10px;border:0;border-bottom:${look.hairline};max-width:36em;white-space:normal`;
  const head = columns.map((column, i) => html`<th scope="col" style="${style(i)}">${column}</th>`);
  const body = rows.slice(0, view.maxRows).map(row => {
    const cells = columns.map(
      (_, i) => html`<td dir="auto" style="${style(i)}">${cellText(row[i], view.maxSigns)}</td>`
    );
    return html`<tr style="background:transparent">
      ${cells}
    </tr> `;
  });
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
export function tableText({ columns, rows, caption }: Grid, view: TableView = tableView): string {
  if (columns.length === 0) return 'No rows.';
  const numeric = columns.map((_, i) => isNumeric(rows.map(row => row[i])));
  const signs = Math.min(signsInText, view.maxSigns);
  const cells = rows
    .slice(0, view.maxRows)
    .map(row => columns.map((_, i) => cellText(row[i], signs)));
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...cells.map(row => row[i]!.length))
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, i) => (numeric[i] ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)))
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

/** A value as it stands in a cell. */
export function cellText(value: unknown, maxSigns: number = tableView.maxSigns): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (typeof value === 'number') return numberText(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = (text ?? typeof value).replace(/\s+/g, ' ').trim();
  return line.length > maxSigns ? `${line.slice(0, maxSigns - 1)}…` : line;
}

function numberText(value: number): string {
  const text = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return text.replace(/^-(?=0\.00$)/, '').replace('-', '−');
}

function isNumeric(values: readonly unknown[]): boolean {
  const given = values.filter(value => value !== null && value !== undefined);
  return given.length > 0 && given.every(value => typeof value === 'number');
}

function restMarkup(rest: number): Markup | undefined {
  const text = restText(rest);
  return text === undefined ? undefined : html`<p style="${look.muted}">${text}</p>`;
}

function restText(rest: number): string | undefined {
  if (rest <= 0) return undefined;
  return `… and ${rest} more ${rest === 1 ? 'row' : 'rows'}`;
}
