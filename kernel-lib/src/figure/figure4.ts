import type { ScoreSource, Summary } from '../evaluation/schema';
import {
  barsOf,
  inPlace,
  legendBar,
  middleOf,
  numberSize,
  placesOf,
  whiskersOn,
  type Places
} from './bars';
import { framed } from './frame';
import { ratersOf, seriesOf, sourceLooks, tones } from './palette';
import { gapRow, summaryRow } from './rows';
import type { Figure, Gap, Origin } from './schema';
import { gapSentence, judgeSentence } from './sentence';
import { fixed, plotText, rangeText } from './text';

const tone = tones.light;

/**
 * The paper's Figure 4 for a run: the goal score of every model by the judge, by people or
 * simulated raters, and in truth where it is known; a bracket shows how far the judge is above
 * the raters.
 *
 * Shapes: summaries[models × sources × …] (those of goal are used), gaps[models × sources]
 * Units:  score points, 0..10
 * Source: Sotopia-π, Figure 4
 */
export function figure4(
  summaries: readonly Summary[],
  gaps: readonly Gap[],
  origin: Origin
): Figure {
  const found = summaries.filter(one => one.dimension === 'goal');
  const places = placesOf(found);
  const goals = inPlace(places, found);
  const raters = ratersOf(places.sources);
  const own = places.models.flatMap(model =>
    gaps.filter(gap => gap.model === model && gap.dimension === 'goal' && gap.below === raters)
  );
  const judged = goals.filter(one => one.source === 'judge');
  const top = Math.max(1, ...goals.map(one => one.high ?? one.mean ?? 0));
  return framed(
    {
      name: 'figure4',
      sentence: raters ? gapSentence(own, raters) : judgeSentence(judged),
      subtitle: subtitleOf(goals, raters, origin),
      note: 'Whiskers: 95 % intervals, clustered by task.',
      height: 300,
      legend: true,
      data: [
        ...places.sources.map(source => barsOf(places, source, goals)),
        ...places.sources.flatMap(source => whiskersOn(places, source, goals)),
        ...places.sources.map(legendBar)
      ],
      layout: layoutOf(places, top),
      shapes: own.flatMap(gap => bracketOf(places, goals, gap)),
      annotations: [
        ...goals.map(one => numberOn(places, one)),
        ...own.flatMap(gap => gapNumber(places, goals, gap))
      ],
      table: [...goals.map(summaryRow), ...own.map(gapRow)]
    },
    origin
  );
}

function subtitleOf(
  goals: readonly Summary[],
  raters: ScoreSource | undefined,
  { scope }: Origin
): string {
  const judged = goals.filter(one => one.source === 'judge' && one.n > 0);
  const counts = judged.length > 0 ? `, ${rangeText(judged.map(one => one.n))} scores a model` : '';
  const missing = goals.reduce((sum, one) => sum + one.unrated, 0);
  const unrated = missing > 0 ? `, ${missing} not rated` : '';
  const bracket = raters ? ` Bracket: judge − ${sourceLooks[raters].label}.` : '';
  return `Goal on ${scope}${counts}${unrated}.${bracket}`;
}

function layoutOf({ models }: Places, top: number): Record<string, unknown> {
  return {
    barmode: 'overlay',
    xaxis: {
      range: [-0.5, models.length - 0.5],
      tickvals: models.map((_, i) => i),
      ticktext: models.map(model => plotText(seriesOf(model).label)),
      tickfont: { size: 13, color: tone.ink },
      zeroline: false
    },
    yaxis: {
      range: [0, top + 1],
      tickvals: Array.from({ length: Math.min(10, Math.ceil(top)) + 1 }, (_, i) => i),
      title: { text: 'goal score (scale 0 to 10)' }
    }
  };
}

/** The value of a bar: above the judge's, framed inside the others. */
function numberOn(places: Places, one: Summary): object {
  const x = middleOf(places, one.model, one.source);
  if (one.mean === undefined) {
    return { x, y: 0, yanchor: 'bottom', text: 'not<br>rated', font: { color: tone.muted } };
  }
  const font = { size: numberSize(places) };
  const plate = { x, text: fixed(one.mean), font, bgcolor: tone.paper };
  if (one.source === 'judge') {
    return { ...plate, y: one.high ?? one.mean, yanchor: 'bottom', yshift: 2, borderpad: 1 };
  }
  const foot = one.low ?? one.mean;
  const frame = { bordercolor: seriesOf(one.model).light, borderwidth: 1, borderpad: 2 };
  return foot < 1
    ? { ...plate, ...frame, y: 0, yanchor: 'bottom', yshift: 4 }
    : { ...plate, ...frame, y: foot, yanchor: 'top', yshift: -5 };
}

/** From the raters' mean to the judge's, beside the whisker, with a dotted line to the judge's bar. */
function bracketOf(places: Places, goals: readonly Summary[], gap: Gap): object[] {
  const ends = endsOf(goals, gap);
  if (!ends) return [];
  const half = places.barWidth / 2;
  const x = middleOf(places, gap.model, gap.below) + half * 0.62;
  const from = middleOf(places, gap.model, 'judge') + half;
  const dotted = { color: tone.line, width: 1, dash: 'dot' };
  const line = { type: 'line', x0: x, x1: x, y0: ends.judge, y1: ends.judge };
  return [
    { ...line, y0: ends.raters },
    { ...line, x0: x - half * 0.26, x1: x + half * 0.26 },
    { ...line, x0: from, x1: x, line: dotted }
  ];
}

function gapNumber(places: Places, goals: readonly Summary[], gap: Gap): object[] {
  const ends = endsOf(goals, gap);
  if (!ends || gap.mean === undefined) return [];
  const number = {
    x: middleOf(places, gap.model, gap.below),
    y: Math.max(ends.judge, ends.top),
    text: `<b>${fixed(gap.mean)}</b>`,
    font: { size: numberSize(places) + 1 }
  };
  return [{ ...number, yanchor: 'bottom', yshift: 2, borderpad: 1, bgcolor: tone.paper }];
}

function endsOf(goals: readonly Summary[], gap: Gap) {
  const of = (source: ScoreSource) =>
    goals.find(one => one.model === gap.model && one.source === source);
  const [judge, raters] = [of('judge'), of(gap.below)];
  if (judge?.mean === undefined || raters?.mean === undefined) return undefined;
  return { judge: judge.mean, raters: raters.mean, top: raters.high ?? raters.mean };
}
