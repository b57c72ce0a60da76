import { useEffect, useRef, useState, type Dispatch } from 'react';
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
  /** Called when it is saved, with whether one wanted to go on to the next. */
  readonly onSaved: (goesOn: boolean) => void;
}

/** What is to be handed in: the sheet, or that and why one does not rate. */
interface Wish {
  readonly declined?: string;
  readonly goesOn: boolean;
}

/** Submitting: what is missing first, then who rates, then the file; the judge comes after it. */
export function useHandIn(parts: HandIn) {
  const { draft, dispatch, transcript, store, settings, judge, setJudge, onSaved } = parts;
  const [asks, setAsks] = useState<'name' | 'reason'>();
  const wish = useRef<Wish>({ goesOn: false });
  const { sheet, phase } = draft;
  const { reasonsRequired } = settings;
  const isRated = phase.kind === 'saved' && phase.declined === undefined;

  useEffect(() => {
    if (!isRated) return;
    const gone = new AbortController();
    store.judge(transcript).then(
      found => {
        if (!gone.signal.aborted) setJudge(found);
      },
      () => undefined // no judge to show; the rating is saved all the same
    );
    return () => gone.abort();
  }, [isRated, store, transcript, setJudge]);

  async function save() {
    const { declined, goesOn } = wish.current;
    dispatch({ kind: 'saving' });
    try {
      const time = new Date().toISOString();
      const afterJudge = judge !== undefined || showsJudge(transcript);
      const given = toHandedIn(sheet, { time, blind: transcript.blind, afterJudge, declined });
      const { file, path } = await store.handIn(transcript, given);
      store.dropDraft(transcript);
      const last = file.handedIn.at(-1)!;
      const at = Date.parse(last.time);
      dispatch({ kind: 'saved', sheet: sheetOf(last), at, file: path, declined });
      onSaved(goesOn);
    } catch (error) {
      dispatch({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  function begin(wished: Wish) {
    wish.current = wished;
    const isNamed = store.rater() !== undefined;
    setAsks(isNamed ? undefined : 'name');
    if (isNamed) void save();
  }

  return {
    asks,
    submit: (goesOn: boolean) => {
      if (phase.kind === 'saving' || phase.kind === 'saved') return;
      const { declined } = wish.current;
      if (phase.kind === 'unsaved' && declined !== undefined) begin({ declined, goesOn });
      else if (missingOf(sheet, reasonsRequired).length > 0)
        dispatch({ kind: 'missing', reasonsRequired });
      else begin({ goesOn });
    },
    askToDecline: () => setAsks('reason'),
    decline: (declined: string) => begin({ declined, goesOn: true }),
    withName: (name: string) => {
      store.nameRater(name);
      setAsks(undefined);
      void save();
    },
    withoutAnswer: () => setAsks(undefined)
  };
}

/** Whether an open payload already tells the judge's scores. */
function showsJudge(transcript: Ratable): boolean {
  return (
    !transcript.blind && (transcript.ratings ?? []).some(({ rater }) => rater.kind === 'judge')
  );
}
