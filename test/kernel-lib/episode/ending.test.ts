import { describe, expect, test } from 'vitest';
import {
  endingOf,
  idleRun,
  present,
  ruleSets,
  staleRun
} from '../../../kernel-lib/src/episode/ending';
import { talk, turns } from '../../support/turns';

const cast = ['Ava', 'Ben'];

describe('by the clean rules, which are the default', () => {
  test.each([
    ['has not begun', [], undefined],
    ['tolerates two silent turns', turns('Ava: speak', 'Ben: none', 'Ava: none'), undefined],
    ['is stale at the third', turns('Ben: none', 'Ava: none', 'Ben: none'), 'stale'],
    [
      'starts to count anew when somebody acts',
      turns('Ava: none', 'Ben: none', 'Ava: action', 'Ben: none', 'Ava: none'),
      undefined
    ],
    [
      'treats a gesture as no silence',
      turns('Ava: none', 'Ben: none', 'Ava: non-verbal communication'),
      undefined
    ],
    ['needs two characters', turns('Ava: speak', 'Ben: leave'), 'too few characters'],
    ['ends when the first leaves at once', turns('Ava: leave'), 'too few characters'],
    ['goes on at turn 19', talk(19), undefined],
    ['stops at turn 20', talk(20), 'turn limit'],
    ['names leaving before the limit', [...talk(19), ...turns('Ben: leave')], 'too few characters'],
    [
      'names silence before the limit',
      [...talk(17), ...turns('Ben: none', 'Ava: none', 'Ben: none')],
      'stale'
    ]
  ])('an episode %s', (_, played, ending) => {
    expect(endingOf(played, cast)).toBe(ending);
  });
});

describe('by the published rules', () => {
  test.each([
    ['has not begun', [], undefined],
    [
      'ends when agent 2 is silent right after agent 1 acted',
      turns('Ava: speak', 'Ben: none'),
      'stale'
    ],
    [
      'goes on when agent 1 is silent right after agent 2 acted',
      turns('Ava: speak', 'Ben: speak', 'Ava: none'),
      undefined
    ],
    ['goes on when agent 1 begins with silence', turns('Ava: none'), undefined],
    ['ends when agent 2 is silent after that too', turns('Ava: none', 'Ben: none'), 'stale'],
    ['goes on when agent 2 acts after that', turns('Ava: none', 'Ben: speak'), undefined],
    [
      'goes on when agent 1 is silent again and again, and agent 2 acts',
      turns('Ava: none', 'Ben: speak', 'Ava: none', 'Ben: speak', 'Ava: none'),
      undefined
    ],
    [
      'ends at once when agent 2 is silent late in a talk',
      [...talk(11), ...turns('Ben: none')],
      'stale'
    ],
    [
      'goes on when agent 1 is silent late in a talk',
      [...talk(12), ...turns('Ava: none')],
      undefined
    ],
    ['ends when agent 1 leaves', turns('Ava: leave'), 'too few characters'],
    ['ends when agent 2 leaves', turns('Ava: speak', 'Ben: leave'), 'too few characters'],
    ['goes on at turn 20', talk(20), undefined],
    ['stops at turn 21', talk(21), 'turn limit']
  ])('an episode %s', (_, played, ending) => {
    expect(endingOf(played, cast, ruleSets.published)).toBe(ending);
  });

  test.each([
    [turns('Ava: speak'), 1],
    [turns('Ava: speak', 'Ben: none'), 3],
    [turns('Ava: speak', 'Ben: speak'), 0],
    [turns('Ava: speak', 'Ben: speak', 'Ava: none'), 2],
    [turns('Ava: speak', 'Ben: speak', 'Ava: none', 'Ben: none'), 4]
  ])('who is not on turn is silent too: %#', (played, silences) => {
    expect(idleRun(played, cast)).toBe(silences);
  });
});

test('the limits can be moved', () => {
  const rules = { ...ruleSets.clean, maxTurns: 3, maxStaleTurns: 0 };
  expect(endingOf(talk(2), cast, rules)).toBeUndefined();
  expect(endingOf(talk(3), cast, rules)).toBe('turn limit');
  expect(endingOf(turns('Ava: none'), cast, rules)).toBe('stale');
});

test('who has left is not present any more, whatever it did before', () => {
  expect(present(turns('Ava: speak', 'Ben: speak', 'Ava: leave'), cast)).toEqual(['Ben']);
});

test('an episode that has not begun has no silence', () => {
  expect(staleRun([])).toBe(0);
  expect(idleRun([], cast)).toBe(0);
});
