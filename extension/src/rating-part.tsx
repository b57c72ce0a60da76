import { useEffect, useMemo, useReducer, useState, type RefObject } from 'react';
import type { Rating } from '../../kernel-lib/src/transcript/schema';
import { AskLine } from './ask-line';
import { BesideJudge } from './beside-judge';
import { draftAfter, emptyDraft, missingOf } from './draft';
import type { Ratable, ReaderSettings } from './episode';
import { Icon } from './icon';
import { KeyList } from './key-list';
import { NameForm } from './name-form';
import { RatingBar } from './rating-bar';
import { RatingForm } from './rating-form';
import { saidText } from './said';
import type { RatingStore } from './rating-store';
import type { ThumbBoard } from './thumbs';
import { useAutosave } from './use-autosave';
import { useHandIn } from './use-hand-in';
import { useQueue } from './use-queue';
import { useSheetKeys } from './use-sheet-keys';
import { useWords } from './words';

interface RatingPartProps {
  readonly transcript: Ratable;
  readonly store: RatingStore;
  readonly settings: ReaderSettings;
  readonly root: RefObject<HTMLElement>;
  readonly onThumbs: (board: ThumbBoard | undefined) => void;
  readonly onNext?: (() => void) | undefined;
}

/** Everything about rating one episode: the sheet, its state, and after submitting the judge. */
export function RatingPart(props: RatingPartProps) {
  const { transcript, store, settings, root, onThumbs, onNext } = props;
  const { reasonsRequired } = settings;
  const words = useWords();
  const { __ } = words;
  const [draft, dispatch] = useReducer(draftAfter, emptyDraft);
  const [isOpen, setOpen] = useState(transcript.blind);
  const [showsKeys, setShowsKeys] = useState(false);
  const [judge, setJudge] = useState<Rating>();
  const { phase } = draft;
  const isSaved = phase.kind === 'saved';
  const isFilling = isOpen && !isSaved;

  useAutosave({ draft, dispatch, transcript, store, onBegun: () => setOpen(true) });
  const onFill = () => {
    setOpen(true);
    dispatch({ kind: 'missing', reasonsRequired });
  };
  const { hasNext, goOn } = useQueue({ root, isSaved, onFill, onNext });
  const handIn = useHandIn({
    ...{ draft, dispatch, transcript, store, settings, judge, setJudge },
    // the button that had the focus is gone now
    onSaved: goesOn => (goesOn ? goOn() : root.current?.focus({ preventScroll: true }))
  });
  useSheetKeys({
    root,
    draft,
    dispatch,
    map: settings.keys,
    turns: transcript.turns.length,
    isOn: isFilling,
    onSubmit: () => handIn.submit(true),
    onDecline: handIn.askToDecline,
    onKeys: () => setShowsKeys(!showsKeys)
  });

  const { thumbs } = draft.sheet;
  useEffect(() => {
    onThumbs(isFilling ? { thumbs, dispatch } : undefined);
  }, [isFilling, thumbs, onThumbs]);

  const left = useMemo(
    () => missingOf(draft.sheet, reasonsRequired).length,
    [draft.sheet, reasonsRequired]
  );
  const giveUp = () => {
    store.dropDraft(transcript);
    dispatch({ kind: 'give up' });
  };
  const density = settings.density === 'compact' ? ' sot-part--compact' : '';
  if (!isOpen) {
    return (
      <div className="sot-bar">
        <button
          type="button"
          className="sot-button"
          aria-expanded={false}
          onClick={() => setOpen(true)}
        >
          {__('Rate this episode')}
        </button>
      </div>
    );
  }
  return (
    <section
      className={`sot-part${density}`}
      aria-label={__('Rate episode %1', transcript.episode)}
    >
      <div className="sot-head2">
        <h2>{isSaved && judge && !phase.declined ? __('You and the judge') : __('Your rating')}</h2>
        {transcript.blind && !isSaved && (
          <span className="sot-mark">
            <Icon name="blind" /> {__('Blind')}
          </span>
        )}
        {isSaved && judge && !phase.declined && transcript.rehearsal && (
          <span className="sot-mark sot-mark--rehearsal">{__('Rehearsal: simulated judge')}</span>
        )}
      </div>
      {phase.kind !== 'saved' ? (
        <RatingForm draft={draft} people={transcript.seats} dispatch={dispatch} />
      ) : phase.declined === undefined ? (
        <BesideJudge sheet={draft.sheet} people={transcript.seats} judge={judge} />
      ) : (
        <p className="sot-sum" dir="auto">
          {__('You do not rate this episode: %1', phase.declined)}
        </p>
      )}
      <p className="sot-hidden" role="status" aria-live="polite">
        {saidText(words, draft, transcript.seats)}
      </p>
      {handIn.asks === 'name' && (
        <NameForm
          suggested={settings.name}
          onName={handIn.withName}
          onCancel={handIn.withoutAnswer}
        />
      )}
      {handIn.asks === 'reason' && (
        <AskLine
          about={__('Skip this episode')}
          question={__('Why do you not rate this episode?')}
          suggested=""
          longest={2000}
          answer={__('Skip it')}
          onAnswer={handIn.decline}
          onCancel={handIn.withoutAnswer}
        />
      )}
      <RatingBar
        {...{ draft, dispatch, left, showsKeys, hasNext }}
        onKeys={() => setShowsKeys(!showsKeys)}
        onSubmit={() => handIn.submit(false)}
        onDecline={handIn.askToDecline}
        onGiveUp={giveUp}
        onNext={goOn}
      />
      {showsKeys && !isSaved && <KeyList />}
    </section>
  );
}
