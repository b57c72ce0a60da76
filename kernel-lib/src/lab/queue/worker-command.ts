import { openQueue } from '../../edge/queue/queue';
import { queueAddress } from '../../edge/queue/address';
import { postsOf, readProfile } from '../../edge/profile';
import { terminalQuestion } from '../../edge/question';
import { defaultOptions } from '../run';
import { allowKeys } from '../servers';
import { workAtQueue } from './worker';

/** What a user gave on the command line for a worker. */
export interface WorkerFlags {
  readonly queue?: string | true;
  readonly models?: string;
  readonly concurrency?: number;
  readonly cache?: 'off' | 'repeatable' | 'all';
  readonly trustServer?: readonly string[];
}

/** `sotopia-pi worker`: plays episodes from a queue until it is interrupted. */
export async function workerCommand(
  { queue, models, concurrency, cache, trustServer: trustServers = [] }: WorkerFlags,
  signal: AbortSignal,
  say: (sentence: string) => void
): Promise<void> {
  const address = queueAddress(queue === true ? undefined : queue);
  const profile = models === undefined ? undefined : readProfile(models);
  if (profile) await allowKeys(postsOf(profile), { trustServers, ...terminalQuestion(signal) });
  const server = await openQueue(address, say);
  say(`worker: at ${server.place}; Ctrl+C ends it.`);
  try {
    await workAtQueue(server, {
      ...(profile && { profile }),
      trustServers,
      ...{ signal, say, now: defaultOptions.now },
      concurrency: concurrency ?? defaultOptions.concurrency,
      recording: cache ?? defaultOptions.recording
    });
  } finally {
    await server.close();
  }
}
