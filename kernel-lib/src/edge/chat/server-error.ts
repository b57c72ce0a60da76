import { shown } from '../../base/fail';
import { fieldsOf } from '../../base/fields';
import { masked } from './openai-client';
import type { Endpoint } from '../profile';

/** The headers of an answer, read by name. */
export type AnswerHeaders = Pick<Headers, 'get'>;

/** What a server said about a failure, in any form that servers use. */
export interface ServerWords {
  readonly message: string;
  /** The kind of failure, where the server has a word for it. */
  readonly code?: string;
  /** The status that the failure has, or would have as an answer of its own. */
  readonly status?: number;
}

/** An error that a server answered with, as a status or inside an answer with HTTP 200. */
export class HttpError extends Error {
  readonly code: string | undefined;
  readonly status: number | undefined;
  // Private, so that whoever prints the error does not print what may hold a key.
  readonly #headers: AnswerHeaders;
  readonly #body: unknown;

  constructor(
    { message, code, status }: ServerWords,
    /** The HTTP status of the answer itself. */
    readonly httpStatus: number,
    headers: AnswerHeaders,
    body: unknown
  ) {
    const told = status === undefined ? 'an error' : `error ${status}`;
    super(httpStatus === 200 ? `HTTP 200 with ${told}: ${message}` : `${status} ${message}`);
    this.code = code;
    this.status = status;
    this.#headers = headers;
    this.#body = body;
  }

  get headers(): AnswerHeaders {
    return this.#headers;
  }

  /** The answer's body, parsed, or as text. */
  get body(): unknown {
    return this.#body;
  }
}

/** An answer with HTTP 200 that is not a chat completion, or one that cannot be read. */
export class UnreadableAnswer extends Error {
  readonly #body: unknown;

  constructor(message: string, body?: unknown) {
    super(message);
    this.#body = body;
  }

  /** The answer's body, parsed, where it is JSON. */
  get body(): unknown {
    return this.#body;
  }
}

const longestWords = 2000; // characters of a server's words that are kept

/** The words of an answer that is an error by its status. */
export function wordsOf(status: number, body: unknown, endpoint: Endpoint): ServerWords {
  const { error } = fieldsOf(body) ?? {};
  const code = codeIn(error, endpoint) ?? codeIn(body, endpoint);
  const shape = body === '' ? 'without a word' : masked(shown(body), endpoint);
  return { message: messageIn(body, endpoint) ?? shape, status, ...(code && { code }) };
}

/** The error inside an answer with HTTP 200, or inside a choice of one; `undefined` where there is none. */
export function errorInside(value: unknown, endpoint: Endpoint): ServerWords | undefined {
  const record = fieldsOf(value);
  if (!record) return undefined;
  const error = record['error'] ?? record['errors'];
  const isError = hasWords(error) || record['object'] === 'error' || record['type'] === 'error';
  const isRefusal = !('choices' in record) && (hasWords(record['detail']) || statusIn(record) > 0);
  if (!isError && !isRefusal) return undefined;
  const source = hasWords(error) && error !== true ? error : record;
  const code = codeIn(source, endpoint) ?? codeIn(record, endpoint);
  const message = messageIn(source, endpoint) ?? messageIn(record, endpoint) ?? shown(value);
  const status = statusIn(source) || statusIn(record) || statusOfWords(code, message);
  return { message, ...(code && { code }), ...(status && { status }) };
}

function hasWords(error: unknown): boolean {
  if (error === undefined || error === null || error === false || error === '') return false;
  return typeof error !== 'object' || Object.keys(error).length > 0;
}

function codeIn(value: unknown, endpoint: Endpoint): string | undefined {
  const { code, type } = fieldsOf(value) ?? {};
  const found = [code, type].find(word => typeof word === 'string' && word !== 'error');
  if (typeof found !== 'string' || /^\d+$/.test(found)) return undefined;
  return masked(found, endpoint).slice(0, 80);
}

/** The status that an error names; 0 where it names none. */
function statusIn(value: unknown): number {
  const { code, status, status_code: snake, statusCode: camel } = fieldsOf(value) ?? {};
  const numbers = [code, status, snake, camel].map(Number);
  return numbers.find(number => Number.isInteger(number) && number >= 400 && number < 600) ?? 0;
}

// The words of OpenAI, Anthropic, Google and the gateways in front of them.
const kinds: readonly (readonly [words: RegExp, status: number])[] = [
  [/rate.?limit|too.?many.?requests|resource.?exhausted|throttl|insufficient.?quota/i, 429],
  [/overloaded|unavailable|no available|capacity/i, 503],
  [/time.?out|timed.?out|deadline/i, 504],
  [/server.?error|api.?error|internal|bad.?gateway|upstream|provider/i, 502],
  [/authenti|api.?key|unauthori[sz]ed/i, 401],
  [/permission|forbidden/i, 403],
  [/insufficient.?(credit|balance|fund)|payment|billing/i, 402],
  [/not.?found|no.?such.?model|does.?not.?exist/i, 404],
  [/invalid|bad.?request|context.?length|unsupported|not.?supported/i, 400]
];

function statusOfWords(code: string | undefined, message: string): number | undefined {
  const kindOf = (text: string) => kinds.find(([words]) => words.test(text))?.[1];
  return (code && kindOf(code)) || kindOf(message);
}

const messageKeys = [
  ...['message', 'error', 'errors', 'detail', 'details', 'msg', 'error_message', 'error_msg'],
  ...['errorMessage', 'error_description', 'status_msg', 'reason', 'title', 'code', 'type']
];

/** What a body says in words, masked and cut; `undefined` where it says nothing. */
function messageIn(body: unknown, endpoint: Endpoint): string | undefined {
  const words = typeof body === 'string' ? textWords(body) : said(body, 0);
  const upstream = fieldsOf(fieldsOf(body)?.['metadata'])?.['raw']; // a gateway repeats its provider
  const all = typeof upstream === 'string' && upstream !== words ? `${words}: ${upstream}` : words;
  return all === undefined ? undefined : masked(all, endpoint).slice(0, longestWords);
}

/** A text that is not JSON: an HTML page by its title, anything else as it is. */
export function textWords(text: string): string | undefined {
  const start = text.slice(0, 20_000);
  if (!/^\s*<(!doctype html|html|head|body)\b/i.test(start)) return text.trim() || undefined;
  const from = start.search(/<title[\s>]/i);
  const to = from < 0 ? -1 : start.indexOf('</', from);
  const title = to < 0 ? '' : start.slice(start.indexOf('>', from) + 1, to).trim();
  return title === '' ? 'an HTML page' : `an HTML page, "${title.replace(/\s+/g, ' ')}"`;
}

function said(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined;
  if (depth > 5 || typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    const all = value.slice(0, 5).map(each => said(each, depth + 1));
    return all.filter(each => each !== undefined).join('; ') || undefined;
  }
  const record = value as Record<string, unknown>;
  const place = Array.isArray(record['loc']) ? `${record['loc'].join('.')}: ` : ''; // FastAPI
  for (const key of messageKeys) {
    const found = said(record[key], depth + 1);
    if (found !== undefined) return `${place}${found}`;
  }
  return undefined;
}
