import { useMemo, useState } from 'react';
import type { Rating } from '../../kernel-lib/src/transcript/schema';
import { dimensionWords, scoreText } from './dimension-words';
import { Face } from './person';
import type { Names } from './rating-form';
import { Reasons } from './reasons';
import { rangeText, rowStyle } from './scale';
import { rows, type Sheet } from './sheet';
import { useWords } from './words';

interface BesideJudgeProps {
  readonly sheet: Sheet;
  readonly people: Names;
  /** Absent where no judge has rated the episode. */
  readonly judge: Rating | undefined;
}

/** One's own scores beside the judge's, in the places of the sheet. */
export function BesideJudge(props: BesideJudgeProps) {
  const words = useWords();
  const dimensions = useMemo(() => dimensionWords(words), [words]);
  return (
    <div className="sot-rate">
      <div className="sot-sheet">
        <Side {...props} seat={0} />
        {rows.map(({ name }, row) => (
          <div key={name} className="sot-dim sot-dim--vs" style={rowStyle(row)} aria-hidden="true">
            <b>{dimensions[name].title}</b>
            <small>{rangeText(row, words.__('to'))}</small>
          </div>
        ))}
        <Side {...props} seat={1} />
      </div>
      <Sum {...props} />
    </div>
  );
}

function Side({ sheet, people, judge, seat }: BesideJudgeProps & { readonly seat: 0 | 1 }) {
  const words = useWords();
  const dimensions = useMemo(() => dimensionWords(words), [words]);
  const { name, shortName } = people[seat];
  return (
    <section
      className={`sot-side sot-side--${seat === 0 ? 'a' : 'b'}`}
      role="group"
      aria-label={words.__('%1: your scores and the judge’s', name)}
    >
      <div className="sot-vs-head">
        <h3>
          <Face name={shortName} seat={seat} />
          <bdi>{name}</bdi>
        </h3>
        <span>{words.__('you')}</span>
        <span>{words.__('judge')}</span>
        <span>{words.__('diff.')}</span>
      </div>
      {rows.map(({ name: dimension }, row) => (
        <Line
          key={dimension}
          row={row}
          title={dimensions[dimension].title}
          own={sheet.answers[seat][row]?.score}
          judge={judge?.seats[seat][dimension]?.score}
        />
      ))}
    </section>
  );
}

interface LineProps {
  readonly row: number;
  readonly title: string;
  readonly own: number | undefined;
  readonly judge: number | undefined;
}

function Line({ row, title, own, judge }: LineProps) {
  const { __ } = useWords();
  const text = (score: number | undefined, none: string) =>
    score === undefined ? none : scoreText(score);
  return (
    <div className="sot-vs" style={rowStyle(row)}>
      <span className="sot-field-name">{title}</span>
      <span className="sot-hidden">{title}</span>
      <Plot row={row} own={own} judge={judge} />
      <b title={own === undefined ? __('cannot tell') : undefined}>{text(own, '?')}</b>
      <span>{text(judge, '–')}</span>
      <Off off={own === undefined || judge === undefined ? undefined : judge - own} />
    </div>
  );
}

const far = 3; // score points from which a difference is framed heavily

function Off({ off }: { readonly off: number | undefined }) {
  const { __ } = useWords();
  if (off === undefined) {
    return (
      <span className="sot-off sot-off--same">
        <span aria-hidden="true">–</span>
        <span className="sot-hidden">{__('no difference: one score is missing')}</span>
      </span>
    );
  }
  const label =
    off === 0 ? __('the same') : off > 0 ? __('judge %1 higher', off) : __('judge %1 lower', -off);
  const kind = off === 0 ? ' sot-off--same' : Math.abs(off) >= far ? ' sot-off--far' : '';
  return (
    <span className={`sot-off${kind}`}>
      <span aria-hidden="true">{off === 0 ? '=' : scoreText(off, true)}</span>
      <span className="sot-hidden">{label}</span>
    </span>
  );
}

const [left, width, middle] = [8, 184, 12]; // of the drawing's 200 × 24

function Plot({ row, own, judge }: Omit<LineProps, 'title'>) {
  const { low, high } = rows[row]!;
  const x = (score: number) => left + ((score - low) / (high - low)) * width;
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter(t => t !== 0);
  return (
    <svg className="sot-plot" viewBox="0 0 200 24" aria-hidden="true">
      <line className="sot-t" x1={left} x2={left + width} y1={middle} y2={middle} />
      {ticks.map(t => (
        <line key={t} className="sot-t" x1={x(t)} x2={x(t)} y1={10} y2={14} />
      ))}
      <line className="sot-z" x1={x(0)} x2={x(0)} y1={5} y2={19} />
      {own !== undefined && judge !== undefined && own !== judge && (
        <line className="sot-gap" x1={x(own)} x2={x(judge)} y1={middle} y2={middle} />
      )}
      {judge !== undefined && (
        <path className="sot-judge" d={`M${x(judge)} 5.2l6.8 6.8-6.8 6.8-6.8-6.8z`} />
      )}
      {own !== undefined && (
        <circle className="sot-own" cx={x(own)} cy={middle} r={own === judge ? 3.6 : 5} />
      )}
    </svg>
  );
}

function Sum({ sheet, people, judge }: BesideJudgeProps) {
  const { __ } = useWords();
  const [isOpen, setOpen] = useState(false);
  if (!judge) return <p className="sot-sum">{__('No judge has rated this episode.')}</p>;
  const model = judge.rater.kind === 'person' ? judge.rater.id : judge.rater.model;
  return (
    <div className="sot-sum">
      <p className="sot-legend">
        <span>
          <svg className="sot-plot" viewBox="0 0 24 24" aria-hidden="true">
            <circle className="sot-own" cx="12" cy="12" r="8" />
          </svg>{' '}
          {__('you')}
        </span>
        <span>
          <svg className="sot-plot" viewBox="0 0 24 24" aria-hidden="true">
            <path className="sot-judge" d="M12 2l10 10-10 10L2 12z" />
          </svg>{' '}
          {__('judge')} <code>{model}</code>
        </span>
        <span>{__('difference = judge − you; framed heavily from %1 points on', far)}</span>
        <button
          type="button"
          className="sot-button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {__('The judge’s reasons beside yours')}
        </button>
      </p>
      {isOpen && <Reasons {...{ sheet, people, judge }} />}
    </div>
  );
}
