import { useEffect, useReducer, useRef, useState } from 'react';
import type { Preference } from '../../kernel-lib/src/rating/study';
import {
  emptyPreference,
  lackingIn,
  preferenceAfter,
  type PreferenceSheet
} from './preference-draft';
import { idsOf, type Comparable, type PreferenceStore } from './preference-store';

interface PreferenceParts {
  readonly pair: Comparable;
  readonly store: PreferenceStore;
  readonly reasonsRequired: boolean;
  readonly onLack: (what: 'better' | 'reason') => void;
  readonly onSaved: (goesOn: boolean) => void;
}

/** A preference from its draft to its file. */
export function usePreference({ pair, store, reasonsRequired, onLack, onSaved }: PreferenceParts) {
  const [draft, dispatch] = useReducer(preferenceAfter, emptyPreference);
  const [asksName, setAsksName] = useState(false);
  const goesOn = useRef(false);
  const lastKept = useRef(emptyPreference.sheet);
  const { sheet, phase, handedIn } = draft;

  useEffect(() => {
    const gone = new AbortController();
    void bringBack(gone.signal);
    return () => gone.abort();

    async function bringBack(signal: AbortSignal) {
      const kept = store.draft(pair);
      const restore = () => {
        if (!kept) return;
        lastKept.current = kept.sheet;
        dispatch({ kind: 'restored', sheet: kept.sheet, keptAt: kept.at });
      };
      restore();
      const saved = await store.saved(pair).catch(() => undefined);
      if (signal.aborted || !saved) return;
      const last = saved.file.handedIn.at(-1)!;
      const at = Date.parse(last.time);
      dispatch({ kind: 'saved', sheet: seenFrom(last, pair), at, file: saved.path });
      if (!kept || kept.at <= at) return;
      dispatch({ kind: 'edit' });
      restore();
    }
    // once for each payload
  }, [pair, store]);

  useEffect(() => {
    if (phase.kind === 'saved' || phase.kind === 'saving') return;
    if (sheet === lastKept.current || sheet === handedIn?.sheet) return;
    lastKept.current = sheet;
    const at = Date.now();
    if (store.keepDraft(pair, { sheet, at })) dispatch({ kind: 'kept', at });
  }, [sheet, phase, handedIn, store, pair]);

  async function save() {
    const { better, reason } = sheet;
    if (better === undefined) return;
    dispatch({ kind: 'saving' });
    try {
      const [{ blind }] = pair.episodes;
      const time = new Date().toISOString();
      const given = { time, blind, shown: idsOf(pair), better, reason };
      const { path } = await store.handIn(pair, given);
      store.dropDraft(pair);
      dispatch({ kind: 'saved', sheet, at: Date.parse(time), file: path });
      onSaved(goesOn.current);
    } catch (error) {
      dispatch({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    draft,
    dispatch,
    asksName,
    submit: (isToGoOn: boolean) => {
      if (phase.kind === 'saving' || phase.kind === 'saved') return;
      const lack = lackingIn(sheet, reasonsRequired);
      if (lack) return onLack(lack);
      goesOn.current = isToGoOn;
      if (store.rater() === undefined) setAsksName(true);
      else void save();
    },
    giveUp: () => {
      store.dropDraft(pair);
      dispatch({ kind: 'give up' });
    },
    withName: (name: string) => {
      store.nameRater(name);
      setAsksName(false);
      void save();
    },
    withoutName: () => setAsksName(false)
  };
}

/** What was handed in, in the order in which the two are shown here. */
function seenFrom({ shown, better, reason }: Preference, pair: Comparable): PreferenceSheet {
  const isTurned = shown[0] !== pair.episodes[0].episode;
  const turned = { A: 'B', B: 'A', tie: 'tie' } as const;
  return { better: isTurned ? turned[better] : better, reason };
}
