import { useCallback, useEffect, useRef } from 'react';
import type { Episodes } from './use-episodes';

/**
 * Remembers of which episodes a list has told the judge's scores: shown, filtered or sorted by. Who
 * rates one of these afterwards does not do so independently, and the rating says it.
 */
export function useSeen(scores: Episodes['scores'], isTelling: boolean): (id: string) => boolean {
  const seen = useRef<Episodes['scores']>(new Map());
  useEffect(() => {
    if (isTelling && scores.size > 0) seen.current = scores;
  }, [isTelling, scores]);
  return useCallback((id: string) => seen.current.has(id), []);
}
