import { describe, expect, expectTypeOf, test } from 'vitest';
import { clusteredInterval, pairedT } from '../../../kernel-lib/src/base/stats';
import {
  comparison,
  comparisonByTask,
  summaryOf
} from '../../../kernel-lib/src/evaluation/compare';
import { scales, type Score, type Summary } from '../../../kernel-lib/src/evaluation/schema';
import { pointsOf, scoreWith } from '../../support/scores';

/** Scores of a model: a task's letter, then its values. */
const scored = (
  model: string,
  tasks: Readonly<Record<string, readonly (number | undefined)[]>>
): Score[] =>
  Object.entries(tasks).flatMap(([task, values]) =>
    values.map((value, repeat) => scoreWith(value, { model, task, repeat }))
  );
const goalOf = (summaries: readonly Summary[]) =>
  summaries.find(({ dimension }) => dimension === 'goal');

describe('a summary', () => {
  test('is one row per model, source and scale, in order', () => {
    const scores = ['SR', 'base'].flatMap(model =>
      (['truth', 'judge'] as const).map(source => scoreWith(5, { model, source }))
    );
    const rows = summaryOf(scores).map(({ model, source, dimension }) => [
      model,
      source,
      dimension
    ]);
    expect(rows).toHaveLength(2 * 2 * 8);
    expect(rows.slice(0, 8)).toEqual(scales.map(scale => ['SR', 'judge', scale]));
    expect(rows[8]).toEqual(['SR', 'truth', 'believability']);
    expect(rows[16]).toEqual(['base', 'judge', 'believability']);
  });

  test('gives the mean with its n, the unrated and an interval clustered by task', () => {
    const scores = scored('base', { a: [4, 6], b: [8, undefined], c: [3] });
    const points = [
      { value: 4, cluster: 'a' },
      { value: 6, cluster: 'a' },
      { value: 8, cluster: 'b' },
      { value: 3, cluster: 'c' }
    ];
    expect(goalOf(summaryOf(scores))).toEqual({
      model: 'base',
      source: 'judge',
      dimension: 'goal',
      unrated: 1,
      ...clusteredInterval(points)
    });
    expect(goalOf(summaryOf(scores))).toMatchObject({ mean: 5.25, n: 4, clusters: 3 });
  });

  test('looks at each scale by itself', () => {
    const points = pointsOf(5, { secret: -2, overall: 3.5 });
    const means = summaryOf([scoreWith(5, { points })]).map(({ dimension, mean }) => [
      dimension,
      mean
    ]);
    expect(Object.fromEntries(means)).toMatchObject({ goal: 5, secret: -2, overall: 3.5 });
  });

  test('has a mean but no interval over one task, and says why', () => {
    const summary = goalOf(summaryOf(scored('base', { a: [4, 6] })));
    expect(summary).toMatchObject({ mean: 5, n: 2, clusters: 1 });
    expect(summary?.noInterval).toBe('an interval needs two clusters');
    expect(summary).not.toHaveProperty('low');
  });

  test('over tasks with the same mean has no interval of width 0, and says why', () => {
    const summary = goalOf(summaryOf(scored('base', { a: [4, 6], b: [5, 5] })));
    expect(summary).toMatchObject({ mean: 5, n: 4, clusters: 2 });
    expect(summary?.noInterval).toBe('every cluster has the same mean');
    expect(summary).not.toHaveProperty('high');
  });

  test('of nothing rated has no mean, but the number of the unrated', () => {
    expect(goalOf(summaryOf(scored('base', { a: [undefined, undefined] })))).toEqual({
      model: 'base',
      source: 'judge',
      dimension: 'goal',
      unrated: 2,
      n: 0,
      clusters: 0,
      noInterval: 'nothing is rated'
    });
  });

  test('of no scores is empty', () => {
    expect(summaryOf([])).toEqual([]);
  });

  test('cannot be written without n, the unrated and an interval or its absence', () => {
    const whole = { model: 'a', source: 'judge', dimension: 'goal', mean: 5, n: 2, clusters: 2, unrated: 0, low: 4, high: 6 } as const; // prettier-ignore
    const { n: _n, ...withoutN } = whole;
    const { unrated: _unrated, ...withoutUnrated } = whole;
    const { low: _low, high: _high, ...withoutInterval } = whole;
    expectTypeOf(whole).toExtend<Summary>();
    expectTypeOf(withoutN).not.toExtend<Summary>();
    expectTypeOf(withoutUnrated).not.toExtend<Summary>();
    expectTypeOf(withoutInterval).not.toExtend<Summary>();
  });
});

