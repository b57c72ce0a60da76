import { memo, type CSSProperties, type ReactNode } from 'react';
import type { Transcript } from '../../kernel-lib/src/transcript/schema';
import { isFailed } from './behind-turn';
import { endingOf } from './ending';
import { Highlighted } from './highlight';
import { Icon } from './icon';
import { PersonCard } from './person';
import { TurnLine } from './turn';
import { useDrawn } from './use-drawn';
import { useWords, type Words } from './words';

interface ConversationProps {
  readonly transcript: Transcript;
  /** Makes the turns' ids its own among all outputs of a page. */
  readonly idPrefix: string;
  /** What stands beside the name of each turn. */
  readonly besideTurn?: (number: number) => ReactNode;
}

/** An episode as a chat: scenario, people, turns, ending. */
export const Conversation = memo(function Conversation(props: ConversationProps) {
  const { transcript, idPrefix, besideTurn } = props;
  const words = useWords();
  const { seats, turns, task } = transcript;
  const drawn = useDrawn(turns.length);
  return (
    <>
      <Header transcript={transcript} />
      <div className="sot-cast">
        <PersonCard person={seats[0]} seat={0} {...playerOf(transcript, 0)} />
        <div className="sot-tie">{tieText(words)[task.relationship]}</div>
        <PersonCard person={seats[1]} seat={1} {...playerOf(transcript, 1)} />
      </div>
      <ol
        className="sot-turns"
        aria-label={words.__('Conversation, %1 turns', turns.length)}
        style={{ '--sot-undrawn': turns.length - drawn } as CSSProperties}
      >
        {turns.slice(0, drawn).map((turn, i) => (
          <TurnLine
            key={i}
            turn={turn}
            number={i + 1}
            name={seats[turn.seat].shortName}
            id={`${idPrefix}turn-${i + 1}`}
            beside={besideTurn?.(i + 1)}
          />
        ))}
      </ol>
      <Ending transcript={transcript} />
    </>
  );
});

interface Player {
  readonly model: string | undefined;
  readonly isHuman?: boolean | undefined;
}

/** Who played a seat, as far as its reader may know. */
export function playerOf(transcript: Transcript, seat: 0 | 1): Player {
  if (transcript.blind) return { model: undefined };
  return { model: transcript.models[seat], isHuman: transcript.human === seat };
}

/** How two people stand to each other, as the words on the line between them. */
export function tieText({ __ }: Words): Record<Transcript['task']['relationship'], string> {
  return {
    stranger: __('strangers'),
    know_by_name: __('know each other by name'),
    acquaintance: __('acquaintances'),
    friend: __('friends'),
    romantic_relationship: __('romantic partners'),
    family_member: __('family')
  };
}

/** A task's codename as words. */
export const nameOf = (codename: string): string => codename.replace(/[_-]+/g, ' ');

interface HeaderProps {
  readonly transcript: Transcript;
  /** What the whole output is about, where it is not this one episode. */
  readonly about?: string;
  readonly hasScenario?: boolean;
}

/** The task, the marks and the scenario. */
export function Header({ transcript, about, hasScenario = true }: HeaderProps) {
  const { task, episode, rehearsal, blind } = transcript;
  const { __ } = useWords();
  return (
    <header className="sot-head">
      <div className="sot-line1">
        <span>
          <bdi>{nameOf(task.codename)}</bdi> · {about ?? <code>{episode}</code>}
        </span>
        {rehearsal && (
          <span
            className="sot-mark sot-mark--rehearsal"
            title={__('Played by simulated models, not by language models')}
          >
            {__('Rehearsal: simulated models')}
          </span>
        )}
        {blind && (
          <span className="sot-mark">
            <Icon name="blind" /> {__('Blind')}
          </span>
        )}
      </div>
      <h2 className="sot-hidden">{about ?? __('Episode %1', episode)}</h2>
      {hasScenario && (
        <p className="sot-scenario" dir="auto">
          <Highlighted text={task.scenario} />
        </p>
      )}
    </header>
  );
}

function Ending({ transcript }: { readonly transcript: Transcript }) {
  const words = useWords();
  const { __ } = words;
  const [after, why] = endingOf(transcript, words);
  return (
    <footer className="sot-end">
      <p>
        <b>{after}</b> {why}
      </p>
      {transcript.blind ? (
        <p className="sot-small sot-muted">
          {__(
            'This blind talk comes without its models and scores. The judge’s scores, if there are any, are fetched only once you have rated it.'
          )}
        </p>
      ) : (
        <dl>
          {factsOf(transcript, __).map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </footer>
  );
}

function factsOf(
  { tag, repeat, turns }: Extract<Transcript, { blind: false }>,
  __: Words['__']
): [string, string | number][] {
  const marked = turns.flatMap(({ attempts }) => (attempts?.length ? [attempts] : []));
  const failed = marked.filter(isFailed).length;
  const byRule = turns.filter(turn => 'invalid' in turn && turn.invalid).length;
  return [
    [__('set'), tag],
    [__('repeat'), repeat + 1],
    [__('repaired'), marked.length - failed],
    [__('failed'), failed],
    ...(byRule > 0 ? [[__('silent by rule'), byRule] as [string, number]] : [])
  ];
}
