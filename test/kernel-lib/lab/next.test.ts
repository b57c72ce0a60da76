import { expect, test } from 'vitest';
import type { Table } from '../../../kernel-lib/src/edge/files';
import { nextVerb } from '../../../kernel-lib/src/lab/next';
import { tables } from '../../../kernel-lib/src/lab/tables';
import { ratingWith } from '../../support/ratings';
import { episodeOf } from '../../support/scene';

/** A run with episodes of these tags; the judge has rated all but the last `unrated`. */
function runWith(tags: readonly string[], { chosen = '', unrated = 0, failures = 0 } = {}) {
  const ids = tags.map((_, i) => `e${i}`);
  const rated = ids.slice(0, ids.length - unrated);
  const rows = new Map<string, readonly unknown[]>([
    [tables.episodes.file, tags.map((tag, i) => episodeOf([], { id: ids[i]!, tag }))],
    [tables.ratings.file, rated.map(episode => ratingWith({ id: episode, episode }))],
    [tables.selections.file, chosen ? [{ tag: chosen }] : []],
    [tables.failures.file, Array.from({ length: failures }, () => ({}))]
  ]);
  return { rows: <T>(table: Table<T>) => (rows.get(table.file) ?? []) as readonly T[] };
}

test.each([
  ['tasks', 'play'],
  ['play', 'rate'],
  ['select', 'train'],
  ['train', 'play'],
  ['evaluate', 'figures'],
  ['run', 'run']
])('after %s comes %s', (verb, next) => {
  expect(nextVerb(runWith([]), verb)).toBe(next);
});

test.each([
  ['a collection that nobody has chosen from', ['collect BC', 'try base'], {}, 'select'],
  ['one that is chosen from', ['collect BC', 'try base'], { chosen: 'collect BC' }, 'evaluate'],
  ['one of which a rating is missing', ['collect BC'], { unrated: 1 }, 'evaluate'],
  ['another one, chosen from the first', ['collect SR'], { chosen: 'collect BC' }, 'select'],
  ['trials alone', ['try base'], {}, 'evaluate']
])('after rating %s comes %s %j: %s', (_, tags, given, next) => {
  expect(nextVerb(runWith(tags, given), 'rate')).toBe(next);
});

test.each([
  ['rate', 'rate'],
  ['train', 'train'],
  ['status', 'run']
])('what failed in %s is tried again by %s', (verb, next) => {
  expect(nextVerb(runWith(['collect BC'], { failures: 1 }), verb)).toBe(next);
});
