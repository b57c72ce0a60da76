import type { Dispatch } from 'react';
import type { PreferenceAction, PreferenceSheet } from './preference-draft';
import { choices } from './preference-keys';
import { useWords } from './words';

interface PreferenceAnswerProps {
  readonly sheet: PreferenceSheet;
  readonly isSaved: boolean;
  /** What a screen reader is told next. */
  readonly said: string;
  readonly dispatch: Dispatch<PreferenceAction>;
}

/** The question, one row of three answers without a default, and the reason. */
export function PreferenceAnswer({ sheet, isSaved, said, dispatch }: PreferenceAnswerProps) {
  const { __ } = useWords();
  return (
    <div className="sot-answer">
      <b className="sot-question">{__('Which of the two goes better?')}</b>
      <Choices {...{ sheet, isSaved, dispatch }} />
      <input
        className="sot-why"
        dir="auto"
        maxLength={2000}
        aria-label={__('Reason')}
        placeholder={__('reason')}
        readOnly={isSaved}
        value={sheet.reason}
        onChange={event => dispatch({ kind: 'reason', text: event.target.value })}
      />
      <p className="sot-small sot-muted sot-hint">
        {__('1 A · 2 no difference · 3 B · r reason · Ctrl+Z undo · Ctrl+Enter submit and go on')}
      </p>
      <p className="sot-hidden" role="status" aria-live="polite">
        {said}
      </p>
    </div>
  );
}

function Choices({ sheet, isSaved, dispatch }: Omit<PreferenceAnswerProps, 'said'>) {
  const { __ } = useWords();
  const labels = { A: __('A is better'), tie: __('no difference'), B: __('B is better') };
  return (
    <div className="sot-prefer" role="radiogroup" aria-label={__('Which of the two goes better')}>
      {choices.map(choice => (
        <span
          key={choice}
          role="radio"
          aria-checked={sheet.better === choice}
          aria-disabled={isSaved}
          tabIndex={choice === (sheet.better ?? 'A') ? 0 : -1}
          onClick={() => dispatch({ kind: 'better', better: choice })}
        >
          {labels[choice]}
        </span>
      ))}
    </div>
  );
}
