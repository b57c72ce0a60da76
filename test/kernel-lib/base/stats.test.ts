import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  clusteredInterval,
  mean,
  pairedT,
  standardError,
  type Interval
} from '../../../kernel-lib/src/base/stats';
import reference from './stats.reference.json';

const of = (cluster: string, ...values: readonly number[]) =>
  values.map(value => ({ value, cluster }));

describe('no data', () => {
  test('has no mean, no interval and no test, never 0', () => {
    expect(mean([])).toBeUndefined();
    expect(clusteredInterval([])).toBeUndefined();
    expect(pairedT([])).toBeUndefined();
    expect(standardError([])).toBeUndefined();
  });

  test('is not the same as data that are 0', () => {
    expect(mean([0])).toBe(0);
    expect(clusteredInterval(of('a', 0))?.mean).toBe(0);
    expect(pairedT([[0, 0]])?.difference).toBe(0);
  });
});

describe('a standard error', () => {
  test('needs two values', () => {
    expect(standardError([3])).toBeUndefined();
    expect(standardError([3, 3])).toBe(0);
    expect(standardError([2, 4])).toBe(1);
  });

  test.each(reference.standardError)('agrees with scipy: $standardError', given => {
    expect(mean(given.values)).toBeCloseTo(given.mean, 12);
    expect(standardError(given.values)).toBeCloseTo(given.standardError, 12);
  });
});

describe('a clustered interval', () => {
  test.each(reference.clustered)('agrees with statsmodels around $mean', given => {
    const interval = clusteredInterval(given.points);
    expect(interval?.mean).toBeCloseTo(given.mean, 10);
    expect(interval?.low).toBeCloseTo(given.low, 10);
    expect(interval?.high).toBeCloseTo(given.high, 10);
  });

  test('says why it is missing with one cluster, however many values', () => {
    expect(clusteredInterval(of('a', 1, 5, 9))).toEqual({
      mean: 5,
      n: 3,
      clusters: 1,
      noInterval: 'an interval needs two clusters'
    });
  });

  test.each([
    ['of one value', [...of('a', 7), ...of('b', 7), ...of('c', 7)], 7],
    ['of nothing but 0', [...of('a', 0, 0), ...of('b', 0)], 0],
    ['whose values vary around one mean', [...of('a', 2, 6), ...of('b', 4), ...of('c', 3, 5)], 4],
    ['that are equal but for rounding', ['a', 'b', 'c'].flatMap(each => of(each, 0.1, 0.2, 0.7)), 1 / 3] // prettier-ignore
  ])(
    'is missing for clusters %s, since a width of 0 would claim certainty',
    (_, points, center) => {
      const interval = clusteredInterval(points)!;
      expect(interval.mean).toBeCloseTo(center, 12);
      expect(interval.noInterval).toBe('every cluster has the same mean');
      expect(interval).not.toHaveProperty('low');
      expect(interval).not.toHaveProperty('high');
    }
  );

  test('exists for clusters that vary a little, beside many that do not', () => {
    const points = Array.from({ length: 5000 }, (_, i) => ({ value: 10, cluster: `${i}` }));
    const interval = clusteredInterval([...points, { value: 10.001, cluster: 'other' }])!;
    expect(interval.high).toBeGreaterThan(interval.low!);
  });

  test('exists from two clusters on', () => {
    const interval = clusteredInterval([...of('a', 4), ...of('b', 6)]);
    expect(interval).toMatchObject({ mean: 5, n: 2, clusters: 2 });
    expect(interval?.high).toBeCloseTo(5 + 12.706204736, 8); // t of one degree of freedom × 1
  });

  test('is as wide as without clusters when every value is its own', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const interval = clusteredInterval(values.map((value, i) => ({ value, cluster: `${i}` })));
    const margin = standardError(values)! * 2.364624252; // t of seven degrees of freedom
    expect(interval?.high).toBeCloseTo(mean(values)! + margin, 8);
  });

  test('does not narrow when each value is merely repeated within its cluster', () => {
    const once = [...of('a', 2), ...of('b', 5), ...of('c', 7)];
    const often = once.flatMap(point => Array.from({ length: 50 }, () => point));
    expect(clusteredInterval(often)?.low).toBeCloseTo(clusteredInterval(once)!.low!, 10);
  });

  test('does not depend on the order of the values', () => {
    const points = [...of('a', 2, 3), ...of('b', 5), ...of('c', 7, 0.1, 0.2)];
    expect(clusteredInterval(points.toReversed())?.low).toBeCloseTo(
      clusteredInterval(points)!.low!,
      12
    );
  });

  test('cannot be written with one end only, or without an end and a reason', () => {
    const measured = { mean: 1, n: 2, clusters: 2 };
    expectTypeOf({ ...measured, low: 0, high: 2 }).toExtend<Interval>();
    expectTypeOf({ ...measured, noInterval: 'one task' }).toExtend<Interval>();
    expectTypeOf({ ...measured, low: 0 }).not.toExtend<Interval>();
    expectTypeOf(measured).not.toExtend<Interval>();
  });
});

describe('a paired t-test', () => {
  test.each(reference.paired)('agrees with scipy at t = $t', given => {
    const tested = pairedT(given.pairs.map(([first, second]) => [first!, second!] as const));
    expect(tested?.n).toBe(given.pairs.length);
    expect(tested?.degreesOfFreedom).toBe(given.degreesOfFreedom);
    expect(tested?.difference).toBeCloseTo(given.difference, 10);
    expect(tested?.t).toBeCloseTo(given.t, 8);
    expect(tested!.p! / given.p).toBeCloseTo(1, 8); // relative: holds for tiny p as well
    expect(tested?.low).toBeCloseTo(given.low, 10);
    expect(tested?.high).toBeCloseTo(given.high, 10);
  });

  test('turns its sign and keeps its p when the sides are swapped', () => {
    const there = pairedT([[1, 2], [3, 5], [4, 4]])!; // prettier-ignore
    const back = pairedT([[2, 1], [5, 3], [4, 4]])!; // prettier-ignore
    expect(back.t).toBeCloseTo(-there.t!, 12);
    expect(back.p).toBeCloseTo(there.p!, 12);
  });

  test.each([
    ['of a single pair', [[7, 5]], 2, 'a test needs two pairs'],
    ['of equal pairs', [[0, 0], [0, 0]], 0, 'every pair differs by the same'], // prettier-ignore
    ['of equal differences', [[3, 1], [9, 7]], 2, 'every pair differs by the same'], // prettier-ignore
    [
      'of differences that are equal but for rounding',
      [[0.3, 0.2], [0.2, 0.1], [0.1, 0]], // prettier-ignore
      0.1,
      'every pair differs by the same'
    ]
  ] as const)('%s has a difference and the reason why no t', (_, pairs, difference, reason) => {
    const tested = pairedT(pairs);
    expect(tested?.difference).toBeCloseTo(difference, 12);
    expect(tested).toMatchObject({ n: pairs.length, noInterval: reason });
    expect(tested).not.toHaveProperty('t');
    expect(tested).not.toHaveProperty('p');
  });
});
