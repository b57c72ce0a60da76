import { describe, expect, test } from 'vitest';
import { simulatedRows } from '../../../kernel-lib/src/base/simulated';
import { ownFigure, type PlotSpec } from '../../../kernel-lib/src/figure/own-figure';
import { plainTemplateOf } from '../../../kernel-lib/src/figure/template';

const bars = { type: 'bar', x: ['a', 'b'], y: [1, 2] };

describe('a figure of one’s own', () => {
  test.each<[string, PlotSpec]>([
    ['from its traces', [bars]],
    ['from traces and layout', { data: [bars], layout: {} }]
  ])('%s has the look of all figures, light and dark', (_, spec) => {
    const { drawing, dark } = ownFigure(spec);
    expect(drawing).toEqual({ data: [bars], layout: { template: plainTemplateOf('light') } });
    expect(dark).toEqual({ data: [bars], layout: { template: plainTemplateOf('dark') } });
  });

  test('keeps a template of its own, on every page', () => {
    const template = { layout: { paper_bgcolor: 'pink' } };
    const { drawing, dark } = ownFigure({ data: [bars], layout: { template } });
    expect([drawing.layout['template'], dark]).toEqual([template, undefined]);
  });

  test('takes columns of a DataFrame, typed arrays and dates', () => {
    const column = { values: [1, 2], shape: [2], dtypes: ['int32'] };
    const day = new Date('2026-01-02');
    const { data } = ownFigure([{ x: [day], y: column, z: new Float64Array([3]) }]).drawing;
    expect(data).toEqual([{ x: [day], y: [1, 2], z: [3] }]);
  });
});

describe('the rehearsal mark', () => {
  const rows = simulatedRows([{ goal: 3 }, { goal: 5 }]);
  const isMarked = (figure: ReturnType<typeof ownFigure>) =>
    [figure.drawing, figure.dark].map(part =>
      JSON.stringify(part?.layout).includes('Rehearsal: simulated models')
    );

  test.each<[string, PlotSpec, boolean | undefined, boolean]>([
    ['is on numbers of a simulated run', [{ x: rows.map(row => row.goal) }], undefined, true],
    ['is on what the caller says', [bars], true, true],
    ['is not on numbers of one’s own', [bars], undefined, false],
    ['is not on what the caller says is real', [{ x: rows.map(row => row.goal) }], false, false]
  ])('%s', (_, spec, rehearsal, marked) => {
    const figure = ownFigure(spec, rehearsal);
    expect(figure.rehearsal).toBe(marked);
    expect(isMarked(figure)).toEqual([marked, marked]);
  });

  test('has room above the plot and leaves the shapes of the figure', () => {
    const layout = { margin: { t: 5, l: 9 }, shapes: [{ type: 'line' }] };
    const { margin, shapes } = ownFigure({ data: [bars], layout }, true).drawing.layout;
    expect(margin).toEqual({ t: 44, l: 9 });
    expect(shapes).toMatchObject([{ type: 'line' }, { name: 'rehearsal-mark' }, {}]);
  });
});

test.each<[unknown, string]>([
  [undefined, 'got nothing. Give a list of traces.'],
  [{ type: 'bar', x: [1] }, 'Put the trace in a list: pi.plot([trace]).'],
  [[1, 2], 'got 1. Each trace is an object with a type and its values.'],
  [[], 'Give at least one trace.'],
  [{ data: [bars], layout: 'big' }, 'Give the layout as an object.'],
  [[{ type: 'histgram', x: [1] }], 'got "histgram". Use one of: bar, ']
])('%j is refused in one sentence', (spec, sentence) => {
  expect(() => ownFigure(spec as PlotSpec)).toThrow(sentence);
});
