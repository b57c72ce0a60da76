import { useEffect, type RefObject } from 'react';
import type { Sight } from './use-sight';

/** Scrolls to the first marked word of an episode; long ones draw their last turns a moment later. */
export function useHitInSight(reader: RefObject<HTMLElement>, sight: Sight, words: string): void {
  useEffect(() => {
    const pane = reader.current;
    if (!pane || sight.kind === 'none' || words.trim() === '') return;
    const show = () => {
      const hit = pane.querySelector('mark');
      hit?.scrollIntoView?.({ block: 'center' });
      return hit !== null;
    };
    if (show()) return;
    const watch = new MutationObserver(() => show() && watch.disconnect());
    watch.observe(pane, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [reader, sight, words]);
}
