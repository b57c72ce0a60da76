import { useEffect, useRef, useState } from 'react';
import type { EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import type { Transcript } from '../../../kernel-lib/src/transcript/schema';
import { reasonOf } from '../reason';
import { placeOf, type Nearby } from './nearby';
import { Misplaced } from './read-episode';

/** An episode on its way to the reader. */
export type Reading =
  | { readonly kind: 'none' }
  | { readonly kind: 'episode'; readonly entry: EpisodeEntry; readonly transcript: Transcript }
  | { readonly kind: 'broken'; readonly entry: EpisodeEntry; readonly reason: string };

const none: Reading = { kind: 'none' };

interface Wanted {
  readonly from: Nearby;
  readonly entry: EpisodeEntry | undefined;
  readonly isBlind: boolean;
  /** Called when no episode of that id stands where the index says. */
  readonly onStale: (() => void) | undefined;
}

/** The episode that was picked; the one before stays until it is there. */
export function useReading({ from, entry, isBlind, onStale }: Wanted): Reading {
  const [reading, setReading] = useState<Reading>(none);
  const latest = useRef({ entry, onStale });
  latest.current = { entry, onStale };
  const key = entry && placeOf(entry);

  useEffect(() => {
    const { entry: wanted } = latest.current;
    if (!wanted) return setReading(none);
    const gone = new AbortController();
    from.read(wanted, gone.signal).then(
      transcript => {
        if (!gone.signal.aborted) setReading({ kind: 'episode', entry: wanted, transcript });
      },
      (error: unknown) => {
        if (gone.signal.aborted) return;
        const { onStale: makeAnew } = latest.current;
        if (error instanceof Misplaced && makeAnew) return makeAnew();
        const reason = reasonOf(error);
        setReading({ kind: 'broken', entry: wanted, reason });
      }
    );
    return () => gone.abort();
  }, [from, key]);

  // an open episode is gone from sight as soon as somebody wants to be blind
  return reading.kind === 'episode' && reading.transcript.blind !== isBlind ? none : reading;
}
