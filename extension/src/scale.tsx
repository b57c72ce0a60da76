import { memo, useId, type CSSProperties, type Dispatch } from 'react';
import { meaningOf, scoreText, type DimensionWords } from './dimension-words';
import type { Action } from './draft';
import { Icon } from './icon';
import { rows, type Answer, type Field } from './sheet';
import { useWords } from './words';

interface ScaleFieldProps {
  readonly seat: Field['seat'];
  readonly row: number;
  readonly answer: Answer;
  readonly name: string;
  readonly dimension: DimensionWords;
  /** The text that the scale is about, such as the person's goal. */
  readonly matter?: string | undefined;
  readonly isNow: boolean;
  /** Whether the reader is in its reason; compact sheets show it only then. */
  readonly isInReason: boolean;
  readonly dispatch: Dispatch<Action>;
}

/** One dimension of one person: the numbers, "cannot tell", the reason, the flag. */
export const ScaleField = memo(function ScaleField(props: ScaleFieldProps) {
  const { seat, row, answer, isNow, isInReason, dimension, matter } = props;
  const matterId = useId();
  const classes = [
    'sot-field',
    isNow ? 'sot-field--now' : '',
    answer.isUntold ? 'sot-field--untold' : '',
    isInReason ? 'sot-field--why' : ''
  ];
  return (
    <div className={classes.filter(Boolean).join(' ')} style={rowStyle(row)}>
      <div className="sot-field-name" aria-hidden="true">
        <span>{dimension.title}</span>
        <small>
          {dimension.anchors.map(([score, meaning], i) => (
            <span key={score}>
              {i > 0 && ' · '}
              <bdi>{scoreText(score, isSigned(row))}</bdi> {meaning}
            </span>
          ))}
        </small>
      </div>
      {matter !== undefined && (
        <p id={matterId} className="sot-matter" dir="auto" title={matter}>
          {matter}
        </p>
      )}
      <div className="sot-row">
        <Numbers {...props} describedBy={matter === undefined ? undefined : matterId} />
        <Tell {...props} />
      </div>
      <div className="sot-row sot-why-row">
        <Reason {...props} field={{ seat, row }} />
        <Flag {...props} />
      </div>
    </div>
  );
});

/** In which line of the sheet's grid a dimension stands. */
export const rowStyle = (row: number) => ({ '--row': row + 1 }) as CSSProperties;

/** Whether a scale runs to both sides of zero. */
export function isSigned(row: number): boolean {
  const { low, high } = rows[row]!;
  return low < 0 && high > 0;
}

/** A scale's ends: "−5 to +5". */
export function rangeText(row: number, to: string): string {
  const { low, high } = rows[row]!;
  return `${scoreText(low)} ${to} ${scoreText(high, isSigned(row))}`;
}

function Numbers(props: ScaleFieldProps & { readonly describedBy: string | undefined }) {
  const { seat, row, answer, name, dimension, describedBy, dispatch } = props;
  const { __ } = useWords();
  const { low, high } = rows[row]!;
  const label = `${dimension.title}, ${name}, ${rangeText(row, __('to'))}`;
  return (
    <div
      className="sot-scale"
      role="radiogroup"
      aria-label={label}
      aria-describedby={describedBy}
      data-sot-place={`scale ${seat} ${row}`}
    >
      {Array.from({ length: high - low + 1 }, (_, i) => low + i).map(score => (
        <span
          key={score}
          role="radio"
          className={classOf(score, answer.score)}
          aria-checked={answer.score === score}
          tabIndex={score === (answer.score ?? 0) ? 0 : -1}
          aria-label={`${scoreText(score, isSigned(row))}, ${meaningOf(dimension, score)}`}
          onClick={() => dispatch({ kind: 'score', field: { seat, row }, score })}
        >
          {scoreText(score)}
        </span>
      ))}
    </div>
  );
}

function classOf(score: number, chosen: number | undefined): string {
  const isBetween =
    chosen !== undefined &&
    score !== chosen &&
    score >= Math.min(0, chosen) &&
    score <= Math.max(0, chosen);
  const isTinted = isBetween && chosen !== 0;
  const parts = [
    'sot-score',
    score === -10 ? 'sot-score--long' : '',
    score === 0 ? 'sot-score--zero' : '',
    isTinted ? 'sot-score--between' : ''
  ];
  return parts.filter(Boolean).join(' ');
}

function Tell({ seat, row, answer, name, dimension, dispatch }: ScaleFieldProps) {
  const { __ } = useWords();
  return (
    <button
      type="button"
      className="sot-tell"
      aria-pressed={answer.isUntold}
      aria-label={__('Cannot tell: %1, %2', dimension.title, name)}
      title={__('Cannot tell (c)')}
      tabIndex={-1}
      onClick={() => dispatch({ kind: 'cannot tell', field: { seat, row } })}
    >
      ?
    </button>
  );
}

function Reason({ answer, name, dimension, field, dispatch }: ScaleFieldProps & { field: Field }) {
  const { __ } = useWords();
  const { score, isUntold, reason } = answer;
  const meaning = score === undefined ? '' : meaningOf(dimension, score);
  const asked = isUntold ? __('cannot tell: why?') : meaning && __('%1: why?', meaning);
  return (
    <input
      className="sot-why"
      dir="auto"
      maxLength={2000}
      aria-label={__('Reason: %1, %2', dimension.title, name)}
      data-sot-place={`reason ${field.seat} ${field.row}`}
      placeholder={asked || __('reason')}
      value={reason}
      onChange={event => dispatch({ kind: 'reason', field, text: event.target.value })}
    />
  );
}

function Flag({ seat, row, answer, name, dimension, dispatch }: ScaleFieldProps) {
  const { __ } = useWords();
  return (
    <button
      type="button"
      className="sot-flag"
      aria-pressed={answer.isFlagged}
      aria-label={__('Flag: %1, %2', dimension.title, name)}
      title={__('Flag for a second look (f)')}
      tabIndex={-1}
      onClick={() => dispatch({ kind: 'flag', field: { seat, row } })}
    >
      <Icon name="flag" />
    </button>
  );
}
