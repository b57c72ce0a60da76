import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EpisodeEntry, RatingEntry } from '../../../kernel-lib/src/transcript/index-file';
import type { RatingStore } from '../rating-store';
import { blinded, judgeScores } from './catalogue';
import type { LargeFiles } from './files';
import { indexed, type Indexed } from './indexed-file';
import { reasonOf } from '../reason';
import { withoutRepeats, type LeftOut } from './repeats';
import { useRated } from './use-rated';

const pollMs = 2000; // how soon a new episode of a running run appears
const ratingsEvery = 5; // rounds; a talk is rated long after it was played

/** A file of episodes and everything that its list needs. */
export interface EpisodesSource {
  readonly files: LargeFiles;
  readonly path: string;
  readonly store: RatingStore;
  /** Whether somebody can see the list; a hidden one asks the server for nothing. */
  readonly isVisible: () => boolean;
}

/** The episodes of a file as far as they are known. */
export interface Episodes {
  readonly entries: readonly EpisodeEntry[];
  /** Another one as soon as the file was written again, even where its entries are the same. */
  readonly version: string;
  /** Whether all of this version was read here, and no index is to blame. */
  readonly isOwnIndex: boolean;
  readonly skipped: readonly LeftOut[];
  readonly scores: ReadonlyMap<string, RatingEntry['scores']>;
  /** What the reader has rated; `ratedBefore` is what had been when the file was opened. */
  readonly rated: ReadonlySet<string>;
  readonly ratedBefore: ReadonlySet<string>;
  readonly isRatedKnown: boolean;
  readonly phase:
    | { readonly kind: 'reading'; readonly read: number; readonly of: number }
    | { readonly kind: 'ready' }
    | { readonly kind: 'failed'; readonly reason: string };
}

type Read = Omit<Episodes, 'rated' | 'ratedBefore' | 'isRatedKnown'>;

const nothing: Read = {
  entries: [],
  version: '',
  isOwnIndex: false,
  skipped: [],
  scores: new Map(),
  phase: { kind: 'reading', read: 0, of: 0 }
};

/** The folder that a file lies in; an empty text for the server's root. */
export const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

/** Reads a file's episodes, and goes on reading while it grows and somebody looks. */
export function useEpisodes(source: EpisodesSource, isBlind: boolean) {
  const { files, path, store, isVisible } = source;
  const [episodes, setEpisodes] = useState(nothing);
  const [distrusted, setDistrusted] = useState(0);
  const { rated, ratedBefore, isRatedKnown } = useRated(files, folderOf(path), store);
  const latest = useRef(isVisible);
  latest.current = isVisible;

  useEffect(() => {
    const gone = new AbortController();
    const change = (part: Partial<Read>) => {
      if (!gone.signal.aborted) setEpisodes(all => ({ ...all, ...part }));
    };
    setEpisodes(nothing);
    const parts = { files, path, isBlind, isTrusting: distrusted === 0, change };
    void follow(parts, () => latest.current(), gone.signal);
    return () => gone.abort();
  }, [files, path, isBlind, distrusted]);

  /** Makes the index anew, since an episode was not where it said. */
  const distrust = useCallback(() => setDistrusted(times => times + 1), []);
  return useMemo(
    () => ({ ...episodes, rated, ratedBefore, isRatedKnown, distrust }),
    [episodes, rated, ratedBefore, isRatedKnown, distrust]
  );
}

interface Following {
  readonly files: LargeFiles;
  readonly path: string;
  readonly isBlind: boolean;
  readonly isTrusting: boolean;
  readonly change: (part: Partial<Read>) => void;
}

/** Reads both files again and again: the talks, and for who may see them the judge's scores. */
async function follow(parts: Following, isVisible: () => boolean, signal: AbortSignal) {
  let talks: Indexed<'episodes'> | 'nothing' | undefined = parts.isTrusting ? undefined : 'nothing';
  let ratings: Indexed<'ratings'> | undefined;
  for (let round = 0; !signal.aborted; round++) {
    try {
      talks = await readTalks(parts, talks, signal);
      if (!parts.isBlind && round % ratingsEvery === 0)
        ratings = await readRatings(parts, ratings, signal);
    } catch (error) {
      const reason = reasonOf(error);
      parts.change({ phase: { kind: 'failed', reason } });
    }
    do await pause(pollMs, signal);
    while (!signal.aborted && !isVisible());
  }
}

async function readTalks(
  { files, path, isBlind, change }: Following,
  before: Indexed<'episodes'> | 'nothing' | undefined,
  signal: AbortSignal
): Promise<Indexed<'episodes'>> {
  const isFirst = before === undefined || before === 'nothing';
  const onProgress = (read: number, of: number) => {
    if (isFirst) change({ phase: { kind: 'reading', read, of } });
  };
  const now = await indexed({ files, of: 'episodes', path }, before, { signal, onProgress });
  if (!now) throw new Error(`${path} is not there.`);
  if (now !== before) {
    const { state } = now;
    const { entries: firsts, repeats } = withoutRepeats(now.entries);
    const entries = isBlind ? firsts.map(blinded) : firsts;
    const skipped = [...now.skipped, ...repeats];
    const version = `${state.size} ${state.modified}`;
    change({ entries, skipped, version, isOwnIndex: before === 'nothing' });
  }
  change({ phase: { kind: 'ready' } });
  return now;
}

async function readRatings(
  { files, path, change }: Following,
  before: Indexed<'ratings'> | undefined,
  signal: AbortSignal
): Promise<Indexed<'ratings'> | undefined> {
  const beside = [folderOf(path), 'ratings.jsonl'].filter(Boolean).join('/');
  const watch = { signal, onProgress: () => undefined };
  const now = await indexed({ files, of: 'ratings', path: beside }, before, watch);
  if (now && now !== before) change({ scores: judgeScores(now.entries) });
  return now;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
