/** A value of a table's cell; nothing is an empty cell. */
export type Cell = string | number | boolean | undefined;

const formula = /^[=+\-@\t\r\n＝＋－＠]/u;
const plainNumber = /^[+-]?\d+(\.\d+)?$/;

/** Whether a spreadsheet might take a text for a formula. */
export function isFormula(text: string): boolean {
  return formula.test(text) && !plainNumber.test(text);
}

// where simple readers end a line, besides CR and LF: as Python's `splitlines` does
const separators = /[\v\f\x1c-\x1e\x85\u2028\u2029]/u;
// separators, and a backslash that would be read as one of their escapes
const escaped = /[\v\f\x1c-\x1e\x85\u2028\u2029]|\\(?=u[0-9a-f]{4})/gu;

/** Whether a text has a character that some readers take for the end of a line, other than CR and LF. */
export function hasLineSeparator(text: string): boolean {
  return separators.test(text);
}

/**
 * One row of a table with commas, line break included. A text that a spreadsheet might take for a
 * formula gets an apostrophe in front, which shows it as a text. Line separators other than CR and LF
 * are written as `\uXXXX`, and in every text a backslash before `uXXXX` as `\u005c`.
 *
 * Source: RFC 4180; OWASP, "CSV Injection".
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = (isFormula(value) ? `'${value}` : value).replace(escaped, codeOf);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function codeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
