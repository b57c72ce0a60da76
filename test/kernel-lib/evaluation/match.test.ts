import { describe, expect, expectTypeOf, test } from 'vitest';
import { matchesOf, seated } from '../../../kernel-lib/src/evaluation/match';
import type { Casting } from '../../../kernel-lib/src/task/schema';

const casting = (id: string): Casting => ({
  id,
  task: 'task-a',
  relationship: 'ava-ben',
  characters: ['ava', 'ben']
});

describe('matches', () => {
  test('are every casting from both seats, in the order of castings, seats and repeats', () => {
    const matches = matchesOf([casting('x'), casting('y')], 2);
    expect(matches.map(({ casting, seat, repeat }) => `${casting.id} ${seat} ${repeat}`)).toEqual([
      'x 0 0',
      'x 0 1',
      'x 1 0',
      'x 1 1',
      'y 0 0',
      'y 0 1',
      'y 1 0',
      'y 1 1'
    ]);
  });

  test('of 14 hard tasks with 5 pairs are the paper’s 140', () => {
    const castings = Array.from({ length: 14 * 5 }, (_, i) => casting(`c${i}`));
    expect(matchesOf(castings, 1)).toHaveLength(140);
    expect(matchesOf(castings, 3)).toHaveLength(420);
  });

  test('of nobody are none', () => {
    expect(matchesOf([], 1)).toEqual([]);
  });

  test.each([0, -1, 1.5, NaN])('played %d times are refused', repeats => {
    expect(() => matchesOf([casting('x')], repeats)).toThrow(
      '[evaluation/match] expected a whole number of repeats, at least 1'
    );
  });
});

test('the evaluated one sits where the match says, its partner opposite', () => {
  expect(seated({ seat: 0 }, 'BC', 'partner')).toEqual(['BC', 'partner']);
  expect(seated({ seat: 1 }, 'BC', 'partner')).toEqual(['partner', 'BC']);
  expectTypeOf(seated<number>).returns.toEqualTypeOf<readonly [number, number]>();
});
