import { useMemo } from 'react';
import type { Rating } from '../../kernel-lib/src/transcript/schema';
import { dimensionWords, scoreText } from './dimension-words';
import { Face } from './person';
import type { Names } from './rating-form';
import { isSigned } from './scale';
import { rows, type Sheet } from './sheet';
import { useWords } from './words';

interface ReasonsProps {
  readonly sheet: Sheet;
  readonly people: Names;
  readonly judge: Rating;
}

/** The reasons for each person: the judge's, and below it one's own. */
export function Reasons(props: ReasonsProps) {
  return (
    <div className="sot-reasons">
      <PersonReasons {...props} seat={0} />
      <PersonReasons {...props} seat={1} />
    </div>
  );
}

function PersonReasons({ sheet, people, judge, seat }: ReasonsProps & { readonly seat: 0 | 1 }) {
  const words = useWords();
  const { __ } = words;
  const dimensions = useMemo(() => dimensionWords(words), [words]);
  const { name, shortName } = people[seat];
  return (
    <section aria-label={__('Reasons for the scores of %1', name)}>
      <h4>
        <Face name={shortName} seat={seat} /> <bdi>{name}</bdi>
      </h4>
      <dl>
        {rows.map(({ name: dimension }, row) => {
          const given = judge.seats[seat][dimension];
          const own = sheet.answers[seat][row];
          return (
            <div key={dimension}>
              <dt>{dimensions[dimension].title}</dt>
              <Line who={__('judge')} row={row} score={given?.score} reason={given?.reason} />
              <Line who={__('you')} row={row} score={own?.score} reason={own?.reason} />
            </div>
          );
        })}
      </dl>
    </section>
  );
}

interface LineProps {
  readonly who: string;
  readonly row: number;
  readonly score: number | undefined;
  readonly reason: string | undefined;
}

function Line({ who, row, score, reason }: LineProps) {
  const { __ } = useWords();
  return (
    <dd>
      <span className="sot-muted">
        {who} {score === undefined ? '?' : scoreText(score, isSigned(row))}
      </span>{' '}
      <span dir="auto">{reason?.trim() || __('no reason')}</span>
    </dd>
  );
}
