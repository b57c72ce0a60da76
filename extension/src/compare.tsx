import { useId, useMemo, useRef, type ComponentProps } from 'react';
import type { Pair, Transcript } from '../../kernel-lib/src/transcript/schema';
import { CameFrom } from './came-from';
import { ComparePart } from './compare-part';
import { endingOf } from './ending';
import { ModelName } from './model-names';
import { PersonCard } from './person';
import type { Comparable, PreferenceStore } from './preference-store';
import type { ReaderSettings } from './settings';
import { Header, playerOf, tieText } from './transcript';
import { TurnLine } from './turn';
import { useWords } from './words';

interface CompareProps {
  readonly pair: Pair;
  readonly store: PreferenceStore;
  readonly settings: ReaderSettings;
  /** Where one goes on; by default to the notebook's next output that waits. */
  readonly onNext?: (() => void) | undefined;
}

const names = ['A', 'B'] as const;

/** Two episodes of one task, turn beside turn, and the question which one is better. */
export function Compare({ pair, store, settings, onNext }: CompareProps) {
  const { __ } = useWords();
  const root = useRef<HTMLElement>(null);
  const { episodes } = pair;
  const { rehearsal } = episodes[0];
  const isOne = isOneCast(pair); // a scenario calls its people by name
  const comparable = useMemo(() => comparableOf(pair), [pair]);
  return (
    <article
      ref={root}
      className={rehearsal ? 'sot-root sot-root--rehearsal' : 'sot-root'}
      aria-label={__('Two episodes of one task')}
      data-lm-suppress-shortcuts="true"
      tabIndex={-1}
    >
      <CameFrom root={root} />
      <Header
        transcript={episodes[0]}
        about={__('two episodes, turn beside turn')}
        hasScenario={isOne}
      />
      {isOne ? (
        <Cast talk={episodes[0]} player={seat => playersOf(pair, seat)} />
      ) : (
        episodes.map((talk, i) => (
          <div key={i}>
            <p className="sot-cast-name" dir="auto">
              <b>{names[i]}</b> · {talk.task.scenario}
            </p>
            <Cast talk={talk} player={seat => playerOf(talk, seat)} />
          </div>
        ))
      )}
      <Turns pair={pair} />
      {comparable && <ComparePart {...{ store, settings, root, onNext }} pair={comparable} />}
    </article>
  );
}

type Player = Pick<ComponentProps<typeof PersonCard>, 'model' | 'isHuman'>;

interface CastProps {
  readonly talk: Transcript;
  readonly player: (seat: 0 | 1) => Player;
}

function Cast({ talk, player }: CastProps) {
  const words = useWords();
  return (
    <div className="sot-cast">
      <PersonCard person={talk.seats[0]} seat={0} {...player(0)} />
      <div className="sot-tie">{tieText(words)[talk.task.relationship]}</div>
      <PersonCard person={talk.seats[1]} seat={1} {...player(1)} />
    </div>
  );
}

function Turns({ pair: { episodes } }: { readonly pair: Pair }) {
  const { __ } = useWords();
  const idPrefix = useId();
  const length = Math.max(...episodes.map(({ turns }) => turns.length));
  const heading = (i: 0 | 1) => (
    <th scope="col" className="sot-col">
      {names[i]}
      <Players talk={episodes[i]} />{' '}
      <span className="sot-small sot-muted">{__('%1 turns', episodes[i].turns.length)}</span>
    </th>
  );
  return (
    <table className="sot-compare">
      <thead>
        <tr>
          {heading(0)}
          <th scope="col" className="sot-col sot-spine">
            <span className="sot-hidden">{__('Turn')}</span>
          </th>
          {heading(1)}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: length + 1 }, (_, i) => (
          <tr key={i}>
            <Cell episodes={episodes} side={0} i={i} length={length} idPrefix={idPrefix} />
            <th scope="row" className="sot-spine">
              {i < length ? i + 1 : <span className="sot-hidden">{__('End')}</span>}
            </th>
            <Cell episodes={episodes} side={1} i={i} length={length} idPrefix={idPrefix} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  readonly episodes: Pair['episodes'];
  readonly side: 0 | 1;
  /** The row, from 0; the row after the last turn tells the ending of the longer one. */
  readonly i: number;
  readonly length: number;
  readonly idPrefix: string;
}

/** A turn; after the last one a single field, down to the end, says why it ended. */
function Cell({ episodes, side, i, length, idPrefix }: CellProps) {
  const words = useWords();
  const talk = episodes[side];
  const turn = talk.turns[i];
  const name = <b className="sot-side-name">{names[side]}</b>;
  if (turn) {
    return (
      <td className="sot-turnpair">
        {name}
        <TurnLine
          as="div"
          turn={turn}
          number={i + 1}
          name={talk.seats[turn.seat].shortName}
          id={`${idPrefix}${names[side]}-${i + 1}`}
        />
      </td>
    );
  }
  if (i > talk.turns.length) return null;
  const rest = length + 1 - i;
  return (
    <td className={rest > 1 ? 'sot-turnpair sot-over' : 'sot-turnpair'} rowSpan={rest}>
      {name}
      <span className="sot-small">{endingOf(talk, words).join(' ')}</span>
    </td>
  );
}

function comparableOf(pair: Pair): Comparable | undefined {
  const { run } = pair.episodes[0];
  return run && { ...pair, run };
}

function isOneCast({ episodes: [a, b] }: Pair): boolean {
  return JSON.stringify(a.seats) === JSON.stringify(b.seats);
}

/** Who played a seat in both, as far as its reader may know. */
function playersOf({ episodes: [a, b] }: Pair, seat: 0 | 1): Player {
  const [first, second] = [playerOf(a, seat), playerOf(b, seat)];
  if (first.model === second.model) return first;
  return { model: <BothModels first={first.model ?? ''} second={second.model ?? ''} /> };
}

function BothModels({ first, second }: { readonly first: string; readonly second: string }) {
  return (
    <>
      A <ModelName id={first} /> · B <ModelName id={second} />
    </>
  );
}

/** Who played one of the two, in seat order; nothing for a blind reader. */
function Players({ talk }: { readonly talk: Transcript }) {
  const { __ } = useWords();
  if (talk.blind) return null;
  const name = (seat: 0 | 1) =>
    talk.human === seat ? __('a person') : <ModelName id={talk.models[seat]} />;
  return (
    <span className="sot-small">
      {' '}
      {name(0)} & {name(1)} ·
    </span>
  );
}
