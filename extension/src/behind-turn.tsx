import { attemptKind, type OpenTranscript } from '../../kernel-lib/src/transcript/schema';
import { Icon } from './icon';
import { LongText } from './long-text';
import { useWords } from './words';

type Attempts = NonNullable<OpenTranscript['turns'][number]['attempts']>;

interface Switch {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** The switch that shows a turn's failed or repaired calls. */
export function CallMark({ attempts, isOpen, onToggle }: Switch & { readonly attempts: Attempts }) {
  const { __ } = useWords();
  return (
    <button type="button" className="sot-call" aria-expanded={isOpen} onClick={onToggle}>
      <span className="sot-mark sot-mark--repaired">
        <Icon name="repaired" /> {isFailed(attempts) ? __('failed call') : __('repaired call')}
      </span>
    </button>
  );
}

/** Whether a call had to be repeated; otherwise a reply was only repaired. */
export function isFailed(attempts: Attempts): boolean {
  return attempts.some(attempt => attemptKind(attempt) !== 'repaired');
}

interface AttemptsProps {
  readonly attempts: Attempts;
  /** Of the turn, from 1. */
  readonly number: number;
}

/** The failed or repaired calls of a turn, oldest first. */
export function Attempts({ attempts, number }: AttemptsProps) {
  const { __ } = useWords();
  return (
    <ol className="sot-tries" aria-label={__('Attempts before turn %1', number)}>
      {attempts.map(({ reply, reason }, i) => (
        <li key={i}>
          <b>{i + 1}</b>
          <span dir="auto">{reason}</span>
          {reply !== '' && (
            <pre dir="ltr" tabIndex={0} role="group" aria-label={__('Attempt %1, raw text', i + 1)}>
              {reply}
            </pre>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The switch that shows what a model thought before it answered. */
export function ThoughtsMark({ isOpen, onToggle }: Switch) {
  const { __ } = useWords();
  return (
    <button type="button" className="sot-call" aria-expanded={isOpen} onClick={onToggle}>
      <span className="sot-mark">{__('thoughts')}</span>
    </button>
  );
}

interface ThoughtsProps {
  readonly thoughts: string;
  /** Of the turn, from 1. */
  readonly number: number;
}

/** What a model thought before it answered; the other character never read it. */
export function Thoughts({ thoughts, number }: ThoughtsProps) {
  const { __ } = useWords();
  return (
    <p
      className="sot-thoughts"
      tabIndex={0}
      role="group"
      aria-label={__('Thoughts before turn %1', number)}
    >
      <LongText text={thoughts} />
    </p>
  );
}
