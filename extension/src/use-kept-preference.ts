import { useEffect, useRef, type Dispatch } from 'react';
import type { Preference } from '../../kernel-lib/src/rating/study';
import { emptyPreference } from './preference-draft';
import type { PreferenceAction, PreferenceDraft, PreferenceSheet } from './preference-draft';
import type { Comparable, PreferenceStore } from './preference-store';
import { sameness } from './subject';
import { useForgotten } from './use-forgotten';

interface Kept {
  readonly draft: PreferenceDraft;
  readonly dispatch: Dispatch<PreferenceAction>;
  readonly pair: Comparable;
  readonly store: PreferenceStore;
}

/** Brings back what was begun or saved before, and keeps every change in this browser. */
export function useKeptPreference({ draft, dispatch, pair, store }: Kept): void {
  const { sheet, phase, handedIn } = draft;
  const lastKept = useRef(emptyPreference.sheet);
  const bringing = useRef<AbortController>();
  const latest = useRef({ store, pair });
  latest.current = { store, pair };
  useForgotten(store, () => {
    bringing.current?.abort();
    dispatch({ kind: 'forget' });
  });

  useEffect(() => {
    const gone = (bringing.current = new AbortController());
    void bringBack(gone.signal);
    return () => gone.abort();

    async function bringBack(signal: AbortSignal) {
      const now = latest.current;
      const kept = now.store.draft(now.pair);
      const restore = () => {
        if (!kept) return;
        lastKept.current = kept.sheet;
        dispatch({ kind: 'restored', sheet: kept.sheet, keptAt: kept.at });
      };
      restore();
      const saved = await now.store.saved(now.pair).catch(() => undefined);
      if (signal.aborted || !saved) return;
      const last = saved.file.handedIn.at(-1)!;
      const at = Date.parse(last.time);
      dispatch({ kind: 'saved', sheet: seenFrom(last, now.pair), at, file: saved.path });
      if (!kept || kept.at <= at) return;
      dispatch({ kind: 'edit' });
      restore();
    }
    // once for each payload: later it would bring back what was kept before the last key
  }, [sameness(...pair.episodes), dispatch]);

  useEffect(() => {
    if (phase.kind === 'saved' || phase.kind === 'saving') return;
    if (sheet === lastKept.current || sheet === handedIn?.sheet) return;
    lastKept.current = sheet;
    if (sheet === emptyPreference.sheet) return store.dropDraft(pair); // all of it was undone
    const at = Date.now();
    if (store.keepDraft(pair, { sheet, at })) dispatch({ kind: 'kept', at });
  }, [sheet, phase, handedIn, store, pair, dispatch]);
}

/** What was handed in, in the order in which the two are shown here. */
function seenFrom({ shown, better, reason }: Preference, pair: Comparable): PreferenceSheet {
  const isTurned = shown[0] !== pair.episodes[0].episode;
  const turned = { A: 'B', B: 'A', tie: 'tie' } as const;
  return { better: isTurned ? turned[better] : better, reason };
}
