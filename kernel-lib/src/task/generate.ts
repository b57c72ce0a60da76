import type { Attempt, ChatModel, ChatReply, ChatRequest } from '../base/chat';
import { messageOf } from '../base/fail';
import { seedFrom } from '../base/random';
import type { Template } from '../base/template';
import type { Inspiration } from '../inspiration/schema';
import { parseTask, type TaskOrigin } from './parse';
import { writerPrompt, writerTemplate, type WriterSlot } from './prompt';
import type { Task } from './schema';

/** A task to be written: its id, what inspires it, and the task that shows the form. */
export interface WriteRequest {
  readonly id: string;
  readonly inspiration: Inspiration;
  readonly example: Task;
  readonly seed: number | string;
}

export interface WriteOptions {
  readonly template: Template<WriterSlot>;
  /** How often the writer is asked before the task is given up. */
  readonly maxAttempts: number;
}

export const writeDefaults: WriteOptions = { template: writerTemplate, maxAttempts: 5 };

/** A new task, or why there is none; `attempts` has every call that went wrong, oldest first. */
export type TaskOutcome =
  | { readonly kind: 'written'; readonly task: Task; readonly attempts: readonly Attempt[] }
  | {
      readonly kind: 'skipped';
      readonly id: string;
      readonly reason: string;
      readonly attempts: readonly Attempt[];
    };

/**
 * Writes a task from an inspiration. A reply that is not a task is asked for again; a call that
 * brings no reply at all skips the task.
 *
 * Throws: what the writer throws when `signal` is aborted
 * Source: Sotopia-π, generate_specific_envs.py.
 * Differs: no second model repairs a reply; the writer itself is asked again.
 */
export async function writeTask(
  { id, inspiration, example, seed }: WriteRequest,
  writer: ChatModel,
  options: WriteOptions = writeDefaults,
  signal?: AbortSignal
): Promise<TaskOutcome> {
  const { template, maxAttempts } = options;
  const messages = writerPrompt(inspiration, example, template);
  const { source } = inspiration;
  const origin = { id, source, inspiration: inspiration.id, writer: writer.name };
  const attempts: Attempt[] = [];
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    signal?.throwIfAborted();
    const purpose = `${id}/attempt ${attempt}`;
    const request: ChatRequest = {
      messages,
      seed: seedFrom(seed, id, attempt),
      json: true,
      purpose
    };
    try {
      const reply = await writer.ask(request, signal);
      const read = readReply(reply, origin);
      if (read.reason !== undefined) attempts.push({ reply: reply.text, reason: read.reason });
      if (read.task) return { kind: 'written', task: read.task, attempts };
    } catch (error) {
      if (isAbort(error, signal)) throw error;
      const reason = `${writer.name} could not be reached: ${messageOf(error)}`;
      return { kind: 'skipped', id, reason, attempts: [...attempts, { reply: '', reason }] };
    }
  }
  const reason = `no task from ${writer.name} in ${maxAttempts} attempts: ${attempts.at(-1)?.reason}`;
  return { kind: 'skipped', id, reason, attempts };
}

/** The task in a reply, and what was wrong with it: a repair, or why it is no task. */
function readReply(
  { text, cutOff }: ChatReply,
  origin: TaskOrigin
): { task?: Task; reason?: string } {
  try {
    const { task, repairs } = parseTask(text, origin);
    return repairs.length === 0 ? { task } : { task, reason: `repaired: ${repairs.join(', ')}` };
  } catch (error) {
    return { reason: `${cutOff ? 'cut off at the token limit: ' : ''}${messageOf(error)}` };
  }
}

/** Whether an error is the user's wish to stop, which nobody may swallow. */
function isAbort(error: unknown, signal?: AbortSignal): boolean {
  return signal?.aborted === true || (error instanceof Error && error.name === 'AbortError');
}
