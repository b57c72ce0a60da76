import type * as BullMq from 'bullmq';
import type { Redis } from 'ioredis';
import { queuePrefix } from './keys';

/**
 * Plays a job and returns what came of it, as plain data; `undefined` gives the job back, for
 * another worker to go on with. `lost` is aborted when another one has it already.
 */
export type Play = (id: string, job: unknown, lost: AbortSignal) => Promise<object | undefined>;

/** A worker at the queue of a run. */
export interface Work {
  /** Takes nothing more, and waits until what is under way is over. */
  close(): Promise<void>;
}

/** What a worker works on, and how much of it at once. */
export interface WorkOptions {
  readonly run: string;
  readonly concurrency: number;
  readonly play: Play;
  readonly notice: (sentence: string) => void;
}

// A worker that says nothing for so long (ms) is taken for dead; another then has its episodes.
const lockDuration = 10_000;
const stalledInterval = 5000;
const maxStalledCount = 20; // what has cost so many workers their lives is not tried again

/** Takes jobs from the queue of a run as long as it is open. */
export function workOn(
  { Worker, WaitingError }: typeof BullMq,
  redis: Redis,
  { run, concurrency, play, notice }: WorkOptions
): Work {
  const worker = new Worker<unknown, object>(
    run,
    async (job, token, lost) => {
      const result = await play(job.id ?? '', job.data, lost ?? new AbortController().signal);
      if (result !== undefined) return result;
      await job.moveToWait(token);
      throw new WaitingError();
    },
    {
      ...{ connection: redis, prefix: queuePrefix, name: 'worker' },
      ...{ concurrency, lockDuration, stalledInterval, maxStalledCount }
    }
  );
  worker.on('error', error => {
    if (!/Missing lock/.test(error.message)) notice(`The queue is in trouble: ${error.message}`);
  });
  worker.on('lockRenewalFailed', ids => ids.forEach(id => worker.cancelJob(id)));
  return { close: () => worker.close() };
}
