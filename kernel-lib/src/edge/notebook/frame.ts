import type { Grid } from './table';

/**
 * A DataFrame or a Series of danfojs, by what it keeps inside: the names of its columns become
 * properties of a DataFrame, so that `shape` or `values` may be a column's.
 */
export interface DanfojsFrame {
  readonly $isSeries: boolean;
  readonly $columns: readonly string[];
  readonly $index: readonly (string | number)[];
  readonly $data: readonly unknown[];
}

/** Whether a value is a DataFrame or a Series of danfojs, whatever its columns are called. */
export function isFrame(value: unknown): value is DanfojsFrame {
  const { $isSeries, $columns, $index, $data } = (value ?? {}) as Partial<DanfojsFrame>;
  return (
    typeof $isSeries === 'boolean' && [$columns, $index, $data].every(part => Array.isArray(part))
  );
}

/** A DataFrame's cells; with its index where that is more than the numbers of its rows. */
export function gridOfFrame({ $isSeries, $columns, $index, $data }: DanfojsFrame): Grid {
  const names = $isSeries ? [$columns[0] ?? 'value'] : $columns;
  const rows = $data.map((row): readonly unknown[] =>
    $isSeries || !Array.isArray(row) ? [row] : row
  );
  const isNumbered = $index.every((label, i) => label === i);
  if (isNumbered) return { columns: names, rows, isEven: true };
  return {
    columns: ['', ...names],
    rows: rows.map((row, i) => [$index[i], ...row]),
    isEven: true
  };
}

/** Whether a value is shown as a table: a DataFrame, a Series, or rows such as those of a file. */
export function isTable(value: unknown): value is DanfojsFrame | readonly object[] {
  return isFrame(value) || isRecords(value);
}

/** Whether a value is a list of plain objects, such as the rows of a file. */
function isRecords(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.length > 0 && value.every(isPlain);
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if ('layout' in value && 'data' in value) return false; // a figure has too much in it for a cell
  const { constructor } = value;
  return constructor === undefined || constructor.name === 'Object';
}
