import { pick as pickFrom, type Random } from '../../kernel-lib/src/base/random';

type Fields = Record<string, unknown>;

const values = [3, 1, 2];
const names = ['a', 'b', 'c'];

/** One small trace of every kind that a page draws without WebGL, and of the kinds on map tiles. */
export const traces: readonly Fields[] = [
  { type: 'bar', x: names, y: values },
  { type: 'scatter', x: names, y: values, mode: 'markers+text', text: names },
  { type: 'histogram', x: values },
  { type: 'box', y: values },
  { type: 'violin', y: values },
  { type: 'heatmap', z: [values, values] },
  { type: 'contour', z: [values, values, values] },
  { type: 'pie', labels: names, values },
  { type: 'funnel', y: names, x: values },
  { type: 'waterfall', x: names, y: values },
  {
    type: 'sankey',
    node: { label: names },
    link: { source: [0, 1], target: [2, 2], value: [1, 2] }
  },
  { type: 'treemap', labels: names, parents: ['', 'a', 'a'], values },
  { type: 'sunburst', labels: names, parents: ['', 'a', 'a'], values },
  { type: 'scatterpolar', r: values, theta: [0, 90, 180] },
  { type: 'scatterternary', a: values, b: values, c: values },
  { type: 'candlestick', x: names, open: values, high: [4, 4, 4], low: [0, 0, 0], close: values },
  { type: 'indicator', value: 3, title: { text: 'n' } },
  { type: 'table', header: { values: names }, cells: { values: [names, values] } },
  { type: 'image', z: [[[255, 0, 0]]] },
  { type: 'scattergeo', lat: values, lon: values, text: names },
  { type: 'choropleth', locations: ['FRA', 'USA', 'CHN'], z: values },
  { type: 'scattermap', lat: values, lon: values },
  { type: 'densitymap', lat: values, lon: values, z: values },
  { type: 'choroplethmap', locations: names, z: values },
  { type: 'pointcloud', x: values, y: values }
];

/** Texts that ask for something once they are markup, an address or part of a template. */
const hostileTexts = [
  '<a href="http://leak.invalid/1">x</a>',
  '<img src="http://leak.invalid/2">',
  '<image href="http://leak.invalid/3"/>',
  '<b style="background:url(http://leak.invalid/4)">x</b>',
  '<span style="background-image:url(/leak/5)">x</span>',
  '<%{customdata[0]} href="http://leak.invalid/6">',
  '<a%{text}href="/leak/7">',
  '<<a href="http://leak.invalid/8"',
  '&lt;img src="http://leak.invalid/9"&gt;',
  '$\\href{http://leak.invalid/10}{x}$',
  'url(http://leak.invalid/11)',
  'http://leak.invalid/12',
  '//leak.invalid/13',
  '/leak/14',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><image href="http://leak.invalid/15"/></svg>',
  'open-street-map',
  'scattermap',
  'x;background:url(http://leak.invalid/16)'
];

/** Names of parts that load something, or that show a text. */
const places = (
  'source href src geojson style images text hovertemplate texttemplate hovertext customdata name ' +
  'title ticktext labels ids meta font family template map map2 mapbox accesstoken layers sourcetype ' +
  'color colorscale marker pattern legend link url topojsonURL type subplot geo images[0].source'
).split(' ');

/** A figure with hostile parts in places chosen by chance. */
export function hostileFigure(random: Random): Fields {
  const pick = <T>(list: readonly T[]): T => pickFrom(list, random);
  const text = () => pick(hostileTexts);
  const leaf = (): unknown =>
    pick([
      text,
      () => [text(), text()],
      () => ({ text: text(), source: text(), [pick(places)]: text() })
    ])();
  const some = (): Fields => ({ [pick(places)]: leaf(), [pick(places)]: leaf() });
  const parts = ['images', 'annotations', 'shapes'].map((name): [string, unknown] => [
    name,
    [some(), { ...some(), x: 0, y: 0 }]
  ]);
  const change = (): unknown[] => [
    pick<unknown>([some(), pick(places)]),
    pick<unknown>([some(), text(), null])
  ];
  const buttons = ['restyle', 'relayout', 'update', 'animate'].map(method => {
    return { label: text(), method, args: change(), args2: change() };
  });
  const layout = {
    ...some(),
    ...Object.fromEntries(parts),
    title: pick<unknown>([text(), { text: text(), subtitle: { text: text() } }]),
    updatemenus: [{ type: 'buttons', buttons, ...some() }],
    sliders: [{ steps: buttons, ...some() }],
    modebar: { add: ['sendDataToCloud', text()] },
    ...(random.int(3) === 0 && { template: { layout: { ...some(), images: [some()] } } }),
    ...(random.int(3) === 0 && { map: { style: text(), layers: [some()] } })
  };
  return {
    data: [{ ...pick(traces), ...some() }, pick(traces)],
    layout,
    frames: [{ name: 'f', data: [some()], layout: some() }],
    config: { ...some(), plotlyServerURL: text(), topojsonURL: text() }
  };
}
