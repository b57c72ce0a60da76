import { useRef, useState, type KeyboardEvent } from 'react';
import type { LiveTalk, TalkStep } from '../../../kernel-lib/src/transcript/schema';
import { isComposing } from '../keys';
import { useWords } from '../words';

const longestWords = 4000; // characters

interface TalkBoxProps {
  readonly talk: LiveTalk;
  readonly isSending: boolean;
  /** Resolves to whether the talk was still there. */
  readonly take: (step: TalkStep, words?: string) => Promise<boolean>;
}

/** What the person says or does next. Nothing runs before a button or Enter is pressed. */
export function TalkBox({ talk, isSending, take }: TalkBoxProps) {
  const { __ } = useWords();
  const [text, setText] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const { seats, you, next } = talk;
  const isYours = next === you && !isSending;
  const hasWords = text.trim() !== '';
  const step = async (kind: TalkStep, words = '') => {
    const isThere = await take(kind, words);
    if (isThere && words !== '') setText('');
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    event.stopPropagation();
    if (isYours && hasWords) void step('say', text);
  };
  const press = (kind: TalkStep) => {
    const needsWords = withWords.includes(kind);
    if (isYours && (hasWords || !needsWords)) void step(kind, needsWords ? text : '');
    else box.current?.focus();
  };
  if (next !== you && !isSending && !talk.isAsking) {
    return (
      <div className="sot-talk-box">
        <button
          type="button"
          className="sot-button sot-button--main"
          onClick={() => void step('listen')}
        >
          {__('Let %1 answer', seats[next].shortName)}
        </button>
      </div>
    );
  }
  return (
    <div className="sot-talk-box" role="group" aria-label={__('Your turn as %1', seats[you].name)}>
      <textarea
        ref={box}
        dir="auto"
        rows={2}
        maxLength={longestWords}
        aria-label={__('What %1 says or does', seats[you].shortName)}
        placeholder={__('What %1 says or does; Enter says it', seats[you].shortName)}
        value={text}
        onChange={event => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="sot-talk-steps">
        <Steps {...{ isYours, hasWords }} onPress={press} />
      </div>
    </div>
  );
}

const withWords: readonly TalkStep[] = ['say', 'act', 'gesture'];

interface StepsProps {
  readonly isYours: boolean;
  readonly hasWords: boolean;
  readonly onPress: (kind: TalkStep) => void;
}

function Steps({ isYours, hasWords, onPress }: StepsProps) {
  const { __ } = useWords();
  const steps = [
    ['say', __('Say')],
    ['act', __('Act')],
    ['gesture', __('Gesture')],
    ['wait', __('Wait')],
    ['leave', __('Leave')]
  ] as const;
  return steps.map(([kind, label]) => (
    <button
      key={kind}
      type="button"
      className={kind === 'say' ? 'sot-button sot-button--main' : 'sot-button'}
      aria-disabled={!isYours || (withWords.includes(kind) && !hasWords)}
      onClick={() => onPress(kind)}
    >
      {label}
    </button>
  ));
}
