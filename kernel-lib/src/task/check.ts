import type { z } from 'zod';
import { LabError } from '../base/fail';

/** What is wanted of each field, in words; where a field is not listed, the schema's own words. */
const wanted: Readonly<Record<string, string>> = {
  id: 'an id',
  firstName: 'a first name',
  lastName: 'a last name',
  age: 'an age in whole years, 18 to 120',
  occupation: 'an occupation',
  characters: 'the ids of two different characters',
  relationship: 'a relationship, 0 to 5 or its name',
  kind: 'a kind of relationship by its name',
  codename: 'a codename',
  scenario: 'a scenario',
  goals: 'two goals, one for each agent',
  ages: 'two age ranges, each the lower age first, 18 to 120',
  occupations: 'two lists of occupations, one for each agent'
};

/** Where a value comes from and what to do when it is not as it should be. */
export interface Place {
  readonly where: string;
  readonly what: string;
  readonly todo: string;
}

/** The value as its schema says. Throws: LabError that names the first field that is wrong. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, place: Place): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  const field = issue.path[0] ?? '';
  const words = wanted[String(field)] ?? `${issue.path.join('.')}: ${issue.message}`;
  throw new LabError(place.where, {
    expected: `${place.what} with ${field === '' ? issue.message : words}`,
    got: fieldOf(value, field),
    todo: place.todo,
    cause: read.error
  });
}

function fieldOf(value: unknown, field: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null || field === '') return value;
  return new Map<PropertyKey, unknown>(Object.entries(value)).get(field);
}
