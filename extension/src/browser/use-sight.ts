import { useEffect, useMemo } from 'react';
import { pairOf, type EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import type { Pair } from '../../../kernel-lib/src/transcript/schema';
import { reasonOf } from '../reason';
import { nearby } from './nearby';
import { readEpisode, type Place } from './read-episode';
import { useReading, type Reading } from './use-reading';

/** What a reader has before the eyes: an episode, two beside each other, or why there is none. */
export type Sight =
  Reading | { readonly kind: 'pair'; readonly entry: EpisodeEntry; readonly pair: Pair };

interface Seen extends Place {
  readonly onStale: (() => void) | undefined;
  readonly entry: EpisodeEntry | undefined;
  /** The one that it is compared with. */
  readonly other: EpisodeEntry | undefined;
  /** Those that one goes to from here by one key. */
  readonly beside: readonly EpisodeEntry[];
  /** Which version of the file they are in; nothing that was read of another one is kept. */
  readonly version: string;
}

const pause = 100; // ms in which no other episode is picked, before those beside it are read

/** The episode that is read, beside the one that it is compared with. */
export function useSight(seen: Seen): Sight {
  const { files, path, isBlind, run, onStale, entry, other, beside, version } = seen;
  const from = useMemo(
    () => nearby((...what) => readEpisode({ files, path, isBlind, run }, ...what)),
    [files, path, isBlind, run, version]
  );
  const first = useReading({ from, isBlind, onStale, entry });
  const second = useReading({ from, isBlind, onStale, entry: other });
  useEffect(() => {
    const timer = setTimeout(() => from.keep(beside), pause);
    return () => clearTimeout(timer);
  }, [from, beside, first, second]);
  return useMemo(() => sightOf(first, second), [first, second]);
}

function sightOf(first: Reading, second: Reading): Sight {
  if (first.kind !== 'episode' || second.kind === 'none') return first;
  if (second.kind === 'broken') return second;
  try {
    const pair = pairOf(first.transcript, second.transcript);
    return { kind: 'pair', entry: first.entry, pair };
  } catch (error) {
    return { kind: 'broken', entry: second.entry, reason: reasonOf(error) };
  }
}
