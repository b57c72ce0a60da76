import { useEffect, useRef, useState, type Dispatch } from 'react';
import type { Rating } from '../../kernel-lib/src/transcript/schema';
import { missingOf, type Action, type Draft } from './draft';
import type { RatingStore } from './rating-store';
import type { ReaderSettings } from './settings';
import { sheetOf, toHandedIn } from './sheet';
import type { Ratable } from './subject';
import { useEnd } from './use-end';
import { useForgotten } from './use-forgotten';
import { reasonOf } from './reason';

interface HandIn {
  readonly draft: Draft;
  readonly dispatch: Dispatch<Action>;
  readonly transcript: Ratable;
  readonly store: RatingStore;
  readonly settings: ReaderSettings;
  readonly judge: Rating | undefined;
  readonly setJudge: (judge: Rating | undefined) => void;
  /** Called when it is saved, or is not, with whether one can and wants to go on to the next. */
  readonly onEnd: (goesOn: boolean) => void;
}

/** What is shown of a judge that cannot be read: the rating is saved all the same. */
const noJudge = () => undefined;

/** What is to be handed in: the sheet, or that and why one does not rate. */
interface Wish {
  readonly declined?: string;
  readonly goesOn: boolean;
}

/** Submitting: what is missing first, then who rates, then the file; the judge comes after it. */
export function useHandIn(parts: HandIn) {
  const { draft, dispatch, store, settings } = parts;
  const { sheet, phase } = draft;
  const { reasonsRequired } = settings;
  const [asks, setAsks] = useState<'name' | 'reason'>();
  const wish = useRef<Wish>({ goesOn: false });
  const judge = useJudge(parts);
  const end = useEnd(parts.onEnd);
  useForgotten(store, () => {
    setAsks(undefined);
    wish.current = { goesOn: false };
  });

  async function save() {
    const isSaved = await saveAs(wish.current, parts);
    setAsks(undefined); // not before: nothing moves while it is being saved
    end(isSaved && wish.current.goesOn);
  }

  function begin(wished: Wish) {
    wish.current = wished;
    if (store.rater() === undefined) setAsks('name');
    else void save();
  }

  return {
    asks,
    judge,
    submit: (goesOn: boolean) => {
      if (phase.kind === 'saving' || phase.kind === 'saved') return;
      const { declined } = wish.current;
      if (phase.kind === 'unsaved' && declined !== undefined) begin({ declined, goesOn });
      else if (missingOf(sheet, reasonsRequired).length > 0)
        dispatch({ kind: 'missing', reasonsRequired });
      else begin({ goesOn });
    },
    askToDecline: () => setAsks('reason'),
    decline: (declined: string) => {
      if (phase.kind !== 'saving') begin({ declined, goesOn: true });
    },
    withName: (name: string) => {
      if (phase.kind === 'saving') return;
      store.nameRater(name);
      void save();
    },
    withoutAnswer: () => setAsks(undefined)
  };
}

/** Writes the file and says so; the answer is whether it is there. */
async function saveAs({ declined }: Wish, parts: HandIn): Promise<boolean> {
  const { draft, dispatch, transcript, store, judge } = parts;
  dispatch({ kind: 'saving' });
  try {
    const time = new Date().toISOString();
    const afterJudge = judge !== undefined || showsJudge(transcript);
    const { blind } = transcript;
    const given = toHandedIn(draft.sheet, { time, blind, afterJudge, declined });
    const { file, path } = await store.handIn(transcript, given);
    store.dropDraft(transcript); // also when the sheet is no longer on the page
    const last = file.handedIn.at(-1)!;
    const at = Date.parse(last.time);
    dispatch({ kind: 'saved', sheet: sheetOf(last), at, file: path, declined });
    return true;
  } catch (error) {
    dispatch({ kind: 'failed', reason: reasonOf(error) });
    return false;
  }
}

/** Fetches the judge's rating, once one's own lies on the disk; the answer is what was fetched last. */
function useJudge({ draft: { phase }, transcript, store, setJudge }: HandIn) {
  const isRated = phase.kind === 'saved' && phase.declined === undefined;
  const fetched = useRef<Promise<Rating | undefined>>();
  useEffect(() => {
    if (!isRated) return;
    const gone = new AbortController();
    fetched.current = store.judge(transcript).catch(noJudge);
    void fetched.current.then(found => {
      if (!gone.signal.aborted) setJudge(found);
    });
    return () => gone.abort();
  }, [isRated, store, transcript, setJudge]);
  return () => fetched.current ?? Promise.resolve(undefined);
}

/** Whether an open payload already tells the judge's scores. */
function showsJudge(transcript: Ratable): boolean {
  return (
    !transcript.blind && (transcript.ratings ?? []).some(({ rater }) => rater.kind === 'judge')
  );
}
