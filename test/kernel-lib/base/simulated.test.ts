import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isMarkedSimulated, markLike, simulatedRows } from '../../../kernel-lib/src/base/simulated';

const rows = () => [
  { model: 'base', goal: 3 },
  { model: 'BC', goal: 5 }
];

describe('rows that simulated models made keep the mark', () => {
  test.each<[string, (made: readonly { model: string; goal: number }[]) => readonly object[]]>([
    ['as they are', made => made],
    ['in a list of one’s own', made => [...made]],
    ['filtered', made => made.filter(({ goal }) => goal > 4)],
    ['cut', made => made.slice(0, 1)],
    ['with other fields', made => made.map(({ goal }) => ({ double: 2 * goal }))],
    ['with more fields, from a filtered list', made => made.filter(Boolean).map(r => ({ ...r }))],
    ['as several rows each', made => made.flatMap(({ goal }) => [[goal], [goal]])],
    ['beside others', made => [{ model: 'mine', goal: 1 }, ...made]]
  ])('%s', (_, change) => {
    expect(isMarkedSimulated(change(simulatedRows(rows())))).toBe(true);
    expect(isMarkedSimulated(change(rows()))).toBe(false);
  });

  test('and look like any other list', () => {
    const made = simulatedRows(rows());
    expect(made).toEqual(rows());
    expect(Array.isArray(made)).toBe(true);
    expect(JSON.stringify(made)).toBe(JSON.stringify(rows()));
    expect(inspect(made)).toBe(inspect(rows()));
  });
});

test('of rows by several makers only those that simulated models made are marked', () => {
  const made = simulatedRows(rows(), ({ model }) => model === 'BC');
  expect(made.map(row => isMarkedSimulated(row))).toEqual([false, true]);
  expect(isMarkedSimulated(simulatedRows(rows(), () => false))).toBe(false);
});

test('a value takes the mark of what it is calculated from', () => {
  expect(isMarkedSimulated(markLike({ mean: 4 }, simulatedRows(rows())))).toBe(true);
  expect(isMarkedSimulated(markLike({ mean: 4 }, rows()))).toBe(false);
});
