import { expect, test } from 'vitest';
import { repeatsOf } from '../../../extension/src/browser/repeats-of';
import type { EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';

const entry = (id: string, part: Partial<EpisodeEntry> = {}): EpisodeEntry => ({
  ...{ id, at: 0, bytes: 1, task: 'ferry', hard: false, scenario: 'A ferry.', tag: 'try BC' },
  ...{ people: ['Ava', 'Ben'], models: ['m', 'p'], ending: 'stale', turns: 4 },
  ...{ repaired: 0, failed: 0 },
  ...part
});

test('episodes that differ in nothing that a list shows are counted from 1, in the order of the file', () => {
  const found = repeatsOf([
    entry('a'),
    entry('x', { models: ['p', 'm'] }),
    entry('b', { turns: 7 })
  ]);
  expect([...found]).toEqual([
    ['a', { number: 1, of: 2 }],
    ['b', { number: 2, of: 2 }]
  ]);
});

test.each([
  ['another task', { task: 'bakery' }],
  ['another scenario of that name', { scenario: 'Another ferry.' }],
  ['other people', { people: ['Ava', 'Cleo'] as [string, string] }],
  ['another set', { tag: 'collect BC' }]
])('an episode of %s is no repeat', (_, part) => {
  expect(repeatsOf([entry('a'), entry('b', part)]).size).toBe(0);
});
