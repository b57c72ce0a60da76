import { useState } from 'react';
import { isComposing } from './keys';
import { useWords } from './words';

interface AskLineProps {
  /** What the whole line is about, for screen readers. */
  readonly about: string;
  readonly question: string;
  readonly suggested: string;
  readonly longest: number;
  readonly answer: string;
  readonly onAnswer: (text: string) => void;
  readonly onCancel: () => void;
}

/** One question with one line to answer it; an empty answer is none. */
export function AskLine(props: AskLineProps) {
  const { about, question, suggested, longest, answer, onAnswer, onCancel } = props;
  const { __ } = useWords();
  const [text, setText] = useState(suggested);
  const [before] = useState(() => document.activeElement); // it takes the focus, and gives it back
  const cancel = () => {
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    onCancel();
  };
  const submit = () => {
    if (text.trim() !== '') onAnswer(text.trim());
  };
  // a notebook keeps Enter from submitting a form, so this is none
  return (
    <div className="sot-name-form" role="group" aria-label={about}>
      <label>
        {question}{' '}
        <input
          className="sot-why"
          dir="auto"
          autoFocus
          maxLength={longest}
          value={text}
          onChange={event => setText(event.target.value)}
          onKeyDown={event => {
            if (isComposing(event.nativeEvent)) return;
            if (event.key === 'Enter') submit();
            else if (event.key === 'Escape') cancel();
            else return;
            event.stopPropagation();
          }}
        />
      </label>
      <button type="button" className="sot-button" onClick={submit}>
        {answer}
      </button>
      <button type="button" className="sot-button" onClick={cancel}>
        {__('Not now')}
      </button>
    </div>
  );
}
