/** A value of a table's cell; nothing is an empty cell. */
export type Cell = string | number | boolean | undefined;

const formula = /^[=+\-@\t\r\n＝＋－＠]/u;
const plainNumber = /^[+-]?\d+(\.\d+)?$/;

/** Whether a spreadsheet might take a text for a formula. */
export function isFormula(text: string): boolean {
  return formula.test(text) && !plainNumber.test(text);
}

/**
 * One row of a table with commas, line break included. A text that a spreadsheet might take for a
 * formula gets an apostrophe in front, which shows it as a text.
 *
 * Source: RFC 4180; OWASP, "CSV Injection".
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = isFormula(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
