import type { EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import type { Transcript } from '../../../kernel-lib/src/transcript/schema';

/** Reads the episode of an entry. */
export type Read = (entry: EpisodeEntry, signal: AbortSignal) => Promise<Transcript>;

/** Episodes that one goes to next, read before they are asked for. */
export interface Nearby {
  /** An episode, from here if it was read before. */
  readonly read: Read;
  /** Reads these, and keeps no others. */
  readonly keep: (entries: readonly EpisodeEntry[]) => void;
}

/** Keeps what was read; what could not be read is read again when somebody asks. */
export function nearby(fresh: Read): Nearby {
  const kept = new Map<string, Promise<Transcript>>();
  const { signal: never } = new AbortController();

  function read(entry: EpisodeEntry, signal: AbortSignal): Promise<Transcript> {
    const key = placeOf(entry);
    const before = kept.get(key);
    if (before) return before;
    const reading = fresh(entry, signal);
    const forget = () => {
      if (kept.get(key) === reading) kept.delete(key);
    };
    kept.set(key, reading);
    signal.addEventListener('abort', forget);
    reading.then(() => signal.removeEventListener('abort', forget), forget);
    return reading;
  }

  return {
    read,
    keep: entries => {
      const wanted = new Set(entries.map(placeOf));
      for (const key of kept.keys()) if (!wanted.has(key)) kept.delete(key);
      for (const entry of entries) read(entry, never).catch(() => undefined);
    }
  };
}

/** Which episode stands where; another of either is another key. */
export const placeOf = ({ id, at, bytes }: EpisodeEntry): string => `${id} ${at} ${bytes}`;
