import { createRequire } from 'node:module';
import type * as Danfo from 'danfojs-node';
import { z } from 'zod';
import { causeOf, LabError, messageOf } from '../base/fail';
import { markLike } from '../base/simulated';

/** A value in a table. */
export type TableCell = string | number | boolean | null;

/** A DataFrame of danfojs, with all of its types. */
export type DataFrame = Danfo.DataFrame;

/** A Series of danfojs: one column. */
export type Series = Danfo.Series;

/** How danfojs is loaded: when the first table is made, as it takes more than a second. */
export interface TableOptions {
  readonly load: () => Danfojs;
}

/** What is used of the package danfojs-node. */
export interface Danfojs {
  readonly DataFrame: new (
    data: readonly Record<string, TableCell>[],
    options: { columns: readonly string[] }
  ) => DataFrame;
}

const Danfojs = z.object({
  DataFrame: z.custom<Danfojs['DataFrame']>(made => typeof made === 'function')
});

export const tableDefaults: TableOptions = {
  load: () => Danfojs.parse(createRequire(__filename)('danfojs-node'))
};

/**
 * Rows as a danfojs DataFrame, one column for each field that occurs. An object in a row becomes
 * columns named `points.goal`, a list becomes text, and what is missing is empty.
 *
 * Throws: LabError [edge/table] when danfojs-node is not installed, naming what to add, or when
 * there is no row.
 */
export function table(rows: readonly object[], options: TableOptions = tableDefaults): DataFrame {
  checkRows(rows);
  const flat = rows.map(row => new Map(cellsOf(row)));
  const columns = [...new Set(flat.flatMap(cells => [...cells.keys()]))];
  if (columns.length === 0) {
    throw new LabError('edge/table', {
      expected: 'at least one row with a field',
      got: rows,
      todo: 'Check where the rows come from; an empty table has no columns to name.'
    });
  }
  const full = flat.map(cells =>
    Object.fromEntries(columns.map(column => [column, cells.get(column) ?? null]))
  );
  const { DataFrame } = danfojs(options);
  return markLike(new DataFrame(full, { columns }), rows);
}

function checkRows(rows: unknown): void {
  if (Array.isArray(rows) && rows.every(row => typeof row === 'object' && row !== null)) return;
  throw new LabError('edge/table', {
    expected: 'a list of rows with fields',
    got: rows,
    todo: causeOf(rows) ?? 'Give it rows, such as run.rows(pi.tables.scores).'
  });
}

/** What has to be in package.json for danfojs-node to install without compiling anything. */
export const danfojsNeeds = {
  devDependencies: { 'danfojs-node': '1.2.0' },
  overrides: {
    'danfojs-node': {
      '@tensorflow/tfjs-node': 'npm:@tensorflow/tfjs@^4.22.0',
      xlsx: 'npm:@e965/xlsx@^0.20.3'
    }
  }
} as const;

function danfojs({ load }: TableOptions): Danfojs {
  try {
    return load();
  } catch (error) {
    throw new LabError('edge/table', {
      expected: 'the package danfojs-node',
      got: messageOf(error).split('\n')[0],
      todo: `Add ${JSON.stringify(danfojsNeeds)} to package.json and run npm install.`,
      cause: error
    });
  }
}

function cellsOf(row: object, prefix = ''): [string, TableCell][] {
  return Object.entries(row).flatMap(([name, value]: [string, unknown]): [string, TableCell][] => {
    if (isPlain(value)) return cellsOf(value, `${prefix}${name}.`);
    return [[`${prefix}${name}`, cellOf(value)]];
  });
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cellOf(value: unknown): TableCell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  return JSON.stringify(value) ?? null;
}
