import { z } from 'zod';
import type { ChatReply, ChatRequest } from '../base/chat';
import { messageOf, shown } from '../base/fail';
import type { CallRecord } from './chat/call-record';
import { costOf, noCost, parametersOf, replyOf, type Completion } from './chat/wording';
import { masked } from './chat/openai-client';
import type { Endpoint } from './profile';

/** How much one batch file may hold. Source: OpenAI, Batch API. */
export interface BatchLimits {
  readonly rows: number;
  readonly bytes: number;
}
export const batchLimits: BatchLimits = { rows: 50_000, bytes: 200_000_000 };

/** A question for a batch, known by an id of its own. */
export interface BatchQuestion {
  readonly id: string;
  readonly request: Pick<ChatRequest, 'messages' | 'seed' | 'json' | 'schema'>;
}

/** One batch file: its text, and which questions it asks. */
export interface BatchFile {
  readonly text: string;
  readonly ids: readonly string[];
}

/** The questions as files of requests, each within the limits: what a live call would send. */
export function batchFilesOf(
  endpoint: Endpoint,
  questions: readonly BatchQuestion[],
  limits: BatchLimits = batchLimits
): BatchFile[] {
  const files: { lines: string[]; ids: string[]; bytes: number }[] = [];
  for (const { id, request } of questions) {
    const line = `${JSON.stringify(rowFor(endpoint, id, request))}\n`;
    const bytes = Buffer.byteLength(line);
    const last = files.at(-1);
    const fits = last && last.ids.length < limits.rows && last.bytes + bytes <= limits.bytes;
    const file = fits ? last : { lines: [], ids: [], bytes: 0 };
    if (!fits) files.push(file);
    file.lines.push(line);
    file.ids.push(id);
    file.bytes += bytes;
  }
  return files.map(({ lines, ids }) => ({ text: lines.join(''), ids }));
}

function rowFor(
  endpoint: Endpoint,
  custom_id: string,
  { messages, seed, json, schema }: BatchQuestion['request']
) {
  const body = { model: endpoint.model, messages, seed, ...parametersOf(endpoint, json, schema) };
  return { custom_id, method: 'POST', url: '/v1/chat/completions', body };
}

/** What became of one question: a reply, or why there is none, and what it cost. */
export interface BatchAnswer {
  readonly id: string;
  readonly reply?: ChatReply;
  readonly failure?: string;
  readonly cost: Omit<CallRecord, 'purpose' | 'model' | 'attempt' | 'outcome' | 'latencyMs'>;
}

const Row = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish()
});

/** What an output or an error file holds. */
export interface BatchAnswers {
  /** One for each row; a row that is an error is an answer with its reason. */
  readonly answers: readonly BatchAnswer[];
  /** The numbers of the lines that are no row, from 1. */
  readonly unread: readonly number[];
}

/** Reads an output or an error file. */
export function answersIn(text: string, endpoint: Endpoint): BatchAnswers {
  const answers: BatchAnswer[] = [];
  const unread: number[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const answer = answerIn(line, endpoint);
    if (answer) answers.push(answer);
    else unread.push(i + 1);
  }
  return { answers, unread };
}

function answerIn(line: string, endpoint: Endpoint): BatchAnswer | undefined {
  const read = Row.safeParse(jsonOr(line));
  if (!read.success) return undefined;
  const { custom_id: id, response, error } = read.data;
  if (error || response?.status_code !== 200) {
    const said = error
      ? (error.message ?? error.code)
      : response
        ? `HTTP ${response.status_code}`
        : 'a row without an answer';
    return { id, failure: masked(said ?? shown(error), endpoint), cost: noCost };
  }
  try {
    const completion = response.body as Completion;
    return { id, reply: replyOf(completion, endpoint), cost: priced(endpoint, completion) };
  } catch (failed) {
    return { id, failure: messageOf(failed), cost: noCost };
  }
}

function priced(endpoint: Endpoint, { usage }: Completion) {
  const cost = costOf(endpoint, usage);
  return { ...cost, price: cost.price * (endpoint.pricePerMillionTokens?.batchShare ?? 1) };
}

function jsonOr(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
