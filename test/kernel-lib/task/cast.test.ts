import { expect, test } from 'vitest';
import { randomFrom } from '../../../kernel-lib/src/base/random';
import { castTask } from '../../../kernel-lib/src/task/cast';
import type { People } from '../../../kernel-lib/src/task/people';
import type { Character, RelationshipKind, Task } from '../../../kernel-lib/src/task/schema';
import { ava, ben, friends, taskWith } from '../../support/scene';

const random = () => randomFrom('cast');
const between = (a: Character, b: Character, kind: RelationshipKind = 'friend') => ({
  ...friends,
  id: `${a.id}-${b.id}`,
  characters: [a.id, b.id] as [string, string],
  kind
});
const both: People = { characters: [ava, ben], relationships: [between(ava, ben)] };
const fits = (task: Partial<Task>, people: People = both, occupations = false): boolean => {
  try {
    return castTask(taskWith(task), people, 1, random(), { occupations }).length === 1;
  } catch {
    return false;
  }
};

test('a casting names the task, the relationship and the characters in its order', () => {
  const [casting] = castTask(taskWith(), both, 1, random());
  expect(casting).toEqual({
    id: expect.stringMatching(/^casting-/) as string,
    task: 'task-bicycle',
    relationship: 'ava-ben',
    characters: ['ava', 'ben']
  });
});

test('only the relationship of the task will do', () => {
  expect(fits({ relationship: 'friend' })).toBe(true);
  expect(fits({ relationship: 'family_member' })).toBe(false);
});

test.each<[string, [[number, number], [number, number]], boolean]>([
  [
    'both at the ends of their ranges',
    [
      [34, 40],
      [20, 28]
    ],
    true
  ],
  [
    'agent 1 too young',
    [
      [35, 40],
      [20, 28]
    ],
    false
  ],
  [
    'agent 1 too old',
    [
      [18, 33],
      [20, 28]
    ],
    false
  ],
  [
    'agent 2 too young',
    [
      [34, 40],
      [29, 40]
    ],
    false
  ],
  [
    'agent 2 too old',
    [
      [34, 40],
      [18, 27]
    ],
    false
  ],
  [
    'ranges that fit the other way round',
    [
      [20, 28],
      [34, 40]
    ],
    false
  ]
])('ages belong to seats: %s', (_, ages, expected) => {
  expect(fits({ ages })).toBe(expected);
});

test.each<[[[number, number], [number, number]], boolean]>([
  [
    [
      [18, 70],
      [18, 70]
    ],
    true
  ],
  [
    [
      [18, 70],
      [19, 70]
    ],
    false
  ],
  [
    [
      [18, 71],
      [18, 70]
    ],
    false
  ]
])('with the ranges %j somebody of 80 may play: %s', (ages, expected) => {
  const old = { ...ben, age: 80 };
  expect(fits({ ages }, { characters: [ava, old], relationships: both.relationships })).toBe(
    expected
  );
});

test('occupations are looked at only where that is asked for', () => {
  const task: Partial<Task> = { occupations: [['cook'], []] };
  expect(fits(task)).toBe(true);
  expect(fits(task, both, true)).toBe(false);
  expect(fits({ occupations: [['cook', 'baker'], []] }, both, true)).toBe(true);
  expect(fits({ occupations: [[], ['baker']] }, both, true)).toBe(false);
  expect(fits({ occupations: [[], []] }, both, true)).toBe(true);
});

const many = Array.from({ length: 8 }, (_, i) => ({ ...ben, id: `c${i}`, lastName: `L${i}` }));
const crowd: People = {
  characters: [ava, ...many],
  relationships: many.map(one => between(ava, one))
};

test('no relationship is used twice, and the seed decides which are used', () => {
  const ids = (seed: number) =>
    castTask(taskWith(), crowd, 5, randomFrom(seed)).map(({ relationship }) => relationship);
  expect(new Set(ids(1)).size).toBe(5);
  expect(ids(1)).toEqual(ids(1));
  expect(ids(1)).not.toEqual(ids(2));
});

test('all that fit can be had, one more is refused', () => {
  expect(castTask(taskWith(), crowd, 8, random())).toHaveLength(8);
  expect(() => castTask(taskWith(), crowd, 9, random())).toThrow(
    '[task/cast] expected 9 pairs of characters for task task-bicycle (friend), got "8 that fit"'
  );
  expect(() => castTask(taskWith(), crowd, 1.5, random())).toThrow('[task/cast]');
});
