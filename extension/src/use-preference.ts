import { useRef, useState, useReducer, type Dispatch } from 'react';
import type { Preference } from '../../kernel-lib/src/rating/study';
import { emptyPreference, lackingIn, preferenceAfter } from './preference-draft';
import type { PreferenceAction, PreferenceDraft, PreferenceSheet } from './preference-draft';
import { idsOf, type Comparable, type PreferenceStore } from './preference-store';
import { sameness } from './subject';
import { useEnd } from './use-end';
import { useForgotten } from './use-forgotten';
import { useKept, type SheetOnDisk } from './use-kept';
import { reasonOf } from './reason';

interface PreferenceParts {
  readonly pair: Comparable;
  readonly store: PreferenceStore;
  readonly reasonsRequired: boolean;
  readonly onLack: (what: 'better' | 'reason') => void;
  /** Called when it is saved, or is not, with whether one can and wants to go on. */
  readonly onEnd: (goesOn: boolean) => void;
}

/** A preference from its draft to its file. */
export function usePreference(parts: PreferenceParts) {
  const { pair, store, reasonsRequired, onLack } = parts;
  const [draft, dispatch] = useReducer(preferenceAfter, emptyPreference);
  const [asksName, setAsksName] = useState(false);
  const goesOn = useRef(false);
  const end = useEnd(parts.onEnd);
  const { sheet, phase } = draft;
  useForgotten(store, () => setAsksName(false));
  useKept({
    ...{ draft, dispatch, store, about: sameness(...pair.episodes), empty: emptyPreference.sheet },
    kept: () => store.draft(pair),
    keep: kept => store.keepDraft(pair, kept),
    drop: () => store.dropDraft(pair),
    saved: () => savedBefore(pair, store)
  });

  async function save() {
    const isSaved = await savePreference(draft, dispatch, parts);
    setAsksName(false); // not before: nothing moves while it is being saved
    end(isSaved && goesOn.current);
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
    giveUp: () => dispatch({ kind: 'give up' }),
    withName: (name: string) => {
      if (phase.kind === 'saving') return;
      store.nameRater(name);
      void save();
    },
    withoutName: () => setAsksName(false)
  };
}

/** Writes the file and says so; the answer is whether it is there. */
async function savePreference(
  { sheet }: PreferenceDraft,
  dispatch: Dispatch<PreferenceAction>,
  { pair, store }: PreferenceParts
): Promise<boolean> {
  const { better, reason } = sheet;
  if (better === undefined) return false;
  dispatch({ kind: 'saving' });
  try {
    const [{ blind }] = pair.episodes;
    const time = new Date().toISOString();
    const given = { time, blind, shown: idsOf(pair), better, reason };
    const { path } = await store.handIn(pair, given);
    store.dropDraft(pair); // also when the sheet is no longer on the page
    dispatch({ kind: 'saved', sheet, at: Date.parse(time), file: path });
    return true;
  } catch (error) {
    dispatch({ kind: 'failed', reason: reasonOf(error) });
    return false;
  }
}

async function savedBefore(
  pair: Comparable,
  store: PreferenceStore
): Promise<SheetOnDisk<PreferenceSheet> | undefined> {
  const saved = await store.saved(pair);
  if (!saved) return undefined;
  const last = saved.file.handedIn.at(-1)!;
  return { sheet: seenFrom(last, pair), at: Date.parse(last.time), file: saved.path };
}

/** What was handed in, in the order in which the two are shown here. */
function seenFrom({ shown, better, reason }: Preference, pair: Comparable): PreferenceSheet {
  const isTurned = shown[0] !== pair.episodes[0].episode;
  const turned = { A: 'B', B: 'A', tie: 'tie' } as const;
  return { better: isTurned ? turned[better] : better, reason };
}
