import type { ChatReply, ChatRequest } from '../base/chat';
import { messageOf, shown } from '../base/fail';
import { fieldsOf } from '../base/fields';
import type { CallRecord } from './chat/call-record';
import { readCompletion, usageOf } from './chat/completion';
import { masked } from './chat/openai-client';
import { wordsOf } from './chat/server-error';
import { costOf, noCost, parametersOf } from './chat/wording';
import type { Endpoint } from './profile';
import { shapedBody } from './request-shape';

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
  const shaped = shapedBody(body, endpoint);
  return { custom_id, method: 'POST', url: '/v1/chat/completions', body: shaped };
}

/** What became of one question: a reply, or why there is none, and what it cost. */
export interface BatchAnswer {
  readonly id: string;
  readonly reply?: ChatReply;
  readonly failure?: string;
  readonly cost: Omit<CallRecord, 'purpose' | 'model' | 'attempt' | 'outcome' | 'latencyMs'>;
}

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
    if (line.trim() === '') continue; // a byte order mark is blank as well
    const answer = answerIn(line, endpoint);
    if (answer) answers.push(answer);
    else unread.push(i + 1);
  }
  return { answers, unread };
}

function answerIn(line: string, endpoint: Endpoint): BatchAnswer | undefined {
  const row = fieldsOf(jsonOr(line));
  const id = row?.['custom_id'];
  if (!row || typeof id !== 'string') return undefined;
  const { response, error } = row;
  const { status_code: code, body } = fieldsOf(response) ?? {};
  if (code !== 200 || (error !== null && error !== undefined)) {
    return { id, failure: failureIn(error, code, body, endpoint), cost: noCost };
  }
  try {
    const { reply, usage } = readCompletion(body, endpoint);
    const cost = priced(endpoint, usage);
    const { unusable } = reply;
    return unusable === undefined ? { id, reply, cost } : { id, failure: unusable, cost };
  } catch (failed) {
    const usage = usageOf(failed);
    const cost = usage === undefined ? noCost : priced(endpoint, usage);
    return { id, failure: masked(messageOf(failed), endpoint), cost };
  }
}

/** Why a row has no reply: the error of the row, or what the server answered, in its own words. */
function failureIn(error: unknown, code: unknown, body: unknown, endpoint: Endpoint): string {
  const status = typeof code === 'number' ? code : 0;
  if (error !== null && error !== undefined) return wordsOf(status, { error }, endpoint).message;
  if (code === undefined) return 'a row without an answer';
  const words = wordsOf(status, body, endpoint);
  return `HTTP ${masked(shown(code), endpoint)}: ${words.message}`;
}

function priced(endpoint: Endpoint, usage: unknown) {
  const cost = costOf(endpoint, usage);
  return { ...cost, price: cost.price * (endpoint.pricePerMillionTokens?.batchShare ?? 1) };
}

function jsonOr(line: string): unknown {
  try {
    return JSON.parse(line.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
