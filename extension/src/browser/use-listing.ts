import { useCallback, useEffect, useMemo, useState } from 'react';
import type { EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import type { BrowserProps } from './browser';
import { choicesOf, chosen, fits, searchTexts, type Filter, type Order } from './catalogue';
import { wholeFile } from './listing';
import type { Episodes } from './use-episodes';
import { useSearch } from './use-search';

/** Which episodes are listed, and in which order; beside one that is compared, those of its task. */
export function useListing(
  { files, path, asked }: Pick<BrowserProps, 'files' | 'path' | 'asked'>,
  { entries, rated, ratedBefore, scores }: Episodes,
  isBlind: boolean,
  compared: EpisodeEntry | undefined
) {
  const [listing, setListing] = useState(asked?.listing ?? wholeFile);
  useEffect(() => {
    if (asked?.listing) setListing(asked.listing);
  }, [asked]);
  const { filter: wishes, order: wished } = listing;
  const order = isBlind && wished.startsWith('goal') ? wholeFile.order : wished;
  const { search, start, stop } = useSearch(files, path, wishes.words);
  const filter = useMemo(() => (isBlind ? withoutHidden(wishes) : wishes), [wishes, isBlind]);
  const found = search?.found;
  const known = { rated, scores, found };
  const hasWords = filter.words.trim() !== '';
  const texts = useMemo(() => (hasWords ? searchTexts(entries) : []), [entries, hasWords]);
  // who rates one episode after another keeps it in the list until something else changes the list
  const fitting = useMemo(
    () => chosen(entries, texts, filter, order, known),
    [entries, texts, filter, order, scores, found, ratedBefore]
  );
  return {
    ...{ listing, known, search, stop, filter, order },
    choices: useMemo(() => choicesOf(entries), [entries]),
    shown: useMemo(
      () => (compared ? fitting.filter(each => isOfSameTask(each, compared)) : fitting),
      [fitting, compared]
    ),
    change: useCallback((part: Partial<Filter>) => {
      setListing(({ filter: before, order: as }) => ({
        filter: { ...before, ...part },
        order: as
      }));
    }, []),
    setOrder: useCallback((by: Order) => setListing(before => ({ ...before, order: by })), []),
    startSearch: () => start(entries.filter(each => fits(each, filter, known)))
  };
}

/** What would tell a blind reader of models and scores is not asked for. */
function withoutHidden(filter: Filter): Filter {
  return { ...filter, model: '', set: '', hasRepairs: false, dimension: undefined };
}

/** Whether two entries are different episodes of one task, as far as an index tells. */
export function isOfSameTask(a: EpisodeEntry, b: EpisodeEntry): boolean {
  return a.task === b.task && a.id !== b.id;
}
