import type * as BullMq from 'bullmq';
import type { Redis } from 'ioredis';
import { queuePrefix } from './keys';

/** The queue of a run as the one who feeds it sees it: episodes go in, results come out. */
export interface Feed {
  /** Hands an episode out; one that is there already is not handed out again. */
  add(id: string, job: object): Promise<void>;
  /** Which of these the queue does not know (any more). */
  unknown(ids: readonly string[]): Promise<string[]>;
  /** The ids of what is over. */
  finished(): Promise<string[]>;
  /** The ids of what no worker has begun. */
  waiting(): Promise<string[]>;
  /** What came back of one, or why nothing did; `undefined` when the queue does not know it (any more). */
  result(id: string): Promise<Returned | undefined>;
  /** Takes one out of the queue; nothing happens to one that a worker has under way. */
  remove(id: string): Promise<void>;
  workers(): Promise<number>;
  close(): Promise<void>;
}

/** A text that a worker left, or why there is none. */
export type Returned = { readonly text: string } | { readonly reason: string };

/** What an episode may take at most, far beyond what any does (bytes). */
export const largestResult = 16 * 1024 * 1024;

/** The queue of a run. */
export function feedOf(
  { Queue }: typeof BullMq,
  redis: Redis,
  run: string,
  notice: (sentence: string) => void
): Feed {
  const queue = new Queue(run, {
    ...{ connection: redis, prefix: queuePrefix },
    streams: { events: { maxLen: 100 } } // nobody listens to them
  });
  queue.on('error', error => notice(`The queue is in trouble: ${error.message}`));
  return {
    add: async (jobId, job) => void (await queue.add('episode', job, { jobId })),
    unknown: async ids => {
      const found = await Promise.all(ids.map(id => redis.exists(queue.toKey(id))));
      return ids.filter((_, i) => found[i] === 0);
    },
    finished: () => queue.getRanges(['completed', 'failed'], 0, -1),
    waiting: () => queue.getRanges(['wait', 'delayed', 'prioritized'], 0, -1),
    result: id => returned(redis, queue.toKey(id)),
    remove: async id => void (await queue.remove(id)),
    workers: () => queue.getWorkersCount(),
    close: () => queue.close()
  };
}

/** Reads what BullMQ keeps of a job, without taking its word for the size or the form. */
async function returned(redis: Redis, key: string): Promise<Returned | undefined> {
  if ((await redis.exists(key)) === 0) return undefined;
  const size = await redis.hstrlen(key, 'returnvalue');
  if (size > largestResult) {
    return { reason: `it has ${size} bytes, and at most ${largestResult} are taken` };
  }
  const text = await redis.hget(key, 'returnvalue');
  if (text !== null && text !== '') return { text };
  const reason = (await redis.hget(key, 'failedReason')) ?? 'it is empty';
  return { reason: `no worker could play it: ${reason.slice(0, 1000)}` };
}
