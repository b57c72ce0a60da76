import { useCallback, useEffect, useMemo, useState } from 'react';
import type { EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import type { RatingStore } from '../rating-store';
import type { BrowserProps } from './browser';
import { choicesOf, chosen, fits, noFilter, searchTexts, type Order } from './catalogue';
import { useEpisodes } from './use-episodes';
import { useReading } from './use-reading';
import { useSearch } from './use-search';

/** Everything that a browser of episodes knows: what is listed, what is picked, what is read. */
export function useBrowser(props: BrowserProps, isBlind: boolean) {
  const { files, path, store, isVisible, asked } = props;
  const episodes = useEpisodes({ files, path, store, isVisible }, isBlind);
  const { entries, rated, scores, addRated, isOwnIndex, distrust } = episodes;
  const [wishes, setFilter] = useState(noFilter);
  const [order, setOrder] = useState<Order>('file');
  const [pickedId, setPickedId] = useState<string>();
  const { search, start, stop } = useSearch(files, path, wishes.words);

  useEffect(() => {
    if (asked) setPickedId(asked.id);
  }, [asked]);

  const filter = useMemo(
    () => (isBlind ? { ...wishes, model: '', hasRepairs: false, dimension: undefined } : wishes),
    [wishes, isBlind]
  );
  const found = search?.found;
  const known = { rated, scores, found };
  const hasWords = filter.words.trim() !== '';
  const texts = useMemo(() => (hasWords ? searchTexts(entries) : []), [entries, hasWords]);
  const choices = useMemo(() => choicesOf(entries), [entries]);
  // who rates one episode after another keeps it in the list until something else changes the list
  const shown = useMemo(
    () => chosen(entries, texts, filter, order, known),
    [entries, texts, filter, order, scores, found, episodes.ratedBefore]
  );
  const picked = useMemo(() => shown.findIndex(({ id }) => id === pickedId), [shown, pickedId]);
  const entry = useMemo(() => entries.find(({ id }) => id === pickedId), [entries, pickedId]);
  const onStale = isOwnIndex ? undefined : distrust;
  return {
    ...{ episodes, known, choices, shown, picked, pickedId, search, stop, filter, order, setOrder },
    reading: useReading({ files, path, entry, isBlind, onStale }),
    isLost: pickedId !== undefined && !entry && episodes.phase.kind === 'ready',
    next: useMemo(() => nextOf(shown, picked, rated), [shown, picked, rated]),
    /** The store, which also notes what was rated. */
    store: useMemo(() => notingStore(store, addRated), [store, addRated]),
    pick: setPickedId,
    change: useCallback((part: Partial<typeof noFilter>) => {
      setFilter(before => ({ ...before, ...part }));
    }, []),
    startSearch: () => start(entries.filter(each => fits(each, filter, known)))
  };
}

/** The episode after the picked one that its reader has not rated. */
function nextOf(
  shown: readonly EpisodeEntry[],
  picked: number,
  rated: ReadonlySet<string>
): string | undefined {
  return shown.find(({ id }, i) => i > picked && !rated.has(id))?.id;
}

function notingStore(store: RatingStore, note: (id: string) => void): RatingStore {
  return {
    ...store,
    handIn: async (subject, given) => {
      const saved = await store.handIn(subject, given);
      note(subject.episode);
      return saved;
    }
  };
}
