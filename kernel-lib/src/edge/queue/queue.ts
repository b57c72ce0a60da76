import type { Redis } from 'ioredis';
import { UsageError, messageOf } from '../../base/fail';
import { withoutPassword, type QueueAddress } from './address';
import { feedOf, type Feed } from './feed';
import { feederKey, runsKey } from './keys';
import { notesOf, type Notes } from './notes';
import { workOn, type Play, type Work } from './work';

/** A Redis that many machines reach: what is to be played lies there, and what came of it. */
export interface QueueServer {
  /** Where it is, for people. */
  readonly place: string;
  /** What the open runs say of themselves, by id. */
  announced(): Promise<Readonly<Record<string, string>>>;
  announce(run: string, text: string): Promise<void>;
  retract(run: string): Promise<void>;
  /**
   * Makes this process the only one that feeds a run, for half a minute from now; returns the
   * other one's name where there is one.
   */
  hold(run: string, owner: string): Promise<string | undefined>;
  release(run: string): Promise<void>;
  feed(run: string): Feed;
  work(run: string, concurrency: number, play: Play): Work;
  notes(run: string, id: string): Notes;
  close(): Promise<void>;
}

const holdMs = 30_000;

/**
 * Connects with a Redis; a connection that is lost later is made again, however long that takes.
 *
 * Throws: UsageError [edge/queue] when there is none, or it lets nobody in
 */
export async function openQueue(
  address: QueueAddress,
  onNotice: (sentence: string) => void
): Promise<QueueServer> {
  const place = `${address.host}:${address.port}`;
  const said = new Set<string>(); // many connections say the same at once, again and again
  const notice = (sentence: string) => {
    if (!said.has(sentence)) onNotice(withoutPassword(sentence, address));
    said.add(sentence);
  };
  const [redis, bullmq] = await Promise.all([connected(address, place, notice), import('bullmq')]);
  redis.on('ready', () => said.clear());
  return {
    place,
    announced: () => redis.hgetall(runsKey),
    announce: async (run, text) => void (await redis.hset(runsKey, run, text)),
    retract: async run => void (await redis.hdel(runsKey, run)),
    hold: async (run, owner) => {
      await redis.set(feederKey(run), owner, 'PX', holdMs, 'NX');
      const holder = await redis.get(feederKey(run));
      if (holder !== null && holder !== owner) return holder;
      await redis.set(feederKey(run), owner, 'PX', holdMs);
      return undefined;
    },
    release: async run => void (await redis.del(feederKey(run))),
    feed: run => feedOf(bullmq, redis, run, notice),
    work: (run, concurrency, play) => workOn(bullmq, redis, { run, concurrency, play, notice }),
    notes: (run, id) => notesOf(redis, run, id),
    close: async () => redis.disconnect()
  };
}

async function connected(
  address: QueueAddress,
  place: string,
  notice: (sentence: string) => void
): Promise<Redis> {
  const { Redis } = await import('ioredis');
  const { host, port, username, password, database, isEncrypted } = address;
  let isFirst = true;
  const redis = new Redis({
    ...{ host, port, db: database, lazyConnect: true, connectTimeout: 10_000 },
    ...(username && { username }),
    ...(password && { password }),
    ...(isEncrypted && { tls: {} }),
    maxRetriesPerRequest: null,
    retryStrategy: times => (isFirst ? null : Math.min(times * 100, 2000))
  });
  let said: unknown;
  redis.on('error', error => {
    said = error;
    if (!isFirst) notice(`The queue at ${place} cannot be reached: ${messageOf(error)}`);
  });
  try {
    await redis.connect();
    await redis.select(database); // by itself the client stays in another one without a word
    isFirst = false;
    return redis;
  } catch (error) {
    redis.disconnect();
    throw new UsageError('edge/queue', {
      expected: `a Redis at ${place} that lets one in`,
      got: withoutPassword(messageOf(said ?? error), address),
      todo: `Check the address, the password and the database’s number, and that it runs${isEncrypted ? ' and encrypts' : ''}.`
    });
  }
}
