import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { RatingStore } from '../rating-store';
import type { runOf } from './read-episode';

/** The episodes of a file's run of which this browser keeps a half-filled sheet. */
export function useDrafted(
  { onDrafts, drafted }: RatingStore,
  run: ReturnType<typeof runOf>
): ReadonlySet<string> {
  const [id, setId] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    void run.then(({ part }) => {
      if (isCurrent) setId(part.run?.id);
    });
    return () => void (isCurrent = false);
  }, [run]);
  // as one text, which equals itself for as long as nothing changes
  const ids = useSyncExternalStore(onDrafts, () =>
    id === undefined ? '' : drafted(id).join('\n')
  );
  return useMemo(() => new Set(ids.split('\n')), [ids]);
}
