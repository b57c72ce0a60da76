import { LabError } from '../base/fail';
import { fieldsOf, isFields, type Fields } from '../base/fields';
import { isMarkedSimulated } from '../base/simulated';
import { rehearsalShapes } from './mark';
import type { OwnFigure } from './schema';
import { plainTemplateOf } from './template';
import { inDark } from './theme';
import { traceTypes } from './trace-types';

/** A figure of one's own, as Plotly takes it: its traces, or its traces and its layout. */
export type PlotSpec =
  readonly object[] | { readonly data: readonly object[]; readonly layout?: object };

const markRoom = 44; // px above the plot: the mark and the hatched strip

/**
 * A figure of one's own in the look of all figures. Series of a DataFrame, typed arrays and dates
 * become what Plotly reads. The rehearsal mark is on it where `rehearsal` says so, or where that is
 * not given and a list in it comes from a simulated run.
 *
 * Throws: LabError [figure/own-figure] with one sentence when the spec is not one
 */
export function ownFigure(
  spec: PlotSpec,
  rehearsal: boolean = isFromSimulated(spec, 0)
): OwnFigure {
  const { data, layout } = checkedSpec(spec);
  const template = layout['template'] ?? plainTemplateOf('light');
  const drawing = {
    data: data.map(plainFields),
    layout: { ...plainFields(layout), template, ...(rehearsal && markOn(layout)) }
  };
  if (layout['template'] !== undefined) return { drawing, rehearsal };
  const dark = inDark(drawing);
  return {
    drawing,
    dark: { ...dark, layout: { ...dark.layout, template: plainTemplateOf('dark') } },
    rehearsal
  };
}

function checkedSpec(spec: unknown): { data: Fields[]; layout: Fields } {
  const { data, layout = {} } = Array.isArray(spec)
    ? { data: spec as unknown[] }
    : (fieldsOf(spec) ?? {});
  if (!Array.isArray(data)) throw wrong(spec, hintFor(spec));
  if (!isFields(layout)) throw wrong(layout, 'Give the layout as an object.');
  if (data.length === 0) throw wrong(data, 'Give at least one trace.');
  const traces: Fields[] = data.map((trace: unknown) => {
    if (!isFields(trace)) throw wrong(trace, 'Each trace is an object with a type and its values.');
    return trace;
  });
  const unknown = traces.find(({ type = 'scatter' }) => !traceTypes.has(String(type)));
  if (unknown) throw wrong(unknown['type'], `Use one of: ${[...traceTypes].join(', ')}.`);
  return { data: traces, layout };
}

function hintFor(spec: unknown): string {
  const isTrace = isFields(spec) && ('type' in spec || 'x' in spec || 'y' in spec);
  return isTrace ? 'Put the trace in a list: pi.plot([trace]).' : 'Give a list of traces.';
}

function wrong(got: unknown, todo: string): LabError {
  return new LabError('figure/own-figure', {
    expected: "traces such as [{ type: 'histogram', x: [1, 2, 2] }], or { data, layout }",
    got,
    todo
  });
}

function markOn(layout: Fields): Fields {
  const margin = fieldsOf(layout['margin']) ?? {};
  const given = typeof margin['t'] === 'number' ? margin['t'] : 100; // Plotly's own
  const top = Math.max(given, markRoom);
  const shapes = Array.isArray(layout['shapes']) ? layout['shapes'].map(plain) : [];
  return { margin: { ...margin, t: top }, shapes: [...shapes, ...rehearsalShapes(0, top)] };
}

function plainFields(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, plain(value)]));
}

/** A value as JSON and Plotly know it. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain);
  if (Array.isArray(value)) return value.map(plain);
  return isSeries(value) ? value.values.map(plain) : plainFields(value as Fields);
}

/** A column of a DataFrame. */
function isSeries(value: object): value is { readonly values: unknown[] } {
  return 'values' in value && Array.isArray(value.values) && 'shape' in value && 'dtypes' in value;
}

function isFromSimulated(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > 5) return false;
  if (isMarkedSimulated(value)) return true;
  const parts = Array.isArray(value)
    ? value.filter(part => typeof part === 'object')
    : Object.values(value);
  return parts.some(part => isFromSimulated(part, depth + 1));
}
