import { startTransition, useEffect, useState } from 'react';

const atOnce = 24; // turns; about as many as a page shows

/**
 * How many turns of a talk are drawn: at first as many as can be in sight, then all of them, in
 * pieces between which the page answers. None is ever taken away, so that a page's own search and
 * screen readers find every word.
 */
export function useDrawn(all: number): number {
  const [wanted, setWanted] = useState(atOnce);
  useEffect(() => {
    if (wanted < all) startTransition(() => setWanted(all));
  }, [wanted, all]);
  return Math.min(wanted, all);
}
