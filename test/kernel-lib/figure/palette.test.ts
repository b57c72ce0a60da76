import { expect, test } from 'vitest';
import {
  inOrder,
  ratersOf,
  series,
  seriesOf,
  sourceLooks,
  tones
} from '../../../kernel-lib/src/figure/palette';

test('models stand in the order of the paper, others behind, each once', () => {
  expect(inOrder(['mine', 'expert', 'BC', 'base', 'BC', 'mine'])).toEqual([
    'base',
    'BC',
    'expert',
    'mine'
  ]);
});

test('every model has a colour and a symbol of its own', () => {
  const looks = Object.values(series);
  for (const part of ['light', 'dark', 'symbol'] as const) {
    expect(new Set(looks.map(look => look[part])).size).toBe(looks.length);
  }
});

test('a model that the paper does not know is grey, under its own name', () => {
  expect(seriesOf('toString')).toMatchObject({ label: 'toString', light: tones.light.muted });
});

test('who rated is told without colour: no two sources share a filling or a symbol', () => {
  const looks = Object.values(sourceLooks);
  expect(new Set(looks.map(look => look.pattern?.shape)).size).toBe(looks.length);
  expect(new Set(looks.map(look => look.symbol)).size).toBe(looks.length);
});

test.each([
  [['judge', 'simulatedRaters', 'people'], 'people'],
  [['judge', 'simulatedRaters', 'truth'], 'simulatedRaters'],
  [['judge', 'truth'], undefined]
] as const)('of %j the judge is held against %s', (sources, raters) => {
  expect(ratersOf(sources)).toBe(raters);
});
