import { talkEntry, type TalkStep } from '../../../kernel-lib/src/transcript/schema';

/**
 * The code that takes a step of a talk in its kernel: always this one call, in which everything that
 * a person or a file wrote is a JSON string.
 */
export function stepCode(talk: string, step: TalkStep, words: string): string {
  const values = [talk, step, words].map(literal).join(', ');
  return `await globalThis[Symbol.for(${literal(talkEntry)})]?.(${values})`;
}

/** A string literal of ASCII only; older readers of JavaScript break lines at U+2028. */
function literal(text: string): string {
  const escape = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(/[^\x20-\x7e]/g, escape);
}
