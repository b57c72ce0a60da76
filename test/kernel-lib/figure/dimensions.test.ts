import { expect, test } from 'vitest';
import { summaryOf } from '../../../kernel-lib/src/evaluation/compare';
import { dimensionsFigure } from '../../../kernel-lib/src/figure/dimensions';
import { dimensions } from '../../../kernel-lib/src/rating/schema';
import { goals, origin } from '../../support/goals';

const summaries = summaryOf(
  goals({ base: { judge: 0, people: 0, truth: 0 }, BC: { judge: 0, people: 0, truth: 0 } })
);
const figure = dimensionsFigure(summaries, origin);
const axis = (i: number) =>
  figure.layout[`yaxis${i === 0 ? '' : i + 1}`] as { range: number[]; domain: number[] };

test.each(dimensions.map((dimension, i) => [dimension.name, dimension, i] as const))(
  'the panel of %s shows its whole range',
  (_, { low, high }, i) => {
    expect(axis(i).range[0]).toBeLessThanOrEqual(low);
    expect(axis(i).range[1]).toBeGreaterThanOrEqual(high);
  }
);

test('a point is equally high in every panel', () => {
  const heights = Array.from({ length: 8 }, (_, i) => {
    const { range, domain } = axis(i);
    return ((domain[1]! - domain[0]!) / (range[1]! - range[0]!)).toFixed(6);
  });
  expect(new Set(heights).size).toBe(1);
});

test('every source has a mark of its own in every panel', () => {
  const shown = figure.data.filter(trace => trace.showlegend === false);
  expect(shown).toHaveLength(8 * 3);
  const symbols = shown.map(trace => (trace.marker as { symbol: string }).symbol);
  expect(new Set(symbols)).toEqual(new Set(['circle', 'diamond-open', 'x-thin-open']));
});

test('its table has every dimension of every model by every source', () => {
  expect(figure.table).toHaveLength(8 * 2 * 3);
  const names = new Set(figure.table.map(row => row.dimension));
  expect(names).toContain('financial and material benefits');
});

test('no scores at all still make a figure', () => {
  expect(dimensionsFigure([], origin).data).toEqual([]);
});
