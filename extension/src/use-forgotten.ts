import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { RatingStore } from './rating-store';

/**
 * Calls back when the reader wants to be forgotten. What changes then is drawn at once, and what
 * was still to be kept in the browser is kept before the browser's room is cleared, never after.
 */
export function useForgotten({ onForget }: Pick<RatingStore, 'onForget'>, forget: () => void) {
  const latest = useRef(forget);
  latest.current = forget;
  useEffect(() => onForget(() => flushSync(() => latest.current())), [onForget]);
}
