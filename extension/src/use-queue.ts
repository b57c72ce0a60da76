import { useEffect, useState, type RefObject } from 'react';
import type { Saved } from './just-saved';
import { goFrom, markWaiting, nextWaiting } from './queue';

interface Queue {
  readonly root: RefObject<HTMLElement>;
  /** Whether what is asked for here lies saved on the disk. */
  readonly isSaved: boolean;
  /** Called when Enter is pressed on the output itself: the reader wants to fill the sheet. */
  readonly onFill: () => void;
  /** Where one goes on; by default to the next output of the notebook that waits. */
  readonly onNext: ((saved?: Saved) => void) | undefined;
}

/** An output's place among those that wait to be rated. */
export function useQueue({ root, isSaved, onFill, onNext }: Queue) {
  const [hasNext, setHasNext] = useState(false);

  /** The next one tells what was saved here, unless one has seen that already. */
  function goOn(saved?: Saved): void {
    if (onNext) return onNext(saved);
    const output = root.current;
    const next = output && nextWaiting(output);
    if (next) goFrom(output, next, saved);
    else output?.focus({ preventScroll: true });
  }

  useEffect(() => {
    const output = root.current;
    if (!output) return;
    markWaiting(output, !isSaved);
    setHasNext(onNext !== undefined || nextWaiting(output) !== undefined);
    return () => markWaiting(output, false);
  }, [root, isSaved, onNext]);

  useEffect(() => {
    const output = root.current;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.altKey) return;
      const isCtrl = event.ctrlKey || event.metaKey;
      if (isSaved && isCtrl) goOn();
      else if (!isSaved && !isCtrl && event.target === output) onFill();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    output?.addEventListener('keydown', onKey);
    return () => output?.removeEventListener('keydown', onKey);
  });

  return { hasNext, goOn };
}
