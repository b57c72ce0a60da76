import { useEffect, useRef } from 'react';
import type { BrowserProps } from './browser';
import { unratedFile } from './listing';
import type { Browsing } from './use-browser';
import type { Places } from './use-places';

/** Goes to the first unrated episode when somebody asked to rate, as soon as the list is complete. */
export function useRatingStart(
  asked: BrowserProps['asked'],
  { episodes, listing, shown, pick }: Browsing,
  { start }: Places
): void {
  const started = useRef(0);
  const isListed = listing === unratedFile;
  const isReady = episodes.phase.kind === 'ready' && episodes.isRatedKnown;
  useEffect(() => {
    if (!asked?.rates || started.current === asked.number || !isReady || !isListed) return;
    started.current = asked.number;
    const [first] = shown;
    if (first) start(first.id);
    else pick(undefined);
  }, [asked, isReady, isListed, shown, start, pick]);
}
