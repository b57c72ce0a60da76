import { describe, expect, test } from 'vitest';
import type { Report } from '../../../extension/src/figure/left-out';
import { safeDrawing, safeFrames } from '../../../extension/src/figure/safe';

const reportOf = (): Report => ({ parts: new Set(), unknownTypes: new Set() });

/** A drawing as it is drawn, and what was left out. */
function safe(data: Record<string, unknown>[], layout: Record<string, unknown> = {}) {
  const report = reportOf();
  const drawing = safeDrawing({ data, layout }, report);
  return { ...drawing, left: [...report.parts], unknown: [...report.unknownTypes] };
}

describe('labels build no request', () => {
  test.each([
    ['<b style="background:url(http://x)">bold</b>', '<b>bold</b>'],
    ['<a href="javascript:run()" target=_top>press</a>', 'press'],
    [
      "<span style='color:red; font-size: 9px'>x</span>",
      "<span style='color:red; font-size: 9px'>x</span>"
    ],
    ["<span style='background:url(http://x)'>x</span>", '<span>x</span>'],
    ['two<br>lines<br/>', 'two<br>lines<br/>'],
    ['%{y}<extra></extra>', '%{y}<extra></extra>'],
    ['3 < 4 and 5 > 2', '3 &lt; 4 and 5 > 2'],
    ['<%{customdata[0]}>', '&lt;%{customdata[0]}>'],
    ['<a%{x}href="http://x">', '&lt;a%{x}href="http://x">'],
    ['<img src=http://x>', '&lt;img src=http://x>'],
    ['<', '&lt;']
  ])('%s', (text, label) => {
    const { data, layout } = safe([{ type: 'bar', text: [[text]], hovertemplate: text }], {
      annotations: [{ text }],
      template: { layout: { title: { text } } }
    });
    expect(data).toEqual([{ type: 'bar', text: [[label]], hovertemplate: label }]);
    expect(layout).toEqual({
      annotations: [{ text: label }],
      template: { layout: { title: { text: label } } }
    });
  });

  test('and what is left of a link is said', () => {
    expect(safe([], { title: '<a href="http://x">x</a>' }).left).toEqual(['links']);
    expect(safe([], { title: 'a < b' }).left).toEqual([]);
  });
});

describe('pictures and shapes come with the figure or not at all', () => {
  const own = { source: 'data:image/png;base64,AA' };

  test('pictures of a layout, of a template and of a trace', () => {
    const images = [{ source: 'http://x/y.png' }, own, { source: '/logout' }, 7];
    const drawn = safe(
      [
        { type: 'image', source: 'http://x' },
        { type: 'image', ...own }
      ],
      { images, template: { layout: { images } } }
    );
    expect(drawn.layout).toEqual({ images: [own], template: { layout: { images: [own] } } });
    expect(drawn.data).toEqual([{ type: 'image' }, { type: 'image', ...own }]);
    expect(drawn.left).toEqual(['pictures']);
  });

  test('the nodes of a flow keep their numbers', () => {
    const link = { source: [0, '1'], target: [1, 2], value: [1, 1] };
    expect(safe([{ type: 'sankey', link }]).data).toEqual([{ type: 'sankey', link }]);
  });

  test('shapes of a map', () => {
    const drawn = safe([{ type: 'choropleth', geojson: 'http://x', z: [1] }]);
    expect([drawn.data, drawn.left]).toEqual([[{ type: 'choropleth', z: [1] }], ['addresses']]);
  });
});

test.each([
  [
    { type: 'scattermap', lat: [1], subplot: 'map2' },
    { type: 'scattergeo', lat: [1], geo: 'geo2' }
  ],
  [
    { type: 'choroplethmapbox', z: [1] },
    { type: 'choropleth', z: [1], geo: 'geo' }
  ]
])('a chart on map tiles is drawn on outlines: %j', (trace, drawn) => {
  const { data, layout, left } = safe([trace], { map: { style: 'http://x' }, map2: {} });
  expect(data).toEqual([drawn]);
  expect(layout).toEqual({ [drawn.geo]: { fitbounds: 'locations' } });
  expect(left).toEqual(['tiles']);
});

test('a kind of chart that Plotly does not know is named and not drawn as another', () => {
  const { data, unknown } = safe([{ type: 'pointcloud' }, { type: 'bar' }, { y: [1] }]);
  expect([data, unknown]).toEqual([[{ type: 'bar' }, { y: [1] }], ['pointcloud']]);
});

describe('a button of a menu', () => {
  const argumentsOf = (args: unknown) => {
    const buttons = [{ label: 'x', method: 'relayout', args }];
    const { layout, left } = safe([], { updatemenus: [{ buttons }] });
    return { ...(layout.updatemenus as { buttons: object[] }[])[0]!.buttons[0], left };
  };

  test.each([
    ['a picture', ['images[0].source', 'http://x']],
    ['a picture in an object', [{ 'images[0].source': 'http://x' }]],
    ['tiles', [{ 'map.style': 'open-street-map' }]],
    ['a chart on tiles', ['type', ['scattermap']]],
    ['another template', [{ template: null }]],
    ['shapes', [{ geojson: ['http://x'] }]]
  ])('that would load %s does nothing', (_, args) => {
    expect(argumentsOf(args)).toEqual({ label: 'x', method: 'skip', left: ['buttons'] });
  });

  test.each([
    ['hides a trace', [{ visible: [true, false] }, { title: 'one' }]],
    ['plays frames', [null, { frame: { duration: 500, redraw: false }, mode: 'immediate' }]]
  ])('that %s stays', (_, args) => {
    expect(argumentsOf(args)).toEqual({ label: 'x', method: 'relayout', args, left: [] });
  });
});

test('frames are as safe as the drawing, and change no chart into one on tiles', () => {
  const report = reportOf();
  const frames = [
    { name: 'a', data: [{ type: 'scattermap', x: [1] }], layout: { images: [{ source: '//x' }] } }
  ];
  expect(safeFrames(frames, report)).toEqual([
    { name: 'a', data: [{ x: [1] }], layout: { images: [] } }
  ]);
});

test('no field reaches a prototype, and no depth stops the drawing', () => {
  const deep = JSON.parse('{"a":'.repeat(5000) + '1' + '}'.repeat(5000)) as object;
  const layout = JSON.parse('{"__proto__":{"x":1},"a.constructor.b":2}') as Record<string, unknown>;
  expect(safe([], { ...layout, deep }).layout).not.toHaveProperty('x');
  expect(Object.keys(safe([], layout).layout)).toEqual([]);
});

test('numbers packed as Python packs them stay as they are', () => {
  const trace = { type: 'scatter', y: { dtype: 'f8', bdata: 'AAAAAAAA8D8=', shape: '1' } };
  expect(safe([trace]).data).toEqual([trace]);
});
