import { traceTypes } from '../../../kernel-lib/src/figure/trace-types';
import type { Report } from './left-out';

type Fields = Record<string, unknown>;

/** Charts on map tiles, which come from another server, and the same on outlines. */
const outlined: ReadonlyMap<unknown, string> = new Map([
  ['scattermap', 'scattergeo'],
  ['scattermapbox', 'scattergeo'],
  ['densitymap', 'scattergeo'],
  ['densitymapbox', 'scattergeo'],
  ['choroplethmap', 'choropleth'],
  ['choroplethmapbox', 'choropleth']
]);

/** Whether a trace is drawn on map tiles. */
export const isTileType = (type: unknown): boolean => outlined.has(type);

/** A trace that is drawn without another server; nothing for a kind that Plotly does not know. */
export function knownTrace(trace: Fields, report: Report): Fields[] {
  const { type = 'scatter', ...rest } = trace;
  if (isTileType(type)) {
    report.parts.add('tiles');
    return [onOutlines(rest, type, outlined.get(type)!)];
  }
  if (typeof type === 'string' && traceTypes.has(type)) return [trace];
  report.unknownTypes.add(String(type));
  return [];
}

function onOutlines(trace: Fields, type: unknown, known: string): Fields {
  const { subplot, radius: _, z, ...rest } = trace;
  const geo = typeof subplot === 'string' ? subplot.replace(/^map(box)?/, 'geo') : 'geo';
  const isDensity = String(type).startsWith('density');
  if (isDensity) return { ...rest, type: known, geo, mode: 'markers', marker: { color: z } };
  return { ...rest, type: known, geo, ...(z !== undefined && { z }) };
}

/** Whether any trace is drawn on outlines of countries, which are loaded apart. */
export function hasOutlines(data: readonly Fields[]): boolean {
  return data.some(({ type }) => type === 'scattergeo' || type === 'choropleth');
}
