import { useEffect, useRef, type Dispatch } from 'react';
import type { Kept } from './kept-draft';
import type { OnDisk, Phase } from './phase';
import type { RatingStore } from './rating-store';
import { Unreadable } from './run-files';
import { useForgotten } from './use-forgotten';

/** What was handed in before, with its answers. */
export type SheetOnDisk<S> = OnDisk & { readonly sheet: S };

/** What keeping a form tells it. */
type KeptAction<S> =
  | { readonly kind: 'forget' }
  | { readonly kind: 'kept'; readonly at: number | undefined }
  | { readonly kind: 'restored'; readonly sheet: S; readonly keptAt: number }
  | ({ readonly kind: 'saved' } & SheetOnDisk<S>)
  | { readonly kind: 'unread'; readonly reason: string };

interface Keeping<S> {
  readonly draft: {
    readonly sheet: S;
    readonly phase: Phase;
    readonly handedIn?: { readonly sheet: S; readonly at: number };
  };
  readonly dispatch: Dispatch<KeptAction<S>>;
  /** What the form is about, as `sameness` writes it. */
  readonly about: string;
  readonly empty: S;
  readonly kept: () => Kept<S> | undefined;
  /** Says whether the browser took it. */
  readonly keep: (kept: Kept<S>) => boolean;
  readonly drop: () => void;
  readonly saved: () => Promise<SheetOnDisk<S> | undefined>;
  readonly store: Pick<RatingStore, 'onForget' | 'onDrafts'>;
  /** Called when there is something to go on with. */
  readonly onBegun?: () => void;
}

/**
 * Brings back what was begun or saved before, keeps every change in this browser until it is saved,
 * and follows what is done with the same form elsewhere: in another output, tab or window.
 */
export function useKept<S>(form: Keeping<S>): void {
  const { draft, dispatch, about, empty, store } = form;
  const { sheet, phase, handedIn } = draft;
  const nothing: Kept<S> = { sheet: empty, at: 0 };
  const last = useRef(nothing);
  const bringing = useRef<AbortController>();
  const latest = useRef(form);
  latest.current = form;
  useForgotten(store, () => {
    bringing.current?.abort();
    last.current = nothing;
    dispatch({ kind: 'forget' });
  });

  // before what brings back: what comes with that is none of this sheet's changes
  useEffect(() => {
    const { sheet: before } = last.current;
    if (phase.kind === 'saving' || sheet === before) return;
    const isNew = phase.kind !== 'saved' && sheet !== empty && sheet !== handedIn?.sheet;
    if (!isNew && before === empty) return;
    const at = Date.now();
    last.current = isNew ? { sheet, at, changes: handedIn?.at } : nothing;
    if (!isNew) return latest.current.drop();
    dispatch({ kind: 'kept', at: latest.current.keep(last.current) ? at : undefined });
  }, [sheet, phase, handedIn, empty, dispatch]);

  useEffect(() => {
    const restore = (kept: Kept<S>) => {
      last.current = kept;
      dispatch({ kind: 'restored', sheet: kept.sheet, keptAt: kept.at });
      latest.current.onBegun?.();
    };
    const bring = () => {
      bringing.current?.abort();
      bringing.current = new AbortController();
      void bringBack(latest.current, restore, bringing.current.signal);
    };
    const follow = () => {
      if (latest.current.draft.phase.kind === 'saving') return;
      const kept = latest.current.kept();
      if (kept && kept.at !== last.current.at) restore(kept);
      if (kept || last.current.sheet === empty) return;
      last.current = nothing; // elsewhere it was handed in, given up or emptied
      bring();
    };
    bring(); // once for each payload: later it would bring back what was kept before the last key
    const stop = store.onDrafts(follow);
    return () => {
      stop();
      bringing.current?.abort();
    };
  }, [about, empty, store.onDrafts, dispatch]);
}

/** What was kept at once; what it changes as soon as that is read. */
async function bringBack<S>(
  form: Keeping<S>,
  restore: (kept: Kept<S>) => void,
  signal: AbortSignal
): Promise<void> {
  const { dispatch, onBegun } = form;
  const before = form.kept();
  if (before) restore(before);
  try {
    const saved = await form.saved();
    if (signal.aborted) return;
    if (!saved) {
      if (!form.kept() && form.draft.sheet !== form.empty) dispatch({ kind: 'forget' });
      return;
    }
    dispatch({ kind: 'saved', ...saved });
    onBegun?.();
    const kept = form.kept(); // with the keys that came meanwhile
    if (kept && (kept.at >= saved.at || kept.changes === saved.at)) restore(kept);
  } catch (error) {
    if (signal.aborted || !(error instanceof Unreadable)) return;
    dispatch({ kind: 'unread', reason: error.message });
  }
}
