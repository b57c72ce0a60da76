import type { Redis } from 'ioredis';
import { notesKey } from './keys';

/** What is written down of an episode while it is played, so that another machine can go on. */
export interface Notes {
  read(kind: NoteKind): Promise<string[]>;
  add(kind: NoteKind, line: string): Promise<void>;
  clear(...kinds: readonly NoteKind[]): Promise<void>;
}
export type NoteKind = 'replies' | 'calls';

const keptSeconds = 30 * 24 * 3600; // of a run that nobody goes on with
const mostLines = 20_000; // more than any talk has

/** The notes of one episode of a run. */
export function notesOf(redis: Redis, run: string, id: string): Notes {
  const keyOf = (kind: NoteKind) => notesKey(run, id, kind);
  return {
    read: kind => redis.lrange(keyOf(kind), 0, mostLines - 1),
    add: async (kind, line) => {
      const key = keyOf(kind);
      await redis.multi().rpush(key, line).expire(key, keptSeconds).exec();
    },
    clear: async (...kinds) => void (await redis.del(...kinds.map(keyOf)))
  };
}
