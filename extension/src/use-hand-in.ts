import { useEffect, useState, type Dispatch } from 'react';
import type { Rating } from '../../kernel-lib/src/transcript/schema';
import { missingOf, type Action, type Draft } from './draft';
import type { Ratable, ReaderSettings } from './episode';
import { sheetOf, toHandedIn } from './sheet';
import type { RatingStore } from './rating-store';

interface HandIn {
  readonly draft: Draft;
  readonly dispatch: Dispatch<Action>;
  readonly transcript: Ratable;
  readonly store: RatingStore;
  readonly settings: ReaderSettings;
  readonly judge: Rating | undefined;
  readonly setJudge: (judge: Rating | undefined) => void;
}

/** Submitting: what is missing first, then who rates, then the file; the judge comes after it. */
export function useHandIn({
  draft,
  dispatch,
  transcript,
  store,
  settings,
  judge,
  setJudge
}: HandIn) {
  const [asksName, setAsksName] = useState(false);
  const { sheet, phase } = draft;
  const { reasonsRequired } = settings;

  useEffect(() => {
    if (phase.kind !== 'saved') return;
    const gone = new AbortController();
    store.judge(transcript).then(
      found => {
        if (!gone.signal.aborted) setJudge(found);
      },
      () => undefined // no judge to show; the rating is saved all the same
    );
    return () => gone.abort();
  }, [phase.kind, store, transcript, setJudge]);

  async function save() {
    dispatch({ kind: 'saving' });
    try {
      const time = new Date().toISOString();
      const afterJudge = judge !== undefined || showsJudge(transcript);
      const given = toHandedIn(sheet, { time, blind: transcript.blind, afterJudge });
      const { file, path } = await store.handIn(transcript, given);
      store.dropDraft(transcript);
      const last = file.handedIn.at(-1)!;
      dispatch({ kind: 'saved', sheet: sheetOf(last), at: Date.parse(last.time), file: path });
    } catch (error) {
      dispatch({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    asksName,
    submit: () => {
      if (phase.kind === 'saving' || phase.kind === 'saved') return;
      if (missingOf(sheet, reasonsRequired).length > 0)
        dispatch({ kind: 'missing', reasonsRequired });
      else if (store.rater() === undefined) setAsksName(true);
      else void save();
    },
    withName: (name: string) => {
      store.nameRater(name);
      setAsksName(false);
      void save();
    },
    withoutName: () => setAsksName(false)
  };
}

/** Whether an open payload already tells the judge's scores. */
function showsJudge(transcript: Ratable): boolean {
  return (
    !transcript.blind && (transcript.ratings ?? []).some(({ rater }) => rater.kind === 'judge')
  );
}
