import { useMemo } from 'react';
import { pairOf, type EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import type { Pair } from '../../../kernel-lib/src/transcript/schema';
import type { LargeFiles } from './files';
import { useReading, type Reading, type runOf } from './use-reading';
import { reasonOf } from '../reason';

/** What a reader has before the eyes: an episode, two beside each other, or why there is none. */
export type Sight =
  Reading | { readonly kind: 'pair'; readonly entry: EpisodeEntry; readonly pair: Pair };

interface Seen {
  readonly files: LargeFiles;
  readonly path: string;
  readonly isBlind: boolean;
  /** What is said of the run that the file lies in. */
  readonly run: ReturnType<typeof runOf>;
  readonly onStale: (() => void) | undefined;
  readonly entry: EpisodeEntry | undefined;
  /** The one that it is compared with. */
  readonly other: EpisodeEntry | undefined;
}

/** The episode that is read, beside the one that it is compared with. */
export function useSight({ entry, other, ...place }: Seen): Sight {
  const first = useReading({ ...place, entry });
  const second = useReading({ ...place, entry: other });
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
