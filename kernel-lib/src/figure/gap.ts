import { whiskersOf } from './bars';
import { framed } from './frame';
import { inOrder, ratersOf, seriesOf, sourceLooks, tones } from './palette';
import { gapRow } from './rows';
import type { Figure, Gap, Origin } from './schema';
import { gapSentence } from './sentence';
import { plotText, rangeText, signed } from './text';

const tone = tones.light;

/**
 * How far the judge stands above people, or else the simulated raters, model by model;
 * `undefined` where neither has rated.
 *
 * Shapes: gaps[models × sources]; those on goal against the one source are used
 * Units:  score points
 */
export function gapFigure(gaps: readonly Gap[], origin: Origin): Figure | undefined {
  const raters = ratersOf(gaps.map(gap => gap.below));
  if (raters === undefined) return undefined;
  const all = gaps.filter(gap => gap.below === raters && gap.dimension === 'goal');
  const own = inOrder(all.map(gap => gap.model)).flatMap(
    model => all.find(gap => gap.model === model) ?? []
  );
  const counts = own.filter(gap => gap.n > 0).map(gap => gap.n);
  const matched = counts.length > 0 ? `, ${rangeText(counts)} matched scores a model` : '';
  return framed(
    {
      name: 'gap',
      sentence: gapSentence(own, raters),
      subtitle: `Goal on ${origin.scope}${matched}: judge − ${sourceLooks[raters].label}.`,
      note: 'Whiskers: 95 % intervals of the difference, clustered by task.',
      height: 260,
      legend: false,
      data: [dotsOf(own)],
      layout: layoutOf(own),
      annotations: own.flatMap(numberOn),
      table: own.map(gapRow)
    },
    origin
  );
}

function dotsOf(own: readonly Gap[]) {
  const looks = own.map(gap => seriesOf(gap.model));
  return {
    type: 'scatter',
    mode: 'markers',
    x: own.map((_, i) => i),
    y: own.map(gap => gap.mean ?? null),
    error_y: whiskersOf(own),
    marker: {
      size: 13,
      symbol: looks.map(look => look.symbol),
      color: looks.map(look => look.light),
      line: { width: 1, color: tone.paper }
    },
    showlegend: false,
    hovertext: own.map(hoverOf),
    hovertemplate: '%{hovertext}<extra></extra>'
  };
}

function layoutOf(own: readonly Gap[]): Record<string, unknown> {
  const ends = own.flatMap(gap => [gap.low ?? gap.mean ?? 0, gap.high ?? gap.mean ?? 0]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const room = Math.max(0.5, high - low) * 0.12;
  return {
    xaxis: {
      range: [-0.5, own.length - 0.5],
      tickvals: own.map((_, i) => i),
      ticktext: own.map(gap => plotText(seriesOf(gap.model).label)),
      tickfont: { size: 13, color: tone.ink },
      showline: false,
      zeroline: false
    },
    yaxis: {
      range: [low - room, high + room],
      title: { text: 'judge − raters (goal points)' }
    }
  };
}

function numberOn(gap: Gap, i: number): object[] {
  if (gap.mean === undefined) return [];
  const text = `<b>${signed(gap.mean)}</b>`;
  return [{ x: i, y: gap.mean, xanchor: 'left', xshift: 12, text, bgcolor: tone.paper }];
}

function hoverOf(gap: Gap): string {
  const head = `<b>${plotText(seriesOf(gap.model).label)}</b>`;
  if (gap.mean === undefined) return `${head}<br>nothing to compare`;
  const ends =
    gap.low === undefined
      ? `no interval: ${plotText(gap.noInterval)}`
      : `95 % interval ${signed(gap.low)} to ${signed(gap.high)}`;
  return `${head}: ${signed(gap.mean)}<br>${ends}<br>${gap.n} scores of ${gap.clusters} tasks`;
}
