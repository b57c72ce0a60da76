import { memo, useState, type ReactNode } from 'react';
import type { Transcript } from '../../kernel-lib/src/transcript/schema';
import { Attempts, CallMark, Thoughts, ThoughtsMark } from './behind-turn';
import { Icon } from './icon';
import { LongText } from './long-text';
import { Face } from './person';
import { useWords } from './words';

type AnyTurn = Transcript['turns'][number];

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
  const [shown, setShown] = useState<'attempts' | 'thoughts'>();
  const { __ } = useWords();
  const attempts = 'attempts' in turn ? turn.attempts : undefined;
  const thoughts = 'thoughts' in turn ? turn.thoughts : undefined;
  const switchFor = (part: 'attempts' | 'thoughts') => ({
    isOpen: shown === part,
    onToggle: () => setShown(shown === part ? undefined : part)
  });
  return (
    <Item className={classOf(turn)} id={id} tabIndex={-1}>
      <a className="sot-no" href={`#${id}`} aria-label={__('Turn %1', number)} onClick={jump}>
        {number}
      </a>
      <div className="sot-body">
        <Who turn={turn} name={name}>
          {'invalid' in turn && turn.invalid && <RuleMark />}
          {attempts?.length ? (
            <CallMark attempts={attempts} {...switchFor('attempts')} />
          ) : undefined}
          {thoughts && <ThoughtsMark {...switchFor('thoughts')} />}
          {beside}
        </Who>
        <Words turn={turn} />
        {shown === 'attempts' && attempts && <Attempts attempts={attempts} number={number} />}
        {shown === 'thoughts' && thoughts && <Thoughts thoughts={thoughts} number={number} />}
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
