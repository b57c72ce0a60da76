import type { ChatModel, ChatReply, ChatRequest } from '../../base/chat';
import { LabError } from '../../base/fail';
import { interrupted, type CallRecord } from './call-record';
import { chatPost } from './post';
import { promptWatch } from './prompt-watch';
import { usageOf } from './completion';
import { completionOf, noCost, costOf, type Complete } from './wording';
import { Gate, type Way } from './gate';
import { stopHint } from '../interrupt';
import { masked } from './openai-client';
import { HttpError } from './server-error';
import { adviceFor, isOutOfCredit, isUnanswered, statusOf, troubleOf } from './trouble';
import { requestedWaitMs } from './waits';
import type { Endpoint } from '../profile';

/** How often a call is tried before it counts as failed, and how long one try may take. */
export interface Patience {
  readonly maxAttempts: number;
  readonly timeoutMs: number;
  /** The wait before the second attempt; it doubles from there, with jitter. */
  readonly firstWaitMs: number;
}
export const defaultPatience: Patience = { maxAttempts: 5, timeoutMs: 120_000, firstWaitMs: 500 };

/** What a model behind HTTP needs from its surroundings. */
export interface Surroundings {
  readonly fetch?: typeof fetch;
  readonly record: (call: CallRecord) => void;
  /** Told when a server asks to be left alone for long. */
  readonly onNotice?: (sentence: string) => void;
  /** Asked before every attempt; throws when no more may be spent. */
  readonly allow?: () => void;
  /** The way to the model's server, shared by all models there. */
  readonly gate?: Way;
  readonly patience?: Patience;
}

/** A language model behind any OpenAI-compatible server, each attempt recorded. */
export function httpModel(endpoint: Endpoint, surroundings: Surroundings): ChatModel {
  const { allow, gate = new Gate(), patience = defaultPatience } = surroundings;
  let complete: Complete | undefined; // made at the first call, which is where a key must be there
  const tellOfWait = waitTeller(endpoint, surroundings);
  const watch = promptWatch(endpoint, surroundings.onNotice);
  const ask = async (request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> => {
    const asked = (complete ??= chatPost(endpoint, surroundings.fetch));
    for (let attempt = 1; ; attempt++) {
      try {
        return await gate.through(() => {
          const one = { request, attempt, gate, surroundings, signal, watch };
          const make = () => {
            signal?.throwIfAborted();
            allow?.();
            return attempted(asked, endpoint, one);
          };
          const closedForMs = gate.closedForMs();
          return closedForMs > 0 ? waited(closedForMs, signal).then(make) : make();
        });
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof LabError) throw error;
        if (attempt >= patience.maxAttempts || !isPassing(error)) {
          const failed = failure(endpoint, error);
          if (isUnanswered(error)) gate.unreached(failed);
          throw failed;
        }
        const wait = waitAfter(error, attempt, patience);
        tellOfWait(wait, error);
        await waited(wait.ms, signal);
      }
    }
  };
  return { name: endpoint.model, ask };
}

interface OneAttempt {
  readonly request: ChatRequest;
  readonly attempt: number;
  readonly gate: Way;
  readonly surroundings: Surroundings;
  readonly signal: AbortSignal | undefined;
  readonly watch: ReturnType<typeof promptWatch>;
}

/** One attempt at a call: recorded, and felt by the gate. */
async function attempted(
  complete: Complete,
  endpoint: Endpoint,
  { request, attempt, gate, surroundings, signal, watch }: OneAttempt
): Promise<ChatReply> {
  const { record, patience = defaultPatience } = surroundings;
  const began = performance.now();
  const common = { purpose: request.purpose, model: endpoint.model, attempt };
  const latencyMs = () => Math.round(performance.now() - began);
  try {
    const { reply, usage } = await completionOf(complete, endpoint, request, {
      timeoutMs: endpoint.timeoutMs ?? patience.timeoutMs,
      signal
    });
    const outcome = reply.unusable ?? 'ok';
    const cutPrompts = watch(request, usage);
    const cost = { ...costOf(endpoint, usage), ...(cutPrompts > 0 && { cutPrompts }) };
    record({ ...common, outcome, ...cost, latencyMs: latencyMs() });
    gate.answered();
    gate.wentWell();
    return reply;
  } catch (error) {
    if (signal?.aborted) {
      const cost = costOf(endpoint, undefined); // whether it is paid for, nobody knows
      record({ ...common, outcome: interrupted, ...cost, latencyMs: latencyMs() });
      throw error;
    }
    if (!isUnanswered(error)) gate.answered();
    const outcome = masked(outcomeOf(error), endpoint);
    const usage = usageOf(error);
    const cost = usage === undefined ? noCost : costOf(endpoint, usage);
    record({ ...common, outcome, ...cost, latencyMs: latencyMs() });
    if (statusOf(error) === 429) gate.tooMany(askedWaitMs(error));
    else if (isPassing(error)) gate.stumbled();
    throw error;
  }
}

function outcomeOf(error: unknown): string {
  const status = statusOf(error);
  if (status === undefined) return troubleOf(error);
  const isInside = error instanceof HttpError && error.httpStatus !== status;
  return isInside ? `HTTP ${error.httpStatus} with error ${status}` : `HTTP ${status}`;
}

/** Whether asking again may help: no answer, too many requests, or the server's own trouble. */
function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  if (isOutOfCredit(error)) return false;
  return status === undefined || status === 408 || status === 429 || status >= 500;
}

const shortWaitMs = 5000; // nobody wonders about it
const longestWaitMs = 24 * 3600 * 1000; // timers know no more than 24 days, and run off at once

/** Says once for all calls under way that they wait, how long and why. */
function waitTeller({ model }: Endpoint, { onNotice }: Surroundings) {
  let until = 0;
  return ({ ms, isAsked }: Wait, error: unknown) => {
    if (ms < shortWaitMs || performance.now() < until) return;
    until = performance.now() + ms;
    const seconds = Math.round(ms / 1000);
    const what = isAsked
      ? `The server of ${model} asks to wait ${seconds} s`
      : `${model} is asked again in ${seconds} s`;
    onNotice?.(`${what} (${outcomeOf(error)}); ${stopHint()}.`);
  };
}

/** The time before the next attempt, and whether the server asked for it. */
interface Wait {
  readonly ms: number;
  readonly isAsked: boolean;
}

function waitAfter(error: unknown, attempt: number, patience: Patience): Wait {
  const asked = askedWaitMs(error);
  if (asked !== undefined) return { ms: asked, isAsked: true };
  const backoff = patience.firstWaitMs * 2 ** (attempt - 1) * (0.5 + Math.random());
  return { ms: backoff, isAsked: false };
}

function askedWaitMs(error: unknown): number | undefined {
  if (!(error instanceof HttpError)) return undefined;
  const asked = requestedWaitMs(error, Date.now());
  return asked && Math.min(asked, longestWaitMs);
}

function waited(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

function failure(endpoint: Endpoint, error: unknown): LabError {
  return new LabError('edge/chat/http', {
    expected: `an answer of ${endpoint.model} at ${endpoint.baseUrl}`,
    got: masked(troubleOf(error), endpoint),
    todo: `${adviceFor(error, endpoint)} The run can be continued.`,
    cause: error
  });
}
