import type { ScoreSource, Summary } from '../evaluation/schema';
import { inOrder, seriesOf, sourceLooks, sourceOrder, tones } from './palette';
import { dimensionText } from './sentence';
import { fixed, plotText, signed } from './text';

const tone = tones.light;
const groupWidth = 0.68; // of the distance between two models
const gapBetweenBars = 0.028;
const crowded = 3; // sources from which on bars and their numbers get narrower

/** Where the bars of a figure stand: models along x at 0, 1, 2 …, their sources side by side. */
export interface Places {
  readonly models: readonly string[];
  readonly sources: readonly ScoreSource[];
  readonly barWidth: number;
}

/** The places for all models and sources that have something to show. */
export function placesOf(summaries: readonly Summary[]): Places {
  const sources = sourceOrder.filter(name => summaries.some(one => one.source === name));
  const width = sources.length < crowded ? groupWidth : sources.length > crowded ? 0.92 : 0.82;
  const barWidth = (width - gapBetweenBars * (sources.length - 1)) / sources.length;
  return { models: inOrder(summaries.map(one => one.model)), sources, barWidth };
}

/** The summaries from left to right. */
export function inPlace(places: Places, summaries: readonly Summary[]): Summary[] {
  const at = (one: Summary) => middleOf(places, one.model, one.source);
  return [...summaries].sort((a, b) => at(a) - at(b));
}

/** The middle of a bar on the x axis. */
export function middleOf(places: Places, model: string, source: ScoreSource): number {
  const slot = places.sources.indexOf(source) - (places.sources.length - 1) / 2;
  return places.models.indexOf(model) + slot * (places.barWidth + gapBetweenBars);
}

/** The bars of one source, with their intervals and what a reader sees when pointing at them. */
export function barsOf(places: Places, source: ScoreSource, summaries: readonly Summary[]) {
  const own = summaries.filter(one => one.source === source);
  const colors = own.map(one => seriesOf(one.model).light);
  return {
    type: 'bar',
    name: sourceLooks[source].label,
    x: own.map(one => middleOf(places, one.model, source)),
    y: own.map(one => one.mean ?? null),
    width: places.barWidth,
    marker: markerOf(source, colors),
    showlegend: false,
    hovertext: own.map(hoverOf),
    hovertemplate: '%{hovertext}<extra></extra>'
  };
}

/** The intervals of one source: in ink, on a paler line that keeps them visible on a dark bar. */
export function whiskersOn(places: Places, source: ScoreSource, summaries: readonly Summary[]) {
  const own = summaries.filter(one => one.source === source && one.low !== undefined);
  const line = {
    type: 'scatter',
    mode: 'markers',
    x: own.map(one => middleOf(places, one.model, source)),
    y: own.map(one => one.mean ?? null),
    marker: { size: 1, opacity: 0 },
    showlegend: false,
    hoverinfo: 'skip'
  };
  const pale = { color: tone.paper, thickness: 4, width: 6 };
  return [
    { ...line, error_y: { ...whiskersOf(own), ...pale } },
    { ...line, error_y: whiskersOf(own) }
  ];
}

/** The size of the numbers on bars: smaller where many bars stand side by side. */
export function numberSize({ sources }: Places): number {
  return sources.length > crowded ? 10 : 12;
}

/** An entry of the legend: a bar without a value, in no model's colour. */
export function legendBar(source: ScoreSource) {
  return {
    type: 'bar',
    name: sourceLooks[source].label,
    x: [0],
    y: [null],
    marker: markerOf(source, tone.muted),
    showlegend: true
  };
}

/** The ends of the intervals as Plotly draws them; a mean without an interval gets no whisker. */
export function whiskersOf(own: readonly Pick<Summary, 'mean' | 'low' | 'high'>[]) {
  const span = (to: number | undefined, from: number | undefined) =>
    to === undefined || from === undefined ? 0 : to - from;
  return {
    type: 'data',
    symmetric: false,
    array: own.map(({ mean, high }) => span(high, mean)),
    arrayminus: own.map(({ mean, low }) => span(mean, low))
  };
}

/** What a reader sees when pointing at a mean. */
export function hoverOf(one: Summary): string {
  const look = sourceLooks[one.source];
  const head = `<b>${plotText(seriesOf(one.model).label)}</b>, ${look.label}`;
  if (one.mean === undefined) return `${head}<br>nothing rated`;
  const write = one.dimension === 'goal' ? fixed : signed;
  const ends =
    one.low === undefined
      ? `no interval: ${plotText(one.noInterval)}`
      : `95 % interval ${write(one.low)} to ${write(one.high)}`;
  const counts = `${one.n} scores of ${one.clusters} tasks, ${one.unrated} not rated`;
  return `${head}<br>${dimensionText(one.dimension)} ${write(one.mean)}<br>${ends}<br>${counts}`;
}

function markerOf(source: ScoreSource, color: string | readonly string[]) {
  const { pattern } = sourceLooks[source];
  if (!pattern) return { color, pattern: { shape: '' } };
  return {
    color,
    line: { color, width: 1.6 },
    pattern: { ...pattern, fgcolor: color, bgcolor: tone.paper }
  };
}
