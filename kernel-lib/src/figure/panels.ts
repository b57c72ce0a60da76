import type { Scale, ScoreSource, Summary } from '../evaluation/schema';
import { dimensions } from '../rating/schema';
import { inOrder, seriesOf, sourceOrder, tones } from './palette';
import { plotText } from './text';

const tone = tones.light;
const columns = 3;
const px = { panel: 150, between: 68 }; // heights
const betweenColumns = 0.06; // of the whole width

/** One dimension with its range. */
export interface Panel {
  readonly name: Scale;
  readonly low: number;
  readonly high: number;
}

/** The seven dimensions, each with its own range, and the mean of all. */
const panels: readonly Panel[] = [...dimensions, { name: 'overall', low: -30 / 7, high: 40 / 7 }];

/** What a figure of panels shows: models along each panel, sources side by side. */
export interface Plan {
  readonly models: readonly string[];
  readonly sources: readonly ScoreSource[];
  readonly panels: readonly Panel[];
  readonly rows: number;
}

/** The panels of all scales that occur. */
export function planOf(summaries: readonly Summary[]): Plan {
  const shown = panels.filter(panel => summaries.some(one => one.dimension === panel.name));
  return {
    models: inOrder(summaries.map(one => one.model)),
    sources: sourceOrder.filter(name => summaries.some(one => one.source === name)),
    panels: shown,
    rows: Math.max(1, Math.ceil(shown.length / columns))
  };
}

/** The height of all panels together, in px. */
export function panelsHeight({ rows }: Plan): number {
  return rows * px.panel + (rows - 1) * px.between;
}

/** The axes of panel `i`, counted from 0. */
export function axes(i: number): { xaxis: string; yaxis: string } {
  const number = i === 0 ? '' : String(i + 1);
  return { xaxis: `x${number}`, yaxis: `y${number}` };
}

/** Where the panels stand, and their axes. */
export function panelsLayout(plan: Plan): Record<string, unknown> {
  const axesOf = plan.panels.map((panel, i) => [
    [`xaxis${i === 0 ? '' : i + 1}`, xAxis(plan, i)],
    [`yaxis${i === 0 ? '' : i + 1}`, yAxis(plan, panel, i)]
  ]);
  return Object.fromEntries(axesOf.flat()) as Record<string, unknown>;
}

function xAxis({ models }: Plan, i: number) {
  const width = (1 - betweenColumns * (columns - 1)) / columns;
  const left = (i % columns) * (width + betweenColumns);
  return {
    domain: [left, left + width],
    anchor: axes(i).yaxis,
    range: [-0.6, models.length - 0.4],
    tickvals: models.map((_, at) => at),
    ticktext: models.map(model => plotText(seriesOf(model).label)),
    tickfont: { size: 10, color: tone.ink },
    tickangle: 0,
    zeroline: false,
    showline: false
  };
}

function yAxis(plan: Plan, { low, high }: Panel, i: number) {
  const whole = panelsHeight(plan);
  const top = 1 - (Math.floor(i / columns) * (px.panel + px.between)) / whole;
  return {
    domain: [Math.max(0, top - px.panel / whole), top],
    anchor: axes(i).xaxis,
    range: [low - 0.6, high + 0.6],
    tickvals: [-10, -5, 0, 5, 10].filter(tick => tick >= low && tick <= high),
    tickfont: { size: 11, color: tone.ink }
  };
}
