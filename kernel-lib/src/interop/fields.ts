import type { z } from 'zod';
import { LabError } from '../base/fail';
import { fieldsOf, type Fields } from '../base/fields';
import { idOf } from '../base/id';

export { fieldsOf, type Fields };

const todo = 'Correct the record or leave it out.';

/** The error for a record that is not what a reader reads. */
export function unreadable(where: string, expected: string, got: unknown): LabError {
  return new LabError(`interop/${where}`, { expected, got, todo });
}

/** The value as its schema says. Throws: LabError that names the first field that is wrong. */
export function valid<T>(schema: z.ZodType<T>, value: unknown, where: string, what: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.join('.') ?? '';
  const expected = `${what} with a valid ${field === '' ? 'content' : field} (${issue?.message})`;
  throw unreadable(where, expected, at(value, issue?.path ?? []));
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  const [field, ...rest] = path;
  if (field === undefined || typeof value !== 'object' || value === null) return value;
  return at(new Map<PropertyKey, unknown>(Object.entries(value)).get(String(field)), rest);
}

/** A text without space around; "" for nothing and for pandas' `nan`. "Nan" and "None" are names. */
export function plainText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  const text = value.trim();
  return text === 'nan' ? '' : text;
}

/**
 * A field that is a text where it is there at all.
 *
 * Throws: LabError [interop/<where>] when it is something else
 */
export function textOrNone(fields: Fields, name: string, where: string): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw unreadable(where, `${name} as a text`, value);
}

/** The record's own id under any of its published names, else its file's, else one made of its content. */
export function idIn(fields: Fields, names: readonly string[], kind: string, stem = ''): string {
  const own = names.map(name => plainText(fields[name])).find(id => id !== '');
  return own ?? (stem || idOf(kind, fields));
}

const nothing = ['', 'nan', 'none', 'None', 'null']; // as JSON, pandas and Python write it

/**
 * The fields that our schema has no place for, without those that say nothing, and those of `also`
 * as they are; for export.
 */
export function beyondOf(
  fields: Fields,
  known: readonly string[],
  also: Fields = {}
): { beyond?: Record<string, unknown> } {
  const more = Object.entries(fields)
    .filter(([name]) => !known.includes(name))
    .map(([name, value]): [string, unknown] => [name, tidied(value)])
    .filter(([, value]) => !saysNothing(value));
  const all = [...more, ...Object.entries(also)];
  return all.length === 0 ? {} : { beyond: Object.fromEntries(all) };
}

/** A record with what came beside its fields; none of these is replaced but those that are named. */
export function withBeyond(
  own: Fields,
  beyond: Fields = {},
  replaceable: readonly string[] = []
): Fields {
  const added = Object.entries(beyond).filter(
    ([name]) => !(name in own) || replaceable.includes(name)
  );
  return { ...own, ...Object.fromEntries(added) };
}

function tidied(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  return Array.isArray(value) ? value.map(tidied) : value;
}

function saysNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'string') return nothing.includes(value);
  return value === null || value === undefined;
}
