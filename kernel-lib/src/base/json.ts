import type { z } from 'zod';

/** A JSON value found in a model's reply, and what had to be taken away to find it. */
export interface FoundJson {
  readonly value: unknown;
  /** Empty when the reply was JSON as it stood. */
  readonly repairs: readonly Repair[];
}

/** Repairs that guess nothing: each only takes away what cannot belong to the value. */
export type Repair = 'code fence' | 'text around the JSON' | 'trailing comma';

/**
 * The one JSON object in a model's reply, or `undefined` when there is none, it is cut off, or
 * another follows: which of two is meant would be a guess.
 * Never completes, quotes or renames anything: a cut-off reply must not become an answer.
 */
export function jsonIn(reply: string): FoundJson | undefined {
  const repairs: Repair[] = [];
  let text = reply.trim();
  const plain = parsed(text);
  if (plain) return { value: plain.value, repairs };

  const fenced = /^```\w*\s*\n([\s\S]*?)\n?```$/.exec(text);
  if (fenced) {
    text = fenced[1]!.trim();
    repairs.push('code fence');
  }
  const object = onlyObject(text);
  if (object === undefined) return undefined;
  if (object !== text) repairs.push('text around the JSON');

  const exact = parsed(object);
  if (exact) return { value: exact.value, repairs };
  const withoutCommas = parsed(withoutTrailingCommas(object));
  return withoutCommas && { value: withoutCommas.value, repairs: [...repairs, 'trailing comma'] };
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** The text from the only opening brace outside an object to the brace that closes it. */
function onlyObject(text: string): string | undefined {
  const start = text.indexOf('{');
  const end = start < 0 ? -1 : closingBrace(text, start);
  return end < 0 || text.includes('{', end) ? undefined : text.slice(start, end + 1);
}

/** Where the object that starts at `start` ends; braces in strings do not count; -1 when it is cut off. */
function closingBrace(text: string, start: number): number {
  let depth = 0;
  for (const token of text.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token[0] === '{') depth++;
    if (token[0] === '}' && --depth === 0) return start + token.index;
  }
  return -1;
}

function withoutTrailingCommas(object: string): string {
  return object.replace(/("(?:[^"\\]|\\.)*")|,(\s*[}\]])/g, (_, string?: string, end?: string) =>
    string === undefined ? (end ?? '') : string
  );
}

/** A text of JSON as a schema reads it; `undefined` where it is anything else. */
export function jsonAs<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
