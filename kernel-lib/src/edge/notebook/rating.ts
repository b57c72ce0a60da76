import { html } from '../../base/escape';
import {
  dimensions,
  overallOf,
  type Dimension,
  type Rater,
  type Rating
} from '../../rating/schema';
import { block, bundleOf, look, rehearsalLine, rehearsalMark, textOf } from './look';
import { tableMarkup, tableText, type Grid } from './table';
import type { Bundle } from './show';
import type { TrueScores } from '../truth';

/** What is known about a rated episode beside its rating. */
export interface RatedPart {
  /** The two characters, in seat order. */
  readonly names: readonly [string, string];
  readonly rehearsal: boolean;
  /** What truly happened, in a simulated world. */
  readonly truth?: readonly [TrueScores, TrueScores];
}

/** A rating as an output: one row for each dimension, both characters, with the reasons. */
export function ratingBundle(rating: Rating, part: RatedPart): Bundle {
  const title = `Rated by ${raterText(rating.rater)}`;
  const grid = gridWith(rating, part);
  const reasons = dimensions.map(
    ({ name }) =>
      html`<li>
        <b>${name.replaceAll('_', ' ')}</b>: ${rating.seats[0][name]?.reason ?? '–'} /
        ${rating.seats[1][name]?.reason ?? '–'}
      </li>`
  );
  const markup = html`${block(html`${rehearsalMark(part.rehearsal)}<b>${title}</b>`)}
    ${tableMarkup(grid)}
    <details>
      <summary style="cursor:pointer">Reasons, for ${part.names[0]} / ${part.names[1]}</summary>
      <ul style="${look.muted}">
        ${reasons}
      </ul>
    </details>`;
  const text = textOf([...rehearsalLine(part.rehearsal), title, tableText(grid)]);
  return bundleOf(text, markup);
}

function gridWith({ seats }: Rating, { names, truth }: RatedPart): Grid {
  const own = (seat: 0 | 1) => [names[seat], ...(truth ? [`${names[seat]}, in truth`] : [])];
  const cells = (seat: 0 | 1, name: Dimension) => [
    seats[seat][name]?.score,
    ...(truth ? [truth[seat][name]] : [])
  ];
  const overall = (seat: 0 | 1) => [
    overallOf(seats[seat]),
    ...(truth ? [meanOf(truth[seat])] : [])
  ];
  return {
    columns: ['dimension', 'range', ...own(0), ...own(1)],
    rows: [
      ...dimensions.map(({ name, low, high }) => [
        name.replaceAll('_', ' '),
        `${low} to ${high}`.replace('-', '−'),
        ...cells(0, name),
        ...cells(1, name)
      ]),
      ['overall (their mean)', '', ...overall(0), ...overall(1)]
    ]
  };
}

function meanOf(scores: TrueScores): number {
  return dimensions.reduce((sum, { name }) => sum + scores[name], 0) / dimensions.length;
}

function raterText(rater: Rater): string {
  switch (rater.kind) {
    case 'judge':
      return `the judge (${rater.model})`;
    case 'simulated':
      return `simulated rater ${rater.number} (${rater.model})`;
    case 'person':
      return `a person (${rater.id})`;
    default:
      return rater satisfies never;
  }
}
