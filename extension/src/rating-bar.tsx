import type { Dispatch } from 'react';
import { Bar } from './bar';
import type { Action, Draft } from './draft';
import { EditButtons, IconButton, MainButton, PlainButton } from './edit-buttons';
import { useWords } from './words';

interface RatingBarProps {
  readonly draft: Draft;
  readonly dispatch: Dispatch<Action>;
  /** How many scales are open. */
  readonly left: number;
  readonly showsKeys: boolean;
  readonly hasNext: boolean;
  readonly onKeys: () => void;
  readonly onSubmit: () => void;
  readonly onDecline: () => void;
  readonly onGiveUp: () => void;
  readonly onNext: () => void;
}

/** The state of the sheet in words, and what one can do with the whole of it. */
export function RatingBar(props: RatingBarProps) {
  const { phase } = props.draft;
  return (
    <Bar phase={phase}>{phase.kind === 'saved' ? <After {...props} /> : <While {...props} />}</Bar>
  );
}

function After({ draft: { phase }, dispatch, hasNext, onNext }: RatingBarProps) {
  const { __ } = useWords();
  const isDeclined = phase.kind === 'saved' && phase.declined !== undefined;
  return (
    <>
      <PlainButton
        label={isDeclined ? __('Rate it after all') : __('Edit my rating')}
        onClick={() => dispatch({ kind: 'edit' })}
      />
      {hasNext && <MainButton label={__('Next')} onClick={onNext} />}
    </>
  );
}

function While(props: RatingBarProps) {
  const { draft, dispatch, left, showsKeys, onKeys, onSubmit, onDecline, onGiveUp } = props;
  const { __ } = useWords();
  const { phase, past, future } = draft;
  return (
    <>
      {phase.kind === 'editing' ? (
        <PlainButton label={__('Give up the edit')} onClick={onGiveUp} />
      ) : (
        <PlainButton label={__('Skip …')} title={__('Skip (s)')} onClick={onDecline} />
      )}
      <EditButtons
        canUndo={past.length > 0}
        canRedo={future.length > 0}
        onStep={kind => dispatch({ kind })}
      />
      <IconButton label={__('Keys')} title={__('Keys (?)')} expanded={showsKeys} onClick={onKeys}>
        <b>?</b>
      </IconButton>
      {left > 0 && <span className="sot-muted">{__('%1 left', left)}</span>}
      <MainButton
        label={phase.kind === 'unsaved' ? __('Try again') : __('Submit')}
        isIncomplete={left > 0}
        onClick={onSubmit}
      />
    </>
  );
}
