import { type AnswerHeaders } from './server-error';
import { fieldsOf } from '../../base/fields';

/** What of a failed answer says how long to wait. */
export interface FailedAnswer {
  readonly status: number | undefined;
  readonly headers: AnswerHeaders;
  /** The body, parsed, or as text. */
  readonly body: unknown;
  readonly message: string;
}

/**
 * How long a server asks to wait, in ms; `undefined` where it does not say. Read from the headers in
 * every form that servers use, then from the fields of the body, then from its words. When a limit is
 * reset counts only for an answer that is "too many requests": servers send it with every answer.
 */
export function requestedWaitMs(answer: FailedAnswer, now: number): number | undefined {
  const { status, headers, body, message } = answer;
  const isLimited = status === 429;
  const waits = [
    () => Number(headers.get('retry-after-ms') ?? NaN),
    () => momentMs(headers.get('retry-after'), clockOf(headers, now)),
    () => fieldMs(body, now, isLimited),
    () => wordsMs(message),
    () => (isLimited ? resetMs(headers, now) : undefined)
  ];
  for (const wait of waits) {
    const ms = wait();
    if (ms !== undefined && ms > 0) return ms;
  }
  return undefined;
}

/** The server's own time, to which its dates belong. */
function clockOf(headers: AnswerHeaders, now: number): number {
  const said = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(said) ? now : said;
}

/** A wait given as seconds, as a duration such as `6m0s`, as a date, or as the seconds of an epoch. */
function momentMs(value: unknown, now: number): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  const number = text === '' ? NaN : Number(text);
  if (number > 1e11) return number - now; // ms since 1970
  if (number > 1e9) return number * 1000 - now;
  if (!Number.isNaN(number)) return number * 1000;
  const duration = durationMs(text);
  if (duration !== undefined) return duration;
  const date = /\d{4}/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : date - now;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const piece = String.raw`(\d{1,9}(?:\.\d{1,9})?)\s?(milliseconds?|ms|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])`;

/** `20ms`, `1.5s`, `6m0s`, `1 minute and 5 seconds`; `undefined` for anything else. */
function durationMs(text: string): number | undefined {
  const pieces = [...text.matchAll(new RegExp(piece, 'gi'))];
  const rest = text.replace(new RegExp(piece, 'gi'), '').replace(/\band\b|[\s,]/g, '');
  if (pieces.length === 0 || rest !== '') return undefined;
  return pieces.reduce((sum, [, number, unit]) => sum + Number(number) * unitMs(unit!), 0);
}

function unitMs(unit: string): number {
  const word = unit.toLowerCase();
  return units[word.startsWith('mil') || word === 'ms' ? 'ms' : word[0]!]!;
}

const several = `${piece}(?:(?:,|\\s|and\\s){0,3}${piece}){0,3}`;
const spoken = new RegExp(
  String.raw`(?:again|retry(?:ing)?|wait|resets?|available)\s(?:at least\s|for\s|in\s|after\s|about\s){0,3}(${several})`,
  'i'
);
const bare = /retry[- ]after:?\s?(\d{1,7}(?:\.\d{1,6})?)(?![\d.a-z])/i;

/** A wait in a server's words: `Please try again in 20s`, `retry after 30 seconds`. */
function wordsMs(message: string): number | undefined {
  const said = spoken.exec(message)?.[1];
  if (said !== undefined) return durationMs(said);
  const seconds = bare.exec(message)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

const mostFields = 200; // of a body that is searched

/** A wait in the fields of a body, e.g. `retry_after`, or `retryDelay` of Google's RetryInfo. */
function fieldMs(body: unknown, now: number, isLimited: boolean): number | undefined {
  const open: unknown[] = [body];
  for (let seen = 0; open.length > 0 && seen < mostFields; seen++) {
    const value = open.shift();
    const fields = Object.entries(fieldsOf(value) ?? {}).slice(0, 50);
    for (const [name, field] of fields) {
      const ms = namedMs(name.toLowerCase().replace(/[-_]/g, ''), field, now, isLimited);
      if (ms !== undefined && ms > 0) return ms;
      open.push(field);
    }
    if (Array.isArray(value)) open.push(...(value.slice(0, 50) as unknown[]));
  }
  return undefined;
}

function namedMs(name: string, value: unknown, now: number, isLimited: boolean) {
  if (/^(retryafter|retryin|wait|retrydelay)(ms|milliseconds)$/.test(name)) return Number(value);
  if (
    /^(retryafter|retryin|retrydelay|retryat|waitseconds|estimatedtime)(s|secs?|seconds)?$/.test(
      name
    )
  ) {
    return momentMs(value, now);
  }
  const isReset = /^(xratelimit|ratelimit)reset|^resets?(at|in|after)?$/.test(name);
  return isReset && isLimited ? momentMs(value, now) : undefined;
}

const limits = ['requests', 'tokens', 'input-tokens', 'output-tokens'];
const prefixes = ['x-ratelimit', 'anthropic-ratelimit'];

/** When the limit that was reached is reset; where no header names it, the last of all. */
function resetMs(headers: AnswerHeaders, now: number): number | undefined {
  const clock = clockOf(headers, now);
  const waits = prefixes.flatMap(prefix =>
    limits.map(limit => limitOf(headers, prefix, limit, clock))
  );
  const plain = [
    'x-ratelimit-reset',
    'ratelimit-reset',
    'x-ratelimit-reset-after',
    'x-rate-limit-reset'
  ];
  const others = plain.map(name => ({ ms: momentMs(headers.get(name), clock), isReached: false }));
  const field = /(?:^|[;,\s])(?:reset|t)=(\d{1,9})/.exec(headers.get('ratelimit') ?? '')?.[1];
  const all = [...waits, ...others, { ms: momentMs(field, clock), isReached: false }];
  const said = all.flatMap(({ ms, isReached }) => (ms !== undefined ? [{ ms, isReached }] : []));
  const reached = said.filter(({ isReached }) => isReached);
  const counted = (reached.length > 0 ? reached : said).map(({ ms }) => ms);
  return counted.length > 0 ? Math.max(...counted) : undefined;
}

function limitOf(headers: AnswerHeaders, prefix: string, limit: string, now: number) {
  const [reset, remaining] = prefix.startsWith('anthropic')
    ? [`${prefix}-${limit}-reset`, `${prefix}-${limit}-remaining`]
    : [`${prefix}-reset-${limit}`, `${prefix}-remaining-${limit}`];
  return {
    ms: momentMs(headers.get(reset), now),
    isReached: headers.get(remaining) === '0'
  };
}
