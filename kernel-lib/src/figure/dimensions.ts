import type { ScoreSource, Summary } from '../evaluation/schema';
import { hoverOf, whiskersOf } from './bars';
import { framed } from './frame';
import { seriesOf, sourceLooks, tones } from './palette';
import { axes, panelsHeight, panelsLayout, planOf, type Panel, type Plan } from './panels';
import { summaryRow } from './rows';
import type { Figure, Origin } from './schema';
import { dimensionsSentence, dimensionText } from './sentence';
import { fixed, linesOf, rangeText } from './text';

const tone = tones.light;
const px = { panelTitle: 40 };
const dodge = 0.22; // between two sources of one model, as a share of the distance of two models

/**
 * The seven dimensions and their mean, model by model and on their own ranges, as each source
 * scored them. All ranges are ten points long, so a point is equally high in every panel.
 *
 * Shapes: summaries[models × sources × scales]
 * Units:  score points
 */
export function dimensionsFigure(summaries: readonly Summary[], origin: Origin): Figure {
  const plan = planOf(summaries);
  return framed(
    {
      name: 'dimensions',
      sentence: dimensionsSentence(summaries, plan.sources[0] ?? 'judge'),
      subtitle: subtitleOf(summaries, origin),
      note: noteOf(plan.sources),
      height: panelsHeight(plan),
      legend: true,
      above: px.panelTitle,
      data: [
        ...plan.panels.flatMap((panel, i) =>
          plan.sources.map(source => dotsOf(plan, summaries, panel, i, source))
        ),
        ...plan.sources.map(legendDot)
      ],
      layout: panelsLayout(plan),
      annotations: plan.panels.flatMap((panel, i) => [
        panelTitle(panel, i),
        ...numbersOn(plan, summaries, panel, i)
      ]),
      table: summaries.map(summaryRow)
    },
    origin
  );
}

function subtitleOf(summaries: readonly Summary[], { scope }: Origin): string {
  const counts = summaries.filter(one => one.n > 0).map(one => one.n);
  const scores = counts.length > 0 ? `, ${rangeText(counts)} scores a model and source` : '';
  return `All dimensions on ${scope}${scores}, each on its own range.`;
}

function noteOf(sources: readonly ScoreSource[]): string {
  const names = sources.slice(0, 2).map(source => sourceLooks[source].inSentence);
  const numbers =
    names.length === 2 ? `above by ${names[0]}, below by ${names[1]}` : `by ${names[0]}`;
  return `Whiskers: 95 % intervals, clustered by task. Numbers: ${numbers}.`;
}

function dotsOf(
  plan: Plan,
  summaries: readonly Summary[],
  panel: Panel,
  i: number,
  source: ScoreSource
) {
  const own = summaries.filter(one => one.dimension === panel.name && one.source === source);
  const slot = plan.sources.indexOf(source) - (plan.sources.length - 1) / 2;
  return {
    type: 'scatter',
    mode: 'markers',
    name: sourceLooks[source].label,
    ...axes(i),
    x: own.map(one => plan.models.indexOf(one.model) + slot * dodge),
    y: own.map(one => one.mean ?? null),
    error_y: { ...whiskersOf(own), width: 2 },
    marker: markerOf(
      source,
      own.map(one => seriesOf(one.model).light)
    ),
    cliponaxis: false,
    showlegend: false,
    hovertext: own.map(hoverOf),
    hovertemplate: '%{hovertext}<extra></extra>'
  };
}

function legendDot(source: ScoreSource) {
  return {
    type: 'scatter',
    mode: 'markers',
    name: sourceLooks[source].label,
    x: [0],
    y: [null],
    marker: markerOf(source, tone.muted),
    showlegend: true
  };
}

function markerOf(source: ScoreSource, color: string | readonly string[]) {
  const { symbol } = sourceLooks[source];
  return { symbol, color, size: 8, line: { width: symbol.endsWith('open') ? 1.6 : 0, color } };
}

function panelTitle({ name, low, high }: Panel, i: number): object {
  const range = name === 'overall' ? 'mean of the seven' : `${fixed(low, 0)} to ${fixed(high, 0)}`;
  const { xaxis, yaxis } = axes(i);
  return {
    text: linesOf(`${dimensionText(name)} (${range})`, 27).join('<br>'),
    ...{ xref: `${xaxis} domain`, yref: `${yaxis} domain`, x: 0, y: 1 },
    ...{ xanchor: 'left', yanchor: 'bottom', yshift: 12, align: 'left' },
    font: { size: 12, color: tone.ink, weight: 600 }
  };
}

/** The numbers of the first source above the dots, those of the second below. */
function numbersOn(plan: Plan, summaries: readonly Summary[], panel: Panel, i: number): object[] {
  const own = summaries.filter(one => one.dimension === panel.name && one.mean !== undefined);
  return own.flatMap(one => {
    const place = plan.sources.indexOf(one.source);
    if (place > 1) return [];
    const group = own.filter(two => two.model === one.model);
    const y =
      place === 0
        ? Math.max(...group.map(two => two.high ?? two.mean ?? 0))
        : Math.min(...group.map(two => two.low ?? two.mean ?? 0));
    const side = place === 0 ? { yanchor: 'bottom', yshift: 6 } : { yanchor: 'top', yshift: -6 };
    const font = { size: 10, color: place === 0 ? tone.ink : tone.muted };
    const { xaxis: xref, yaxis: yref } = axes(i);
    const x = plan.models.indexOf(one.model);
    return [{ xref, yref, x, y, text: fixed(one.mean ?? 0), font, bgcolor: tone.paper, ...side }];
  });
}
