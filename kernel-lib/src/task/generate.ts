import { askedUntilRead, thoughtsOf } from '../base/ask';
import type { Attempt, ChatModel } from '../base/chat';
import type { Template } from '../base/template';
import type { Inspiration } from '../inspiration/schema';
import { taskSchema, parseTask } from './parse';
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
  | {
      readonly kind: 'written';
      readonly task: Task;
      readonly attempts: readonly Attempt[];
      /** What the writer thought before it answered. */
      readonly thoughts?: string;
    }
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
 * Source: sotopia-pi, generate_new_envs.py.
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
  const question = { messages, purpose: id, key: [seed, id], wanted: 'task', schema: taskSchema };
  const read = (reply: string) => {
    const { task, repairs } = parseTask(reply, origin);
    return { value: task, repairs };
  };
  const answer = await askedUntilRead(writer, question, read, maxAttempts, signal);
  const { attempts } = answer;
  return answer.kind === 'answered'
    ? { kind: 'written', task: answer.value, attempts, ...thoughtsOf(answer) }
    : { kind: 'skipped', id, reason: answer.reason, attempts };
}
