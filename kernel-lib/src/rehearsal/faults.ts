import type { Call, Handler } from '../base/handler';
import { randomFrom, type Random } from '../base/random';
import { faulty } from './faulty';

/** What a call to a model can be for, as far as its prompt shows it. */
export type CallKind = 'agent' | 'judge' | 'writer';

/** How often each thing goes wrong, 0..1; what is not named never does. At most one befalls a call. */
export interface FaultRates {
  /** 429 with Retry-After. */
  readonly rateLimited: number;
  /** 429 without a word about when to come again. */
  readonly tooMany: number;
  /** 400: asking the same again is of no use, to those who believe it. */
  readonly badRequest: number;
  /** 500. */
  readonly serverError: number;
  /** The connection breaks. */
  readonly reset: number;
  /** No answer ever comes. */
  readonly hang: number;
  /** The connection breaks in the middle of the answer. */
  readonly halfBody: number;
  /** The answer comes a byte at a time, for longer than anybody waits. */
  readonly slowDrip: number;
  /** The answer is empty. */
  readonly empty: number;
  /** The answer is not JSON. */
  readonly notJson: number;
  /** The answer is half of the JSON, and nobody says so. */
  readonly truncated: number;
  /** The answer is cut at the token limit. */
  readonly cutOff: number;
  /** The answer names an action type that does not exist. */
  readonly unknownAction: number;
  /** The answer has texts where numbers belong, and numbers where texts do. */
  readonly wrongType: number;
  /** The model declines. */
  readonly refusal: number;
}
export type Fault = keyof FaultRates;

export interface Faults {
  readonly seed: number;
  readonly rates: Readonly<Partial<FaultRates>>;
  /** Which calls are hit; all of them where nothing is said. */
  readonly kinds?: readonly CallKind[];
  /** How many calls are late, and by how much at most. */
  readonly latency?: { readonly rate: number; readonly ms: number };
  readonly retryAfterSeconds?: number;
  /** Waits; rejects when the signal aborts. A test hands in its own. */
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/**
 * The same server with faults on demand. Which call is hit follows from the seed, the request and how
 * often the same request came before: never from the order of different ones. So asking again helps.
 */
export function withFaults(handler: Handler, faults: Faults): Handler {
  const seenBefore = new Map<string, number>();
  const { latency, wait = realWait } = faults;
  return async call => {
    if (call.path !== '/v1/chat/completions' || !isHit(call, faults)) return handler(call);
    const key = JSON.stringify(call.body);
    const nth = seenBefore.get(key) ?? 0;
    seenBefore.set(key, nth + 1);
    const random = randomFrom('fault', faults.seed, key, nth);
    if (latency && random.next() < latency.rate)
      await wait(random.int(latency.ms + 1), call.signal);
    const fault = faultFrom(faults.rates, random);
    if (fault === undefined) return handler(call);
    return faulty(fault, handler, call, faults.retryAfterSeconds ?? 1);
  };
}

/** What a call is for: judges are asked for evaluations, writers are given an inspiration. */
export function kindOf(body: unknown): CallKind {
  const text = JSON.stringify(body) ?? '';
  if (text.includes('agent_1_evaluation')) return 'judge';
  return /\\nInspiration: |"Inspiration: /.test(text) ? 'writer' : 'agent';
}

function isHit({ body }: Call, { kinds }: Faults): boolean {
  return kinds === undefined || kinds.includes(kindOf(body));
}

/** All there are, in the order in which they are drawn. */
export const faultNames: readonly Fault[] = [
  ...(['rateLimited', 'serverError', 'reset', 'hang', 'empty', 'notJson'] as const),
  ...(['unknownAction', 'cutOff', 'tooMany', 'badRequest', 'halfBody', 'slowDrip'] as const),
  ...(['truncated', 'wrongType', 'refusal'] as const)
];

function faultFrom(rates: Readonly<Partial<FaultRates>>, random: Random): Fault | undefined {
  let left = random.next();
  return faultNames.find(fault => (left -= rates[fault] ?? 0) < 0);
}

function realWait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return Promise.reject(signal.reason as Error);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      },
      { once: true }
    );
  });
}
