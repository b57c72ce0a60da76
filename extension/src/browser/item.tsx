import { Fragment, type CSSProperties } from 'react';
import type { EpisodeEntry, RatingEntry } from '../../../kernel-lib/src/transcript/index-file';
import { Icon } from '../icon';
import { ModelName } from '../model-names';
import { useWords, type Words } from '../words';
import { nameOf } from '../transcript';
import { goalsOf } from './catalogue';
import type { Repeat } from './repeats-of';

interface ItemProps {
  readonly entry: EpisodeEntry;
  readonly scores: RatingEntry['scores'] | undefined;
  readonly isRated: boolean;
  readonly isDrafted: boolean;
  readonly repeat: Repeat | undefined;
  readonly isBlind: boolean;
  readonly isPicked: boolean;
  readonly id: string;
  readonly position: number;
  readonly total: number;
  readonly style: CSSProperties;
  readonly onPick: () => void;
}

/** One episode of the list. Every row has the same height. */
export function Item(props: ItemProps) {
  const { entry, scores, isRated, isDrafted, isBlind, isPicked, id, position, total, style } =
    props;
  const { repeat } = props;
  const words = useWords();
  const { __ } = words;
  const marked = entry.repaired + entry.failed;
  return (
    <div
      role="option"
      id={id}
      className="sot-item"
      style={style}
      aria-selected={isPicked}
      aria-posinset={position}
      aria-setsize={total}
      onClick={props.onPick}
    >
      <span className={isRated ? 'sot-rated' : 'sot-rated sot-rated--open'}>
        {isRated && <Icon name="saved" />}
        <span className="sot-hidden">
          {isRated ? __('rated by you:') : __('not rated by you:')}
        </span>
      </span>
      <b className="sot-task">{nameOf(entry.task)}</b>
      <small>
        {isDrafted && <Drafted />}
        <Players entry={entry} /> · {turnsText(entry.turns, words)}
        {repeat && ` · ${repeatText(repeat, isBlind, words)}`}
      </small>
      <span className="sot-how">
        {marked > 0 && <Sign icon="repaired" text={__('repaired or failed calls: %1', marked)} />}
        <Sign icon={endings[entry.ending]} text={endingWords(words)[entry.ending]} />
      </span>
      <Goals scores={scores} isBlind={isBlind} />
    </div>
  );
}

/** A sheet of it was begun, and is kept in this browser. */
function Drafted() {
  const { __ } = useWords();
  return (
    <>
      <span className="sot-drafted">
        <Icon name="draft" /> {__('draft')}
      </span>{' '}
      ·{' '}
    </>
  );
}

/** How episodes end, in few words. */
export function endingWords({ __ }: Words): Record<EpisodeEntry['ending'], string> {
  return {
    'too few characters': __('someone left'),
    stale: __('too many silent turns'),
    'turn limit': __('turn limit')
  };
}

const endings = { 'too few characters': 'leave', stale: 'stale', 'turn limit': 'limit' } as const;

/** Both people by their first names, each with its model where that is known. */
function Players({ entry: { people, models } }: { readonly entry: EpisodeEntry }) {
  return people.map((name, seat) => (
    <Fragment key={seat}>
      {seat > 0 && ' & '}
      <bdi>{name.split(' ')[0] || name}</bdi>
      {models[seat] && (
        <>
          {' '}
          (<ModelName id={models[seat]} />)
        </>
      )}
    </Fragment>
  ));
}

/** A blind reader must not learn which episodes have the same models. */
function repeatText({ number, of }: Repeat, isBlind: boolean, { __ }: Words): string {
  return isBlind ? __('talk %1 of %2', number, of) : __('repeat %1 of %2', number, of);
}

function turnsText(turns: number, { __ }: Words): string {
  return turns === 1 ? __('1 turn') : __('%1 turns', turns);
}

interface SignProps {
  readonly icon: Parameters<typeof Icon>[0]['name'];
  readonly text: string;
}

function Sign({ icon, text }: SignProps) {
  return (
    <span title={text}>
      <Icon name={icon} />
      <span className="sot-hidden">{text}</span>
    </span>
  );
}

/** The judge's goal scores, or that they are hidden; nothing where there are none. */
function Goals({ scores, isBlind }: Pick<ItemProps, 'scores' | 'isBlind'>) {
  const { __ } = useWords();
  if (isBlind) {
    return (
      <span className="sot-goals sot-muted" title={__('scores are hidden')}>
        <Icon name="blind" />
      </span>
    );
  }
  const goals = goalsOf(scores);
  if (!goals) return null;
  return (
    <span className="sot-goals" title={__('goal, by the judge')}>
      {goals.map((goal, seat) => (
        <span
          key={seat}
          className={seat === 0 ? 'sot-goal' : 'sot-goal sot-goal--b'}
          style={{ '--goal': goal } as CSSProperties}
        >
          <i />
          <span className="sot-hidden">{__('goal, by the judge:')}</span>
          <b>{goal}</b>
        </span>
      ))}
    </span>
  );
}
