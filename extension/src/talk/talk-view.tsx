import { useEffect, useId, useState } from 'react';
import type { LiveTalk, TalkStep } from '../../../kernel-lib/src/transcript/schema';
import { Face } from '../person';
import { nameOf, tieText } from '../transcript';
import { TurnLine } from '../turn';
import { useWords } from '../words';
import { Standing } from './standing';
import { TalkBox } from './talk-box';

/** The kernel that an output belongs to. */
export interface TalkKernel {
  /** Whether the kernel that the talk was begun in runs. */
  readonly isRunning: (talk: LiveTalk) => boolean;
  /** Calls back when that may have changed, and says whether the kernel begins anew. */
  readonly onChange: (listener: (isRestart: boolean) => void) => () => void;
  /** Takes a step; resolves to whether the talk was still there. */
  readonly take: (
    talk: LiveTalk,
    step: TalkStep,
    words: string,
    onUpdate: (talk: LiveTalk) => void
  ) => Promise<boolean>;
}

interface TalkViewProps {
  readonly talk: LiveTalk;
  readonly kernel: TalkKernel;
}

/** A talk between a person and a model: the turns as bubbles, and a box while it can go on. */
export function TalkView({ talk: given, kernel }: TalkViewProps) {
  const { __ } = useWords();
  const { talk, isRunning, isSending, take } = useTalk(given, kernel);
  const { task, seats, rehearsal, you } = talk;
  return (
    <article
      className={rehearsal ? 'sot-root sot-root--rehearsal' : 'sot-root'}
      aria-label={__('Talk, %1 and %2', seats[0].name, seats[1].name)}
      data-lm-suppress-shortcuts="true"
      tabIndex={-1}
    >
      <header className="sot-head">
        <div className="sot-line1">
          <span>
            <bdi>{nameOf(task.codename)}</bdi> · {__('you play %1', seats[you].shortName)}
          </span>
          {rehearsal && (
            <span className="sot-mark sot-mark--rehearsal">
              {__('Rehearsal: simulated models')}
            </span>
          )}
        </div>
        <p className="sot-scenario" dir="auto">
          {task.scenario}
        </p>
      </header>
      <Cast talk={talk} />
      <Turns talk={talk} />
      <Standing {...{ talk, isRunning, isSending }} />
      {isRunning && !talk.ending && <TalkBox {...{ talk, isSending, take }} />}
    </article>
  );
}

/** The talk as it is now, and the ways to go on. */
function useTalk(given: LiveTalk, kernel: TalkKernel) {
  const [update, setUpdate] = useState<{ readonly of: LiveTalk; readonly talk: LiveTalk }>();
  const [isSending, setSending] = useState(false);
  const [isGone, setGone] = useState(false);
  const [, setChanges] = useState(0);
  useEffect(
    () =>
      kernel.onChange(isRestart => {
        if (isRestart) setGone(true);
        setChanges(n => n + 1);
      }),
    [kernel]
  );
  useEffect(() => setChanges(n => n + 1), []); // now it is known which notebook the output is in
  const talk = update?.of === given ? update.talk : given;
  const take = async (step: TalkStep, words = '') => {
    setSending(true);
    const isThere = await kernel
      .take(talk, step, words, to => setUpdate({ of: given, talk: to }))
      .catch(() => true); // the kernel was stopped meanwhile, which its status says
    setSending(false);
    if (!isThere) setGone(true);
    return isThere;
  };
  return { talk, isRunning: !isGone && kernel.isRunning(given), isSending, take };
}

function Cast({ talk }: { readonly talk: LiveTalk }) {
  const words = useWords();
  return (
    <div className="sot-cast">
      <Player talk={talk} seat={0} />
      <div className="sot-tie">{tieText(words)[talk.task.relationship]}</div>
      <Player talk={talk} seat={1} />
    </div>
  );
}

function Player({ talk, seat }: { readonly talk: LiveTalk; readonly seat: 0 | 1 }) {
  const { __ } = useWords();
  const person = talk.seats[seat];
  return (
    <div className={seat === 0 ? 'sot-person' : 'sot-person sot-person--b'}>
      <Face name={person.shortName} seat={seat} />
      <div>
        <h3 className="sot-name">
          <bdi>{person.name}</bdi>
        </h3>
        <div className="sot-small sot-muted">{seat === talk.you ? __('you') : __('a model')}</div>
        <Facts person={person} />
      </div>
    </div>
  );
}

function Facts({ person }: { readonly person: LiveTalk['seats'][number] }) {
  const { __ } = useWords();
  const facts = [
    [__('Background'), person.background],
    [__('Goal'), person.goal],
    [__('Secret'), person.secret]
  ] as const;
  return facts
    .filter(([, text]) => text?.trim())
    .map(([title, text]) => (
      <details key={title} className="sot-talk-fact" open={text === person.goal}>
        <summary>{title}</summary>
        <p dir="auto">{text}</p>
      </details>
    ));
}

function Turns({ talk: { turns, seats } }: { readonly talk: LiveTalk }) {
  const { __ } = useWords();
  const prefix = useId();
  return (
    <ol className="sot-turns" aria-label={__('Conversation, %1 turns', turns.length)}>
      {turns.map((turn, i) => (
        <TurnLine
          key={i}
          turn={turn}
          number={i + 1}
          name={seats[turn.seat].shortName}
          id={`${prefix}turn-${i + 1}`}
        />
      ))}
    </ol>
  );
}
