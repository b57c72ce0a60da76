import { memo, useState, type ReactNode } from 'react';
import type { OpenTranscript, Transcript } from '../../kernel-lib/src/transcript/schema';
import { Icon } from './icon';
import { Face } from './person';
import { useWords } from './words';

type AnyTurn = Transcript['turns'][number];
type Attempts = OpenTranscript['turns'][number]['attempts'];

interface TurnLineProps {
  readonly turn: AnyTurn;
  /** Counts from 1. */
  readonly number: number;
  readonly name: string;
  readonly id: string;
  /** Where turns are no items of a list. */
  readonly as?: 'div';
  /** What stands beside the name: a thumb each way, while one rates. */
  readonly beside?: ReactNode;
}

/** One turn: who, and what was said, shown or done. */
export const TurnLine = memo(function TurnLine(props: TurnLineProps) {
  const { turn, number, name, id, as: Item = 'li', beside } = props;
  const [isOpen, setOpen] = useState(false);
  const { __ } = useWords();
  const attempts = 'attempts' in turn ? turn.attempts : undefined;
  const mark = attempts?.length ? (
    <CallMark attempts={attempts} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
  ) : undefined;
  return (
    <Item className={classOf(turn)} id={id} tabIndex={-1}>
      <a className="sot-no" href={`#${id}`} aria-label={__('Turn %1', number)} onClick={jump}>
        {number}
      </a>
      <div className="sot-body">
        <Who turn={turn} name={name}>
          {'invalid' in turn && turn.invalid && <RuleMark />}
          {mark}
          {beside}
        </Who>
        <Words turn={turn} />
        {isOpen && attempts && <Attempts attempts={attempts} number={number} />}
      </div>
    </Item>
  );
});

function classOf({ seat, kind }: AnyTurn): string {
  const quiet = kind === 'none' || kind === 'leave' ? ' sot-turn--quiet' : '';
  const left = kind === 'leave' ? ' sot-turn--left' : '';
  return `sot-turn sot-turn--${seat === 0 ? 'a' : 'b'}${quiet}${left}`;
}

/** The page's address is JupyterLab's: a turn's number brings the turn into sight without it. */
function jump(event: { preventDefault(): void; currentTarget: Element }): void {
  event.preventDefault();
  const turn = event.currentTarget.closest<HTMLElement>('.sot-turn');
  turn?.scrollIntoView({ block: 'nearest' });
  turn?.focus();
}

function Who({ turn, name, children }: { turn: AnyTurn; name: string; children: ReactNode }) {
  const { __ } = useWords();
  const isQuiet = turn.kind === 'none' || turn.kind === 'leave';
  const [before = '', after = ''] = (
    turn.kind === 'none' ? __('%1 says nothing', '\n') : __('%1 leaves the conversation', '\n')
  ).split('\n');
  return (
    <div className="sot-who">
      <Face name={name} seat={turn.seat} />
      {isQuiet ? (
        <span>
          {before}
          <b>
            <bdi>{name}</bdi>
          </b>
          {after}
        </span>
      ) : (
        <bdi>{name}</bdi>
      )}
      {turn.kind === 'leave' && <Icon name="leave" />}
      {turn.kind === 'non-verbal communication' && (
        <span className="sot-kind">
          <Icon name="gesture" /> {__('gesture')}
        </span>
      )}
      {turn.kind === 'action' && (
        <span className="sot-kind">
          <Icon name="action" /> {__('action')}
        </span>
      )}
      {children}
    </div>
  );
}

const forms = { speak: 'sot-said', 'non-verbal communication': 'sot-seen', action: 'sot-done' };

function Words({ turn }: { readonly turn: AnyTurn }) {
  if (!('text' in turn)) return null;
  return (
    <p className={forms[turn.kind]}>
      <LongText text={turn.text} />
    </p>
  );
}

const longestShown = 8_000; // characters of one text that are drawn before somebody asks for all

/** A text in its own direction; a very long one is cut until the reader wants the rest. */
export function LongText({ text }: { readonly text: string }) {
  const [isWhole, setWhole] = useState(text.length <= longestShown);
  const { __ } = useWords();
  if (isWhole) return <span dir="auto">{text}</span>;
  return (
    <>
      <span dir="auto">{`${text.slice(0, longestShown)}…`}</span>
      <button type="button" className="sot-button" onClick={() => setWhole(true)}>
        {__('Show all %1 characters', text.length)}
      </button>
    </>
  );
}

/** A silence that nobody chose. */
function RuleMark() {
  const { __ } = useWords();
  return (
    <span
      className="sot-mark sot-mark--repaired"
      title={__('No reply was an action; a rule of this run takes that for silence')}
    >
      {__('silent by rule')}
    </span>
  );
}

interface CallMarkProps {
  readonly attempts: NonNullable<Attempts>;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function CallMark({ attempts, isOpen, onToggle }: CallMarkProps) {
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
export function isFailed(attempts: NonNullable<Attempts>): boolean {
  return attempts.some(({ reason }) => !reason.startsWith('repaired'));
}

function Attempts({ attempts, number }: { attempts: NonNullable<Attempts>; number: number }) {
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
