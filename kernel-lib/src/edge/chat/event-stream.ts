import { createParser } from 'eventsource-parser';
import { shown } from '../../base/fail';
import { fieldsOf } from '../../base/fields';
import { UnreadableAnswer } from './server-error';

/** Whether an answer's text is a stream of server-sent events. */
export function isEventStream(text: string): boolean {
  return /^\s*(data|event|id|retry)?:/.test(text.slice(0, 200));
}

type Fields = Record<string, unknown>;

/**
 * The completion that a stream of server-sent events adds up to; some servers stream although nobody
 * asked them to.
 *
 * Throws: UnreadableAnswer where the stream breaks off, or an event is not JSON
 */
export function completionFromEvents(text: string): unknown {
  const events = eventsIn(text);
  const isClosed = events.at(-1)?.trim() === '[DONE]';
  const chunks = events.filter(data => data.trim() !== '[DONE]').map(chunkOf);
  const failed = chunks.find(chunk => chunk['error'] || chunk['object'] === 'error');
  if (failed) return failed;
  const choices = chunks.flatMap(choiceIn);
  const finishReason = lastOf(choices, 'finish_reason');
  if (!isClosed && finishReason === undefined) {
    throw new UnreadableAnswer(`the stream broke off after ${events.length} events`);
  }
  const usage = lastOf(chunks, 'usage');
  if (choices.length === 0) return { choices: [], usage };
  const error = lastOf(choices, 'error');
  return {
    choices: [
      { message: messageFrom(choices), finish_reason: finishReason, ...(error ? { error } : {}) }
    ],
    usage
  };
}

function eventsIn(text: string): string[] {
  const events: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(data) });
  parser.feed(text);
  parser.feed('\n\n'); // an event whose blank line is missing at the end
  return events;
}

function chunkOf(data: string): Fields {
  try {
    const chunk = fieldsOf(JSON.parse(data));
    if (chunk) return chunk;
  } catch {
    // said below
  }
  throw new UnreadableAnswer(`an event of the stream is not a JSON object but ${shown(data)}`);
}

function choiceIn({ choices }: Fields): Fields[] {
  const choice = Array.isArray(choices) ? fieldsOf(choices[0]) : undefined;
  return choice ? [choice] : [];
}

function lastOf(records: readonly Fields[], field: string): unknown {
  return records.findLast(record => record[field] !== undefined && record[field] !== null)?.[field];
}

/** One message from the pieces of a stream: texts are joined, of anything else the last counts. */
function messageFrom(choices: readonly Fields[]): Fields {
  const message: Fields = {};
  for (const { delta, message: whole } of choices) {
    for (const [name, piece] of Object.entries(fieldsOf(delta) ?? fieldsOf(whole) ?? {})) {
      if (piece === null || piece === undefined) continue;
      const before = message[name];
      if (typeof before === 'string' && typeof piece === 'string') message[name] = before + piece;
      else if (Array.isArray(before) && Array.isArray(piece)) message[name] = before.concat(piece);
      else message[name] = piece;
    }
  }
  return message;
}
