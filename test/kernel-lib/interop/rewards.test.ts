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

test.each([
  ['goal', 10, 11],
  ['relationship', -5, -6],
  ['secret', 0, 1],
  ['overall_score', 10, 10.5]
])('%s may be %d, and %d makes a character unrated, with the reason', (name, within, beyond) => {
  const notes: string[] = [];
  const read = (score: number) =>
    readRewards(
      [
        [3, { [name]: score }],
        [3, sevenScores]
      ],
      2,
      'test',
      one => notes.push(one)
    );
  expect(read(within)[0]).toEqual([3, { [name]: within }]);
  expect(notes).toEqual([]);
  expect(read(beyond)).toEqual([null, [3, sevenScores]]);
  expect(notes).toEqual([
    expect.stringContaining(`agent 1 counts as not rated: ${name} ${beyond}`)
  ]);
});

test('where nobody listens, a score out of range is an error', () => {
  expect(() => readRewards([[99, {}], 0], 2, 'test')).toThrow('overall 99 is not from -10 to 10');
});

test('a dimension of somebody else has a range of its own', () => {
  expect(readRewards([[3, { humour: 55 }], 0], 2, 'test')[0]).toEqual([3, { humour: 55 }]);
});

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
