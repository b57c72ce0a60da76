import { useEffect, useRef, useState } from 'react';
import type { EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import type { Transcript } from '../../../kernel-lib/src/transcript/schema';
import { reasonOf } from '../reason';
import { placeOf, type Nearby } from './nearby';
import { Misplaced, Unreached } from './read-episode';

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

/**
 * The episode that was picked; the one before stays until it is there. With another `from` it is
 * read again, and stays as it is where the same is found; what was under way already still counts
 * until then, since a file that grows fast would otherwise never be read.
 */
export function useReading({ from, entry, isBlind, onStale }: Wanted): Reading {
  const [reading, setReading] = useState<Reading>(none);
  const latest = useRef({ entry, onStale });
  latest.current = { entry, onStale };
  const rounds = useRef({ begun: 0, shown: 0 });
  const gone = useRef<AbortSignal>();
  const key = entry && placeOf(entry);

  useEffect(() => {
    const control = new AbortController();
    gone.current = control.signal;
    return () => control.abort();
  }, [key, isBlind]);

  useEffect(() => {
    const { entry: wanted } = latest.current;
    const signal = gone.current;
    if (!wanted || !signal) return setReading(none);
    const round = ++rounds.current.begun;
    from.read(wanted, signal).then(
      transcript => {
        if (signal.aborted || round < rounds.current.shown) return;
        rounds.current.shown = round;
        setReading(before => afterReading(before, wanted, transcript));
      },
      (error: unknown) => {
        if (signal.aborted || round < rounds.current.begun) return;
        const { onStale: makeAnew } = latest.current;
        if (error instanceof Misplaced && makeAnew) return makeAnew();
        setReading(before => afterFailing(before, wanted, error, isBlind));
      }
    );
  }, [from, key]);

  // an open episode is gone from sight as soon as somebody wants to be blind
  return reading.kind === 'episode' && reading.transcript.blind !== isBlind ? none : reading;
}

/** The same as before where it tells the same, so that nothing is drawn again. */
function afterReading(before: Reading, entry: EpisodeEntry, transcript: Transcript): Reading {
  const isSame =
    before.kind === 'episode' && JSON.stringify(before.transcript) === JSON.stringify(transcript);
  return isSame ? before : { kind: 'episode', entry, transcript };
}

/** What is shown already stays while the server is away: somebody may be rating it. */
function afterFailing(
  before: Reading,
  entry: EpisodeEntry,
  error: unknown,
  isBlind: boolean
): Reading {
  const isShown =
    before.kind === 'episode' &&
    before.entry.id === entry.id &&
    before.transcript.blind === isBlind;
  if (isShown && error instanceof Unreached) return before;
  return { kind: 'broken', entry, reason: reasonOf(error) };
}