describe('a comparison', () => {
  const goal = (scores: readonly Score[]) => comparison(scores, 'BC', 'base', 'judge', 'goal');

  test('is a paired t-test over the tasks’ mean differences', () => {
    const scores = [
      ...scored('BC', { a: [7, 9], b: [6], c: [8] }),
      ...scored('base', { a: [5, 3], b: [6], c: [4] })
    ];
    expect(goal(scores)).toEqual({
      model: 'BC',
      versus: 'base',
      source: 'judge',
      dimension: 'goal',
      used: [4, 4],
      leftOut: [0, 0],
      ...pairedT([[8, 4], [6, 6], [8, 4]]) // prettier-ignore
    });
  });

  test('counts a task once, however often it was played', () => {
    const scores = [
      ...scored('BC', { a: Array.from({ length: 10 }, () => 9), b: [5] }),
      ...scored('base', { a: Array.from({ length: 10 }, () => 5), b: [5] })
    ];
    expect(goal(scores)).toMatchObject({ difference: 2, n: 2 });
  });

  test.each([
    ['pair', { pair: 'ben & ava' }],
    ['seat', { seat: 1 as const }],
    ['repeat', { repeat: 1 }]
  ])('needs the same %s on both sides', (_, other) => {
    const shared = [scoreWith(8, { model: 'BC' }), scoreWith(5, { model: 'base' })];
    const scores = [...shared, scoreWith(1, { model: 'BC', ...other })];
    expect(goal(scores)).toMatchObject({ difference: 3, used: [1, 1], leftOut: [1, 0] });
    const both = [...scores, scoreWith(2, { model: 'base', ...other })];
    expect(goal(both)).toMatchObject({ difference: 1, used: [2, 2], leftOut: [0, 0] });
  });

  test('leaves out both sides of a pair when one is unrated', () => {
    const scores = [
      ...scored('BC', { a: [9, undefined], b: [7], c: [undefined] }),
      ...scored('base', { a: [5, 0], b: [6], c: [0] })
    ];
    expect(goal(scores)).toMatchObject({ difference: 2.5, n: 2, used: [2, 2], leftOut: [2, 2] });
  });

  test('looks only at the two models, the source and the scale it is asked about', () => {
    const scores = [
      scoreWith(8, { model: 'BC', points: pointsOf(8, { secret: -3 }) }),
      scoreWith(5, { model: 'base', points: pointsOf(5, { secret: -1 }) }),
      scoreWith(0, { model: 'SR' }),
      scoreWith(0, { model: 'BC', source: 'truth' })
    ];
    expect(goal(scores)).toMatchObject({ difference: 3, n: 1 });
    expect(comparison(scores, 'BC', 'base', 'judge', 'secret').difference).toBe(-2);
    expect(comparison(scores, 'base', 'BC', 'judge', 'goal').difference).toBe(-3);
  });

  test('of a model with itself is no difference', () => {
    const scores = scored('BC', { a: [9], b: [7] });
    expect(comparison(scores, 'BC', 'BC', 'judge', 'goal')).toMatchObject({
      difference: 0,
      noInterval: 'every pair differs by the same'
    });
  });

  test.each([
    ['no scores', []],
    ['scores of one model only', scored('BC', { a: [9], b: [7] })],
    ['no task in common', [...scored('BC', { a: [9] }), ...scored('base', { b: [7] })]],
    ['unrated scores only', [...scored('BC', { a: [9] }), ...scored('base', { a: [undefined] })]]
  ])('of %s has no difference and says so', (_, scores) => {
    const found = goal(scores);
    expect(found).toMatchObject({ n: 0, noInterval: 'no task has scores of both models' });
    expect(found).not.toHaveProperty('difference');
  });
});

describe('a comparison by task', () => {
  test('takes all scores of the tasks that both have, whoever played them', () => {
    const scores = [
      scoreWith(8, { model: 'BC', task: 'a', pair: 'x & y' }),
      scoreWith(6, { model: 'BC', task: 'a', pair: 'y & x', seat: 1 }),
      scoreWith(4, { model: 'base', task: 'a', pair: 'v & w' }),
      scoreWith(9, { model: 'BC', task: 'b' }),
      scoreWith(2, { model: 'base', task: 'c' })
    ];
    expect(comparisonByTask(scores, 'BC', 'base', 'judge', 'goal')).toMatchObject({
      difference: 3,
      n: 1,
      used: [2, 1],
      leftOut: [1, 1]
    });
  });

  test('equals the exact comparison where both played the same', () => {
    const scores = [
      ...scored('BC', { a: [7, 9], b: [6, 1], c: [8, 8] }),
      ...scored('base', { a: [5, 3], b: [6, 2], c: [4, 7] })
    ];
    const question = [scores, 'BC', 'base', 'judge', 'goal'] as const;
    expect(comparisonByTask(...question)).toEqual(comparison(...question));
  });
});
