import { expect, test } from 'vitest';
import { gapOf, gapsOf } from '../../../kernel-lib/src/figure/gaps';
import { scoreWith } from '../../support/scores';

const what = { model: 'base', dimension: 'goal', above: 'judge', below: 'people' } as const;
const judged = (value: number | undefined, task: string) => scoreWith(value, { task });
const rated = (value: number | undefined, task: string) =>
  scoreWith(value, { task, source: 'people' });

test('a gap is the mean difference over the characters that both have scored', () => {
  const scores = [judged(6, 'a'), rated(4, 'a'), judged(5, 'b'), rated(4, 'b')];
  expect(gapOf(scores, what)).toMatchObject({ mean: 1.5, n: 2, clusters: 2, unmatched: 0 });
});

test('a character that only one has scored does not count, and is counted', () => {
  const scores = [judged(6, 'a'), rated(4, 'a'), judged(9, 'b'), rated(undefined, 'b')];
  expect(gapOf(scores, what)).toMatchObject({ mean: 2, n: 1, unmatched: 1 });
});

test('the interval is that of the differences, so a spread both share does not widen it', () => {
  const gap = (spread: number) =>
    gapOf(
      [1, 2, 4].flatMap((lead, i) => [
        judged(i * spread + lead, `${i}`),
        rated(i * spread, `${i}`)
      ]),
      what
    );
  expect(gap(3).low).toBeCloseTo(gap(0).low!, 12);
  expect(gap(3).high).toBeGreaterThan(gap(3).mean!);
});

test('differences that are all the same have no interval', () => {
  const scores = ['a', 'b', 'c'].flatMap((task, i) => [judged(i + 1, task), rated(i, task)]);
  const gap = gapOf(scores, what);
  expect(gap).toMatchObject({ mean: 1, noInterval: 'every cluster has the same mean' });
  expect(gap).not.toHaveProperty('low');
});

test('with nothing in common there is no mean, and a reason', () => {
  expect(gapOf([judged(6, 'a'), rated(4, 'b')], what)).toEqual({
    ...what,
    unmatched: 2,
    n: 0,
    clusters: 0,
    noInterval: 'no character has both scores'
  });
});

test('every model has a gap to every source but the judge', () => {
  const scores = ['base', 'BC'].flatMap(model =>
    (['judge', 'people', 'truth'] as const).map(source => scoreWith(5, { model, source }))
  );
  const named = gapsOf(scores).map(gap => `${gap.model}: ${gap.above} − ${gap.below}`);
  expect(named).toEqual([
    'base: judge − people',
    'base: judge − truth',
    'BC: judge − people',
    'BC: judge − truth'
  ]);
});
