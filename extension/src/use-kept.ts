import { useEffect, useRef, type Dispatch } from 'react';
import type { Kept } from './kept-draft';
import type { OnDisk, Phase } from './phase';
import type { RatingStore } from './rating-store';
import { useForgotten } from './use-forgotten';

/** What was handed in before, with its answers. */
export type SheetOnDisk<S> = OnDisk & { readonly sheet: S };

/** What keeping a form tells it. */
type KeptAction<S> =
  | { readonly kind: 'edit' | 'forget' }
  | { readonly kind: 'kept'; readonly at: number }
  | { readonly kind: 'restored'; readonly sheet: S; readonly keptAt: number }
  | ({ readonly kind: 'saved' } & SheetOnDisk<S>);

interface Keeping<S> {
  readonly draft: {
    readonly sheet: S;
    readonly phase: Phase;
    readonly handedIn?: { readonly sheet: S };
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
  readonly store: Pick<RatingStore, 'onForget'>;
  /** Called when there is something to go on with. */
  readonly onBegun?: () => void;
}

/** Brings back what was begun or saved before, and keeps every change in this browser. */
export function useKept<S>(form: Keeping<S>): void {
  const { draft, dispatch, about, empty, store } = form;
  const { sheet, phase, handedIn } = draft;
  const lastKept = useRef(empty);
  const bringing = useRef<AbortController>();
  const latest = useRef(form);
  latest.current = form;
  useForgotten(store, () => {
    bringing.current?.abort();
    dispatch({ kind: 'forget' });
  });

  useEffect(() => {
    const gone = (bringing.current = new AbortController());
    const restore = (kept: Kept<S>) => {
      lastKept.current = kept.sheet;
      dispatch({ kind: 'restored', sheet: kept.sheet, keptAt: kept.at });
      latest.current.onBegun?.();
    };
    void bringBack(latest.current, dispatch, restore, gone.signal);
    return () => gone.abort();
    // once for each payload: later it would bring back what was kept before the last key
  }, [about, dispatch]);

  useEffect(() => {
    if (phase.kind === 'saved' || phase.kind === 'saving') return;
    if (sheet === lastKept.current || sheet === handedIn?.sheet) return;
    lastKept.current = sheet;
    if (sheet === empty) return latest.current.drop(); // all of it was undone
    const at = Date.now();
    const isEdit = handedIn !== undefined;
    if (latest.current.keep({ sheet, at, isEdit })) dispatch({ kind: 'kept', at });
  }, [sheet, phase, handedIn, empty, dispatch]);
}

/** A begun edit waits for what it changes; where that cannot be read, it is still not lost. */
async function bringBack<S>(
  { kept: keptNow, saved: savedNow, onBegun }: Keeping<S>,
  dispatch: Dispatch<KeptAction<S>>,
  restore: (kept: Kept<S>) => void,
  signal: AbortSignal
): Promise<void> {
  const kept = keptNow();
  if (kept && !kept.isEdit) restore(kept);
  const saved = await savedNow().catch(() => undefined);
  if (signal.aborted) return;
  if (!saved) {
    if (kept?.isEdit) restore(kept);
    return;
  }
  dispatch({ kind: 'saved', ...saved });
  onBegun?.();
  if (!kept || kept.at < saved.at) return;
  dispatch({ kind: 'edit' });
  restore(kept);
}
