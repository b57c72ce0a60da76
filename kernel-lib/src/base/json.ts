import type { z } from 'zod';
import { canonical } from './id';
import { repairedText, scanObject, type ScannedObject } from './json-scan';
import { textProblem } from './unicode';

/** The JSON object in a model's answer, and what had to be repaired to read it. */
export interface FoundJson {
  readonly value: unknown;
  /** Empty when the answer was JSON as it stood. */
  readonly repairs: readonly Repair[];
}

/** Why an answer has no object that can be used, as a sentence. */
export interface NoJson {
  readonly problem: string;
}

/** Repairs that guess nothing: the names and values of the object stay as the model wrote them. */
export type Repair =
  | 'code fence'
  | 'text around the JSON'
  | 'trailing comma'
  | 'line break in a string'
  | 'repeated object';

const longestAnswer = 4 * 1024 * 1024; // characters

/**
 * The one JSON object in a model's answer, without the model's thoughts (`splitThoughts`). Text before
 * the object is removed. An object that is followed by text may be rejected there, and of two different
 * objects either may be meant, so neither is read. Nothing is completed, quoted or renamed.
 */
export function jsonIn(answer: string): FoundJson | NoJson {
  if (answer.length > longestAnswer) return { problem: 'The answer is too long to be read.' };
  const text = answer.trim();
  const places = objectsIn(text);
  const [first, ...others] = places ?? [];
  if (!places) return { problem: 'The JSON object is cut off or is not valid.' };
  if (!first) return { problem: 'There is no JSON object.' };
  const found = parsedObject(text, first);
  if ('problem' in found) return found;
  const followed = 'Text follows the JSON object and may reject it.';
  if (places.some(({ after }) => !onlyMarkup.test(after))) return { problem: followed };
  const isRepeated = (other: Place) => {
    const read = parsedObject(text, other);
    return 'value' in read && canonical(read.value) === canonical(found.value);
  };
  if (!others.every(isRepeated)) return { problem: 'There are several different JSON objects.' };
  const problem = [text, ...stringsIn(found.value)].map(textProblem).find(Boolean);
  if (problem) return { problem: `The answer has ${problem}.` };
  const around = [text.slice(0, first.start), ...places.map(({ after }) => after)].join('');
  const repeated: Repair[] = others.length > 0 ? ['repeated object'] : [];
  return { value: found.value, repairs: [...aroundRepairs(around), ...repeated, ...found.repairs] };
}

// closing tags, end-of-turn tokens and fences may follow an object: they say nothing about it
const onlyMarkup = /^(?:[\s`]|<\/[\w:-]{1,40}>|<[|｜][^<>|｜\s]{1,40}[|｜]>)*$/;

/** An object's place in a text, and the text from its end to the next object. */
interface Place extends ScannedObject {
  readonly start: number;
  readonly after: string;
}

/** All objects of a text; `undefined` where an opening brace begins none. */
function objectsIn(text: string): Place[] | undefined {
  const places: Place[] = [];
  for (let start = text.indexOf('{'); start >= 0;) {
    const object = scanObject(text, start);
    if (!object) return undefined;
    const next = text.indexOf('{', object.end);
    places.push({ ...object, start, after: text.slice(object.end, next < 0 ? undefined : next) });
    start = next;
  }
  return places;
}

function parsedObject(text: string, place: Place): FoundJson | NoJson {
  const { start, end, breaks, commas, pairs } = place;
  const isRepaired = breaks.length + commas.length > 0;
  const object = isRepaired ? repairedText(text, start, place) : text.slice(start, end);
  try {
    const value: unknown = JSON.parse(object);
    if (pairsIn(value) !== pairs) return { problem: 'The JSON object has one name twice.' };
    const repairs: Repair[] = [];
    if (breaks.length > 0) repairs.push('line break in a string');
    if (commas.length > 0) repairs.push('trailing comma');
    return { value, repairs };
  } catch {
    return { problem: 'The JSON object is not valid.' };
  }
}

function aroundRepairs(around: string): Repair[] {
  const withoutFences = around.replace(/```\w{0,20}/g, '');
  const repairs: Repair[] = withoutFences === around ? [] : ['code fence'];
  return withoutFences.trim() === '' ? repairs : [...repairs, 'text around the JSON'];
}

function pairsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const values: unknown[] = Object.values(value);
  const own = Array.isArray(value) ? 0 : values.length;
  return values.reduce((sum: number, each) => sum + pairsIn(each), own);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  const names = Array.isArray(value) ? [] : Object.keys(value);
  return [...names, ...Object.values(value).flatMap(stringsIn)];
}

/** A text of JSON as a schema reads it; `undefined` where it is anything else. */
export function jsonAs<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Data as JSON that every reader splits into the same lines, by default one: the line separators that
 * JSON leaves unescaped (U+0085, U+2028, U+2029) are written as escapes.
 */
export function jsonLine(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(lineSeparators, separator => {
    const code = separator.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
}

const lineSeparators = /[\x85\u2028\u2029]/g;
