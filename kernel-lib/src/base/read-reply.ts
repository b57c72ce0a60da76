import type { ChatReply } from './chat';
import { messageOf, shown } from './fail';
import type { Repair } from './json';
import { splitThoughts } from './thoughts';
import { wellFormed } from './unicode';

/** Reads an answer, a reply without its thoughts; throws what is wrong with it. */
export type Reader<T> = (answer: string) => {
  readonly value: T;
  readonly repairs: readonly Repair[];
};

/** What a reply was read as, and what the model thought before it answered; empty where it says nothing. */
export type ReadReply<T> = ReturnType<Reader<T>> & { readonly thoughts: string };

/** Why a reply cannot be used. */
export interface Failed {
  readonly failure: string;
}

/**
 * Reads the answer that follows the thoughts of a reply. A reply that was cut off counts only if the
 * whole of it is the object: what the model would have written next may reject the object.
 */
export function readReply<T>(reply: ChatReply, read: Reader<T>): ReadReply<T> | Failed {
  const { text, refused, unusable } = reply;
  if (refused) return failed(reply, 'the model, or a filter before it, declined to answer');
  if (unusable !== undefined) return failed(reply, unusable);
  const { answer, thoughts } = splitThoughts(text);
  if (answer === undefined)
    return failed(reply, 'the thoughts are not finished: no answer follows');
  try {
    const found = read(answer);
    const isWhole = thoughts === '' && found.repairs.length === 0;
    if (reply.cutOff && !isWhole) return failed(reply, 'the object is only a part of the reply');
    const all = [reply.thoughts ?? '', thoughts].filter(each => each.trim() !== '');
    return { ...found, thoughts: wellFormed(all.join('\n\n')) };
  } catch (error) {
    return failed(reply, messageOf(error));
  }
}

/** The failure with why the model stopped, where it did not stop as usual. */
function failed({ cutOff, finishReason }: ChatReply, failure: string): Failed {
  const cut = cutOff ? 'cut off at the token limit: ' : '';
  const end = finishReason === undefined ? '' : ` (finish_reason: ${shown(finishReason)})`;
  return { failure: wellFormed(`${cut}${failure}${end}`) };
}
