import { parse } from 'csv-parse/sync';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const data = fileURLToPath(new URL('../../data', import.meta.url));

/** All files of `data/` but its README, as paths inside it, in order. */
export function dataFiles(): string[] {
  return readdirSync(data, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(data.length + 1))
    .filter(file => file !== 'README.md')
    .sort();
}

export function textOf(file: string): string {
  return readFileSync(join(data, file), 'utf8');
}

/** The lines of a file that ends with a line break. */
export function linesOf(file: string): string[] {
  return textOf(file).split('\n').slice(0, -1);
}

/** The records of a comma- or tab-separated file, its header among them. */
export function recordsOf(file: string): string[][] {
  return parse(textOf(file), { delimiter: file.endsWith('.tsv') ? '\t' : ',' });
}

/** The rows of a comma- or tab-separated file by column name. */
export function rowsOf(file: string): Record<string, string>[] {
  const [header, ...rows] = recordsOf(file);
  return rows.map(row => Object.fromEntries(header!.map((column, i) => [column, row[i]!])));
}

/** How many rows a file has, a header not counted. */
export function rowCount(file: string): number {
  return /\.[ct]sv$/.test(file) ? recordsOf(file).length - 1 : linesOf(file).length;
}

/** The values that occur more than once. */
export function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, i) => values.indexOf(value) !== i))];
}

/** How often each value occurs. */
export function tally<T extends string>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
