import { useEffect, useRef, type Dispatch } from 'react';
import type { Action, Draft } from './draft';
import type { RatingStore } from './rating-store';
import { emptySheet, sheetOf } from './sheet';
import { sameness, type Ratable } from './subject';
import { useForgotten } from './use-forgotten';

interface Autosave {
  readonly draft: Draft;
  readonly dispatch: Dispatch<Action>;
  readonly transcript: Ratable;
  readonly store: RatingStore;
  /** Called when there is something to go on with. */
  readonly onBegun: () => void;
}

/** Brings back what was begun or saved before, and keeps every change in this browser. */
export function useAutosave({ draft, dispatch, transcript, store, onBegun }: Autosave): void {
  const { sheet, phase, handedIn } = draft;
  const lastKept = useRef(emptySheet);
  const bringing = useRef<AbortController>();
  const latest = useRef({ store, transcript });
  latest.current = { store, transcript };
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
      const kept = now.store.draft(now.transcript);
      if (kept && !kept.isEdit) restore();
      const saved = await now.store.saved(now.transcript).catch(() => undefined);
      if (signal.aborted || !saved) return;
      const last = saved.file.handedIn.at(-1)!;
      const at = Date.parse(last.time);
      const { declined } = last;
      dispatch({ kind: 'saved', sheet: sheetOf(last), at, file: saved.path, declined });
      onBegun();
      if (kept && kept.at > at) {
        dispatch({ kind: 'edit' });
        restore();
      }

      function restore() {
        if (!kept) return;
        lastKept.current = kept.sheet;
        dispatch({ kind: 'restored', sheet: kept.sheet, keptAt: kept.at });
        onBegun();
      }
    }
    // once for each payload: later it would bring back what was kept before the last key
  }, [sameness(transcript), dispatch]);

  useEffect(() => {
    if (phase.kind === 'saved' || phase.kind === 'saving') return;
    if (sheet === lastKept.current || sheet === handedIn?.sheet) return;
    lastKept.current = sheet;
    if (sheet === emptySheet) return store.dropDraft(transcript); // all of it was undone
    const at = Date.now();
    const isEdit = handedIn !== undefined;
    if (store.keepDraft(transcript, { sheet, at, isEdit })) dispatch({ kind: 'kept', at });
  }, [sheet, phase, handedIn, store, transcript, dispatch]);
}
