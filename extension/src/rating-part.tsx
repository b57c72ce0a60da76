import { useEffect, useMemo, useReducer, useState, type RefObject } from 'react';
import type { Rating } from '../../kernel-lib/src/transcript/schema';
import { Bar } from './bar';
import { BesideJudge } from './beside-judge';
import { draftAfter, emptyDraft, missingOf } from './draft';
import type { Ratable, ReaderSettings } from './episode';
import { Icon } from './icon';
import { KeyList } from './key-list';
import { NameForm } from './name-form';
import { RatingForm } from './rating-form';
import { saidText } from './said';
import type { RatingStore } from './rating-store';
import type { ThumbBoard } from './thumbs';
import { useAutosave } from './use-autosave';
import { useHandIn } from './use-hand-in';
import { useSheetKeys } from './use-sheet-keys';
import { useWords } from './words';

interface RatingPartProps {
  readonly transcript: Ratable;
  readonly store: RatingStore;
  readonly settings: ReaderSettings;
  readonly root: RefObject<HTMLElement>;
  readonly onThumbs: (board: ThumbBoard | undefined) => void;
}

/** Everything about rating one episode: the sheet, its state, and after submitting the judge. */
export function RatingPart({ transcript, store, settings, root, onThumbs }: RatingPartProps) {
  const words = useWords();
  const { __ } = words;
  const [draft, dispatch] = useReducer(draftAfter, emptyDraft);
  const [isOpen, setOpen] = useState(transcript.blind);
  const [showsKeys, setShowsKeys] = useState(false);
  const [judge, setJudge] = useState<Rating>();
  const isSaved = draft.phase.kind === 'saved';
  const isFilling = isOpen && !isSaved;

  useAutosave({ draft, dispatch, transcript, store, onBegun: () => setOpen(true) });
  const handIn = useHandIn({ draft, dispatch, transcript, store, settings, judge, setJudge });
  useSheetKeys({
    root,
    draft,
    dispatch,
    map: settings.keys,
    turns: transcript.turns.length,
    isOn: isFilling,
    onSubmit: handIn.submit,
    onKeys: () => setShowsKeys(!showsKeys)
  });

  const { thumbs } = draft.sheet;
  useEffect(() => {
    onThumbs(isFilling ? { thumbs, dispatch } : undefined);
  }, [isFilling, thumbs, onThumbs]);

  const left = useMemo(
    () => missingOf(draft.sheet, settings.reasonsRequired).length,
    [draft.sheet, settings.reasonsRequired]
  );
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
        <h2>
          {isSaved ? (judge ? __('You and the judge') : __('Your rating')) : __('Your rating')}
        </h2>
        {transcript.blind && !isSaved && (
          <span className="sot-mark">
            <Icon name="blind" /> {__('Blind')}
          </span>
        )}
        {isSaved && transcript.rehearsal && (
          <span className="sot-mark sot-mark--rehearsal">{__('Rehearsal: simulated judge')}</span>
        )}
      </div>
      {isSaved ? (
        <BesideJudge sheet={draft.sheet} people={transcript.seats} judge={judge} />
      ) : (
        <RatingForm draft={draft} people={transcript.seats} dispatch={dispatch} />
      )}
      <p className="sot-hidden" role="status" aria-live="polite">
        {saidText(words, draft, transcript.seats)}
      </p>
      {handIn.asksName && (
        <NameForm
          suggested={settings.name}
          onName={handIn.withName}
          onCancel={handIn.withoutName}
        />
      )}
      <Bar phase={draft.phase}>
        {isSaved ? (
          <button type="button" className="sot-button" onClick={() => dispatch({ kind: 'edit' })}>
            {__('Edit my rating')}
          </button>
        ) : (
          <>
            {draft.phase.kind === 'editing' && (
              <button
                type="button"
                className="sot-button"
                onClick={() => dispatch({ kind: 'give up' })}
              >
                {__('Give up the edit')}
              </button>
            )}
            <button
              type="button"
              className="sot-button sot-button--icon"
              aria-label={__('Undo')}
              title={__('Undo (Ctrl+Z)')}
              disabled={draft.past.length === 0}
              onClick={() => dispatch({ kind: 'undo' })}
            >
              <Icon name="undo" />
            </button>
            <button
              type="button"
              className="sot-button sot-button--icon"
              aria-label={__('Redo')}
              title={__('Redo (Ctrl+Shift+Z)')}
              disabled={draft.future.length === 0}
              onClick={() => dispatch({ kind: 'redo' })}
            >
              <Icon name="redo" />
            </button>
            <button
              type="button"
              className="sot-button sot-button--icon"
              aria-label={__('Keys')}
              title={__('Keys (?)')}
              aria-expanded={showsKeys}
              onClick={() => setShowsKeys(!showsKeys)}
            >
              <b>?</b>
            </button>
            {left > 0 && <span className="sot-muted">{__('%1 left', left)}</span>}
            <button
              type="button"
              className="sot-button sot-button--main"
              aria-disabled={left > 0}
              onClick={handIn.submit}
            >
              {draft.phase.kind === 'unsaved' ? __('Try again') : __('Submit')} <kbd>Ctrl</kbd>
              <kbd>⏎</kbd>
            </button>
          </>
        )}
      </Bar>
      {showsKeys && !isSaved && <KeyList />}
    </section>
  );
}
