import { useMemo } from 'react';
import type { EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import type { RatingStore } from '../rating-store';
import type { BrowserProps } from './browser';
import { runOf } from './read-episode';
import { repeatsOf } from './repeats-of';
import { useChoice } from './use-choice';
import { useDrafted } from './use-drafted';
import { folderOf, useEpisodes } from './use-episodes';
import { isOfSameTask, useListing } from './use-listing';
import { useSeen } from './use-seen';
import { useSight } from './use-sight';

/** Everything that a browser of episodes knows: what is listed, what is picked, what is read. */
export function useBrowser(props: BrowserProps, isBlind: boolean, wishesScores: boolean) {
  const { files, path, store, isVisible, asked } = props;
  const episodes = useEpisodes({ files, path, store, isVisible }, isBlind);
  const { entries, version, rated, isOwnIndex, distrust } = episodes;
  const choice = useChoice(asked);
  const { read, other, isComparing, inList } = choice;
  const entry = useMemo(() => entries.find(({ id }) => id === read), [entries, read]);
  const second = useMemo(() => entries.find(({ id }) => id === other), [entries, other]);
  const listing = useListing(props, episodes, isBlind, isComparing ? entry : undefined);
  const { shown, filter, order } = listing;
  const run = useMemo(() => runOf(files, folderOf(path)), [files, path]);
  const drafted = useDrafted(store, run);
  const showsScores = wishesScores && !isBlind;
  const isTelling = showsScores || filter.dimension !== undefined || order.startsWith('goal');
  const hasSeen = useSeen(episodes.scores, isTelling);
  const picked = useMemo(() => shown.findIndex(({ id }) => id === inList), [shown, inList]);
  const beside = useMemo(() => shown.slice(Math.max(0, picked - 1), picked + 2), [shown, picked]);
  const onStale = isOwnIndex ? undefined : distrust;
  return {
    ...{ episodes, ...listing, ...choice, picked, drafted, showsScores },
    repeats: useMemo(() => repeatsOf(entries), [entries]),
    sight: useSight({ files, path, isBlind, run, onStale, entry, other: second, beside, version }),
    isLost: read !== undefined && !entry && episodes.phase.kind === 'ready',
    /** Whether there is another episode of the task that is read. */
    hasOthers: useMemo(
      () => entry !== undefined && entries.some(each => isOfSameTask(each, entry)),
      [entries, entry]
    ),
    next: useMemo(
      () => (isComparing ? shown[picked + 1]?.id : nextOf(shown, picked, rated)),
      [isComparing, shown, picked, rated]
    ),
    /** The store, which also notes whether a talk's scores were known before it was rated. */
    store: useMemo(() => knowingStore(store, hasSeen), [store, hasSeen])
  };
}

/** A browser's knowledge. */
export type Browsing = ReturnType<typeof useBrowser>;

/** The episode after the picked one that its reader has not rated. */
function nextOf(
  shown: readonly EpisodeEntry[],
  picked: number,
  rated: ReadonlySet<string>
): string | undefined {
  return shown.find(({ id }, i) => i > picked && !rated.has(id))?.id;
}

function knowingStore(store: RatingStore, hasSeen: (id: string) => boolean): RatingStore {
  return {
    ...store,
    handIn: (subject, given) => {
      const afterJudge = given.afterJudge || hasSeen(subject.episode);
      return store.handIn(subject, { ...given, afterJudge });
    }
  };
}
