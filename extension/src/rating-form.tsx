import { useMemo, type Dispatch } from 'react';
import type { Dimension } from '../../kernel-lib/src/transcript/schema';
import { dimensionWords, scoreText } from './dimension-words';
import type { Action, Draft } from './draft';
import { Face } from './person';
import { isSigned, rowStyle, ScaleField } from './scale';
import { isAnswered, rows } from './sheet';
import { useWords, type Words } from './words';

/** The two people as the sheet names them. */
export type Names = readonly [Named, Named];

interface Named {
  readonly name: string;
  readonly shortName: string;
  /** What the scale "Goal" is about. */
  readonly goal?: string | undefined;
  /** What the scale "Secret" is about; absent where it is hidden, or where there is none. */
  readonly secret?: string | undefined;
}

interface RatingFormProps {
  readonly draft: Draft;
  readonly people: Names;
  readonly dispatch: Dispatch<Action>;
}

/** The sheet: the left person's scales, the dimensions with their anchors, the right person's scales. */
export function RatingForm(props: RatingFormProps) {
  return (
    <div className="sot-rate">
      <div className="sot-sheet">
        <Side {...props} seat={0} />
        <Middle />
        <Side {...props} seat={1} />
      </div>
    </div>
  );
}

function Side({ draft, people, dispatch, seat }: RatingFormProps & { readonly seat: 0 | 1 }) {
  const words = useWords();
  const dimensions = useMemo(() => dimensionWords(words), [words]);
  const { name, shortName } = people[seat];
  const answers = draft.sheet.answers[seat];
  const { place } = draft;
  const isAt = (row: number) => place.kind !== 'turn' && place.seat === seat && place.row === row;
  return (
    <section
      className={`sot-side sot-side--${seat === 0 ? 'a' : 'b'}`}
      role="group"
      aria-label={words.__('Rating of %1', name)}
    >
      <h3 className="sot-side-head">
        <Face name={shortName} seat={seat} />
        <bdi>{name}</bdi>
        <span className="sot-muted">
          <span className="sot-done-count">{answers.filter(isAnswered).length}</span>{' '}
          {words.__('of %1', rows.length)}
        </span>
      </h3>
      {answers.map((answer, row) => (
        <ScaleField
          key={row}
          seat={seat}
          row={row}
          answer={answer}
          name={shortName}
          matter={matterOf(people[seat], rows[row]!.name, words)}
          dimension={dimensions[rows[row]!.name]}
          isNow={isAt(row)}
          isInReason={isAt(row) && place.kind === 'reason'}
          dispatch={dispatch}
        />
      ))}
    </section>
  );
}

/** The text that a scale is about. */
function matterOf({ goal, secret }: Named, dimension: Dimension, { __ }: Words) {
  if (dimension === 'goal') return goal;
  if (dimension !== 'secret') return undefined;
  return secret ?? __('No secret is shown to you. Use ? where you cannot tell.');
}

function Middle() {
  const words = useWords();
  const dimensions = useMemo(() => dimensionWords(words), [words]);
  return rows.map(({ name }, row) => (
    <div key={name} className="sot-dim" style={rowStyle(row)} aria-hidden="true">
      <b>{dimensions[name].title}</b>
      <span className="sot-anchor">
        {dimensions[name].anchors.map(([score, meaning]) => (
          <AnchorLine key={score} score={scoreText(score, isSigned(row))} meaning={meaning} />
        ))}
      </span>
    </div>
  ));
}

function AnchorLine({ score, meaning }: { readonly score: string; readonly meaning: string }) {
  return (
    <>
      <span>{score}</span>
      <span>{meaning}</span>
    </>
  );
}
