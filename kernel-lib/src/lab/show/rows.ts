import { causeOf } from '../../base/fail';
import { gridOf, type Grid } from '../../edge/notebook/table';
import { isFigures, notShowable } from './wrong';

/** A table: rows with fields, rows of cells under a first row of names, or a DataFrame. */
export type TableLike = readonly object[] | Frame;

/** What a DataFrame is read by. */
export interface Frame {
  readonly columns: readonly string[];
  readonly values: readonly unknown[];
}

/** Whether a value is a list. TypeScript's own check forgets that a list may be readonly. */
export function isList(value: object): value is readonly object[] {
  return Array.isArray(value);
}

/** A list of rows as a grid; in a list of lists the first has the names, as in a CSV file. */
export function gridFrom(rows: readonly object[]): Grid {
  if (isFigures(rows)) throw notShowable(rows);
  if (rows.some(row => typeof row !== 'object' || row === null)) return gridOfValues(rows);
  const [head, ...rest] = rows;
  if (!Array.isArray(head)) return gridOf(rows);
  return { columns: head.map(String), rows: rest.map(cellsIn) };
}

/** The cells of a row that is a list; anything else is one cell. */
export function cellsIn(row: unknown): readonly unknown[] {
  return Array.isArray(row) ? row : [row];
}

/** A list of texts or numbers as a table of one column. */
function gridOfValues(values: readonly unknown[]): Grid {
  if (causeOf(values) !== undefined) throw notShowable(values);
  return { columns: ['value'], rows: values.map(value => [value]), isEven: true };
}
