import { expect, test } from 'vitest';
import { gapFigure } from '../../../kernel-lib/src/figure/gap';
import { gapWith } from '../../support/gaps';
import { origin } from '../../support/goals';

const gaps = [gapWith('BC+SR', 0.91), gapWith('base', 0.03), gapWith('BC', 0.8)];

test('each model is a dot with its colour, symbol and signed number, in the order of the paper', () => {
  const figure = gapFigure(gaps, origin);
  expect(figure?.data[0]).toMatchObject({
    y: [0.03, 0.8, 0.91],
    marker: { symbol: ['circle', 'triangle-up', 'diamond'] }
  });
  const texts = (figure?.layout.annotations as { text: string }[]).map(({ text }) => text);
  expect(texts.slice(0, 3)).toEqual(['<b>+0.03</b>', '<b>+0.80</b>', '<b>+0.91</b>']);
});

test('where people have rated, the judge is held against them', () => {
  const people = gapWith('base', 0.5, 0.1, { below: 'people' });
  expect(gapFigure([...gaps, people], origin)?.data[0]).toMatchObject({ y: [0.5] });
});

test('gaps of other dimensions are left out', () => {
  const other = gapWith('SR', 3, 0.1, { dimension: 'overall' });
  expect(gapFigure([...gaps, other], origin)?.table).toHaveLength(3);
});

test('where nobody but the judge has rated there is no figure', () => {
  expect(gapFigure([], origin)).toBeUndefined();
  expect(gapFigure([gapWith('base', 1, 0.1, { below: 'truth' })], origin)).toBeUndefined();
});

test('zero is always in sight', () => {
  const { range } = gapFigure([gapWith('base', 3)], origin)?.layout.yaxis as { range: number[] };
  expect(range[0]).toBeLessThan(0);
});

test('a gap without an interval says so, in its label and its table', () => {
  const figure = gapFigure([gapWith('base', 1, 'none'), gapWith('BC', 2, 0.5)], origin);
  const [none, some] = (figure?.data[0] as { hovertext: string[] }).hovertext;
  expect(none).toContain('no interval: an interval needs two clusters');
  expect(some).toContain('95 % interval +1.50 to +2.50');
  expect(figure?.table).toMatchObject([
    { low: null, high: null },
    { low: 1.5, high: 2.5 }
  ]);
});
