import type { Report } from './left-out';

type Fields = Record<string, unknown>;

/** Every kind of chart in plotly.js-strict-dist-min, apart from those on map tiles. */
const types = new Set(
  (
    'bar barpolar box candlestick carpet choropleth cone contour contourcarpet funnel funnelarea ' +
    'heatmap histogram histogram2d histogram2dcontour icicle image indicator isosurface mesh3d ohlc ' +
    'parcats parcoords pie sankey scatter scatter3d scattercarpet scattergeo scattergl scatterpolar ' +
    'scatterpolargl scattersmith scatterternary splom streamtube sunburst surface table treemap ' +
    'violin volume waterfall'
  ).split(' ')
);

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
  if (typeof type === 'string' && types.has(type)) return [trace];
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
