import { statusOf } from '../edge/chat/trouble';
import type { Endpoint } from '../edge/profile';

/** Fields of a role in a profile that change how its requests are made. */
export type RequestFields = Partial<
  Pick<Endpoint, 'omitParameters' | 'renameParameters' | 'extraBody' | 'supports'>
>;

/** How often a refused request is asked again, changed each time. */
export const mostRetries = 8;

interface Change {
  /** What a refusal says when this change may help. */
  readonly words: RegExp;
  readonly change: (endpoint: Endpoint) => RequestFields;
}

type Omitted = NonNullable<Endpoint['omitParameters']>[number];
const omit = (name: Omitted) => (endpoint: Endpoint) => ({
  omitParameters: [...new Set([...(endpoint.omitParameters ?? []), name])]
});
const rename = (from: string, to: string) => (endpoint: Endpoint) => ({
  renameParameters: { ...endpoint.renameParameters, [from]: to }
});
const supports = (what: Endpoint['supports']) => (endpoint: Endpoint) => ({
  supports: { ...endpoint.supports, ...what }
});

// In the order in which they are tried; what costs the least quality comes first.
const changes: readonly Change[] = [
  {
    words: /enable_thinking/i,
    change: ({ extraBody }) => ({ extraBody: { ...extraBody, enable_thinking: false } })
  },
  { words: /\bseed\b/i, change: omit('seed') },
  { words: /max_completion_tokens/i, change: rename('max_tokens', 'max_completion_tokens') },
  { words: /\bmax_completion_tokens\b/i, change: rename('max_completion_tokens', 'max_tokens') },
  { words: /\bmax_tokens\b/i, change: omit('max_tokens') },
  { words: /reasoning_effort/i, change: omit('reasoning_effort') },
  { words: /temperature/i, change: omit('temperature') },
  {
    words: /response_format|json_object|json_schema|schema|json/i,
    change: supports({ jsonObject: false, jsonSchema: true })
  },
  {
    words: /response_format|json_schema|schema|json/i,
    change: supports({ jsonObject: false, jsonSchema: false })
  }
];

/** Whether a server refused a request as it was made: a status that says so, with words. */
export function isRefusal(error: unknown): boolean {
  const { cause } = error as { readonly cause?: unknown };
  const status = statusOf(cause) ?? statusOf(error);
  return status === 400 || status === 422;
}

/**
 * The fields that make a refused request work, found by asking again with what the refusal names
 * changed, at most `mostRetries` times; `undefined` where no combination works.
 */
export async function fieldsThatWork(
  endpoint: Endpoint,
  refusal: string,
  ask: (endpoint: Endpoint) => Promise<string | undefined>
): Promise<RequestFields | undefined> {
  let fields: RequestFields = {};
  let words = refusal;
  let calls = 0;
  for (const { words: named, change } of changes) {
    if (!named.test(words) || calls === mostRetries) continue;
    const tried = { ...fields, ...change({ ...endpoint, ...fields }) };
    calls++;
    const answer = await ask({ ...endpoint, ...tried });
    if (answer === undefined) return tried;
    if (answer === words) continue; // it did not help
    fields = tried;
    words = answer;
  }
  return undefined;
}
