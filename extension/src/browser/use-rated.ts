import { useEffect, useState, useSyncExternalStore } from 'react';
import type { RatingStore } from '../rating-store';
import type { LargeFiles } from './files';
import { ratedBy } from './rated';

/** What one person has rated. */
interface Rated {
  /** Nobody, as long as no name was given. */
  readonly rater: string | undefined;
  readonly rated: ReadonlySet<string>;
  /** Without what was rated since this was read. */
  readonly before: ReadonlySet<string>;
  /** Whether the files of this rater have been looked for. */
  readonly isRead: boolean;
}

const none: ReadonlySet<string> = new Set();
const nobodys: ReadonlySet<string> = new Set(); // not the same, so that a list is chosen anew for nobody

/** The episodes of a folder that who rates here has rated; of somebody else nothing is known. */
export function useRated(files: LargeFiles, folder: string, store: RatingStore) {
  const rater = useSyncExternalStore(store.onDrafts, () => store.rater()?.id);
  const [known, setKnown] = useState<Rated>({
    ...{ rater, rated: none, before: none },
    isRead: false
  });

  useEffect(() => {
    const gone = new AbortController();
    void ratedBy(files, folder, rater, gone.signal)
      .catch(() => none) // the list is as good without the ticks
      .then(found => {
        if (!gone.signal.aborted) setKnown(all => withFound(all, rater, found));
      });
    return () => gone.abort();
  }, [files, folder, rater]);

  useEffect(
    () =>
      store.onRated(({ folder: where, episode, rater: by }) => {
        if (where !== folder || by !== store.rater()?.id) return; // or its rater was forgotten meanwhile
        setKnown(all => {
          const now = new Set([...ratedSince(all, by), episode]);
          const isSame = all.rater === by;
          return {
            ...{ rater: by, rated: now, before: isSame ? all.before : none },
            isRead: isSame && all.isRead
          };
        });
      }),
    [store, folder]
  );

  const { rated, before } = known.rater === rater ? known : { rated: none, before: none };
  return {
    rated,
    ratedBefore: rater === undefined ? nobodys : before,
    /** Whether the files of this rater have been looked for. */
    isRatedKnown: known.isRead && known.rater === rater
  };
}

/** What was noted while the files were looked for stays, whether they were there already or not. */
function withFound(all: Rated, rater: string | undefined, found: ReadonlySet<string>): Rated {
  const since = ratedSince(all, rater);
  const before = [...found].filter(id => !since.has(id));
  return {
    rater,
    isRead: true,
    rated: new Set([...found, ...since]),
    before: before.length === 0 ? none : new Set(before) // nothing new leaves the list as it is
  };
}

const ratedSince = (all: Rated, rater: string | undefined) =>
  all.rater === rater ? all.rated : none;
