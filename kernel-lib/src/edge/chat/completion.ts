import type { ChatReply } from '../../base/chat';
import { shown } from '../../base/fail';
import { fieldsOf } from '../../base/fields';
import { readMessage } from './message';
import { masked } from './openai-client';
import { errorInside, HttpError, UnreadableAnswer, type AnswerHeaders } from './server-error';
import type { Endpoint } from '../profile';

/** A chat completion that was read. */
export interface ReadCompletion {
  /** Without a secret that the model may have repeated. */
  readonly reply: ChatReply;
  /** The server's report of tokens, unchecked. */
  readonly usage: unknown;
}

const noHeaders: AnswerHeaders = { get: () => null };

/**
 * Reads a chat completion of any server: an HTTP answer, a row of a batch, or a local model's.
 *
 * Throws: HttpError for an error inside the completion, UnreadableAnswer for anything else
 */
export function readCompletion(
  value: unknown,
  endpoint: Endpoint,
  headers: AnswerHeaders = noHeaders
): ReadCompletion {
  const choice = firstChoice(value);
  const error = errorInside(value, endpoint) ?? errorOfChoice(choice, endpoint);
  if (error) throw new HttpError(error, 200, headers, value);
  const message = fieldsOf(choice?.['message']);
  if (!message) {
    const said = masked(shown(value), endpoint);
    const { choices } = fieldsOf(value) ?? {};
    const isEmpty = Array.isArray(choices) && choices.length === 0;
    const what = isEmpty ? 'has no choices' : 'is not a chat completion';
    throw new UnreadableAnswer(`the answer ${what}: ${said}`, value);
  }
  const { usage } = value as { readonly usage?: unknown };
  return { reply: readMessage(message, choice?.['finish_reason'], endpoint), usage };
}

/** The report of tokens in an answer that failed, where it has one. */
export function usageOf(error: unknown): unknown {
  if (!(error instanceof HttpError || error instanceof UnreadableAnswer)) return undefined;
  return fieldsOf(error.body)?.['usage'];
}

function firstChoice(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const choices = fieldsOf(value)?.['choices'];
  return Array.isArray(choices) ? fieldsOf(choices[0]) : undefined;
}

function errorOfChoice(choice: Readonly<Record<string, unknown>> | undefined, endpoint: Endpoint) {
  if (!choice) return undefined;
  const { error, finish_reason: reason } = choice;
  if (error) return errorInside({ error, choices: [] }, endpoint);
  const isError = reason === 'error';
  return isError
    ? errorInside({ error: 'finish_reason: error', choices: [] }, endpoint)
    : undefined;
}
