import type { Attempt, ChatModel, ChatReply, Message } from './chat';
import { messageOf } from './fail';
import { seedFrom } from './random';
import { readReply, type Failed, type Reader } from './read-reply';
import { wellFormed } from './unicode';

/** A question to a model that only a reply of one form answers. */
export interface Question {
  readonly messages: readonly Message[];
  /** What it is for; with the attempt's number it stands in the ledger. */
  readonly purpose: string;
  /** What the seeds of its attempts are made from: attempt n asks with the seed of (key, n). */
  readonly key: readonly (string | number)[];
  /** What a usable reply is, for the reason when there is none: `an action`. */
  readonly wanted: string;
  /** The JSON schema of a usable reply, for servers that hold it to one. */
  readonly schema?: object;
}

/** What a reply was read as, with the raw reply; or the reason why no reply could be used. */
export type Answer<T> =
  | {
      readonly kind: 'answered';
      readonly value: T;
      readonly reply: string;
      /** What the model thought before it answered: from its server, or from tags in the reply. */
      readonly thoughts?: string;
      /** What went wrong before, oldest first, and what had to be repaired. */
      readonly attempts: readonly Attempt[];
    }
  | {
      readonly kind: 'unanswered';
      /** Whether the last call brought no reply at all, or one that could not be used. */
      readonly cause: 'no reply' | 'no use';
      readonly reason: string;
      readonly attempts: readonly Attempt[];
    };

/**
 * Asks a model until `read` can read its reply, each time with another seed. A call that brings
 * no reply at all ends the asking: the transport has made its own attempts.
 *
 * Throws: what the model throws when `signal` is aborted
 */
export async function askedUntilRead<T>(
  model: ChatModel,
  { messages, purpose, key, wanted, schema }: Question,
  read: Reader<T>,
  maxAttempts: number,
  signal?: AbortSignal
): Promise<Answer<T>> {
  const attempts: Attempt[] = [];
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    signal?.throwIfAborted();
    const seed = seedFrom(...key, attempt);
    const request = {
      ...{ messages, seed, json: true, repeat: attempt - 1 },
      purpose: `${purpose}/attempt ${attempt}`,
      ...(schema && { schema })
    };
    const reply = await replyOf(model.ask(request, signal), signal);
    if ('failure' in reply) {
      const reason = `no answer from ${model.name}: ${reply.failure}`;
      const all = [...attempts, { kind: 'no reply' as const, reply: '', reason }];
      return { kind: 'unanswered', cause: 'no reply', reason, attempts: all };
    }
    const found = readReply(reply, read);
    if ('failure' in found) {
      attempts.push(unusable(reply, found.failure));
      continue;
    }
    const { value, repairs, thoughts } = found;
    const text = wellFormed(reply.text);
    const reason = `repaired: ${repairs.join(', ')}`;
    if (repairs.length > 0) attempts.push({ kind: 'repaired', reply: text, reason });
    return { kind: 'answered', value, reply: text, ...(thoughts && { thoughts }), attempts };
  }
  const last = attempts.at(-1)?.reason ?? 'it was never asked';
  const reason = `no ${wanted} from ${model.name} in ${maxAttempts} attempts: ${last}`;
  return { kind: 'unanswered', cause: 'no use', reason, attempts };
}

async function replyOf(
  asked: Promise<ChatReply>,
  signal?: AbortSignal
): Promise<ChatReply | Failed> {
  try {
    return await asked;
  } catch (error) {
    const isInterrupted = signal?.aborted === true;
    if (isInterrupted || (error instanceof Error && error.name === 'AbortError')) throw error;
    return { failure: messageOf(error) };
  }
}

/** The thoughts of an answer as a field of a record; no field where there are none. */
export function thoughtsOf(answer: Answer<unknown>): { readonly thoughts?: string } {
  return answer.kind === 'answered' && answer.thoughts ? { thoughts: answer.thoughts } : {};
}

function unusable({ text, thoughts }: ChatReply, reason: string): Attempt {
  const apart = thoughts !== undefined && { thoughts: wellFormed(thoughts) };
  return { reply: wellFormed(text), reason, ...apart };
}
