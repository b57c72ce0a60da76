import { expect, test } from 'vitest';
import { readRewards, seatRatingOf, toRewards } from '../../../kernel-lib/src/interop/rewards';
import { sevenScores } from '../../support/published';

test.each([
  ['0', [0, 0]],
  ['0.0 beside a reward', [[3, sevenScores], 0.0]],
  ['null', [null, null]],
  [
    'an empty reward',
    [
      [0, {}],
      [0.0, {}]
    ]
  ],
  ['nothing', undefined],
  ['an empty list', []]
])('%s stands for "not rated", never for a score', (_, rewards) => {
  expect(readRewards(rewards, 2, 'test')[1]).toBeNull();
});

test('a reward of zeros with its dimensions is a score', () => {
  expect(readRewards([[0, { goal: 0 }], 0], 2, 'test')).toEqual([[0, { goal: 0 }], null]);
});

test('written and read again, rewards are the same', () => {
  const rewards = readRewards([[3, sevenScores], 0.0, 4.5], 3, 'test');
  expect(rewards).toEqual([[3, sevenScores], null, [4.5, {}]]);
  expect(readRewards(toRewards(rewards), 3, 'test')).toEqual(rewards);
});

test.each([[[0]], ['high'], [[['3', {}], 0]], [[[3], 0]], [[[3, { goal: '8' }], 0]]])(
  'rewards %j are refused',
  rewards => {
    expect(() => readRewards(rewards, 2, 'test')).toThrow('[interop/test] expected');
  }
);

test('seven scores become a rating', () => {
  const rating = seatRatingOf([3, sevenScores]);
  expect(rating.goal).toEqual({ score: 8, reason: '' });
  expect(Object.keys(rating)).toHaveLength(7);
  expect(seatRatingOf(null)).toEqual({});
});

test.each([[{ goal: 11 }], [{ goal: 7.5 }], [{ secret: 1 }]])(
  'scores %j are out of range',
  scores => {
    expect(() => seatRatingOf([3, scores])).toThrow('[interop/rewards] expected');
  }
);
