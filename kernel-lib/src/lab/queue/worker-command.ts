import { openQueue } from '../../edge/queue/queue';
import { queueAddress } from '../../edge/queue/address';
import { readProfile } from '../../edge/profile';
import { defaultOptions } from '../run';
import { workAtQueue } from './worker';

/** What a user gave on the command line for a worker. */
export interface WorkerFlags {
  readonly queue?: string | true;
  readonly models?: string;
  readonly concurrency?: number;
  readonly cache?: 'off' | 'repeatable' | 'all';
}

/** `sotopia-pi worker`: plays episodes from a queue until it is interrupted. */
export async function workerCommand(
  { queue, models, concurrency, cache }: WorkerFlags,
  signal: AbortSignal,
  say: (sentence: string) => void
): Promise<void> {
  const address = queueAddress(queue === true ? undefined : queue);
  const profile = models === undefined ? {} : { profile: readProfile(models) };
  const server = await openQueue(address, say);
  say(`worker: at ${server.place}; Ctrl+C ends it.`);
  try {
    await workAtQueue(server, {
      ...profile,
      ...{ signal, say, now: defaultOptions.now },
      concurrency: concurrency ?? defaultOptions.concurrency,
      recording: cache ?? defaultOptions.recording
    });
  } finally {
    await server.close();
  }
}
