import { expect, test } from 'vitest';
import type { Table } from '../../../kernel-lib/src/edge/files';
import { newerThanScores, nextVerb, verbOf } from '../../../kernel-lib/src/lab/next';
import { tables } from '../../../kernel-lib/src/lab/tables';
import { ratingWith } from '../../support/ratings';
import { rowWith } from '../../support/rows';
import { episodeOf, taskWith } from '../../support/scene';
import { scoreWith } from '../../support/scores';

/** What stands in a run: episodes of these tags, of which the last `unrated` are not judged, and so on. */
interface Given {
  readonly tags: readonly string[];
  readonly unrated?: number;
  readonly chosen?: readonly string[];
  readonly trained?: readonly string[];
  readonly scored?: number;
}

function runWith({ tags, unrated = 0, chosen = [], trained = [], scored = 0 }: Given) {
  const ids = tags.map((_, i) => `e${i}`);
  const rated = ids.slice(0, ids.length - unrated);
  const rows = new Map<string, readonly unknown[]>([
    [tables.tasks.file, [taskWith()]],
    [tables.episodes.file, tags.map((tag, i) => episodeOf([], { id: ids[i]!, tag }))],
    [tables.ratings.file, rated.map(episode => ratingWith({ id: episode, episode }))],
    [tables.selections.file, chosen.map(tag => ({ tag }))],
    [tables.rows.file, chosen.map((tag, i) => rowWith(i, { tag }))],
    [tables.models.file, trained.map(name => ({ name }))],
    [tables.scores.file, ids.slice(0, scored).map(episode => scoreWith(5, { episode }))]
  ]);
  return { rows: <T>(table: Table<T>) => (rows.get(table.file) ?? []) as readonly T[] };
}

const first = ['try base', 'try expert', 'collect BC', 'collect SR'];
const second = [...first, 'try SR', 'try BC', 'collect BC+SR'];
const all = [...second, 'try BC+SR'];
const firstChosen = ['collect BC', 'collect SR'];
const allChosen = [...firstChosen, 'collect BC+SR'];
const allTrained = ['SR', 'BC', 'BC+SR'];

test.each<[string, Given, string | undefined]>([
  ['tasks', { tags: [] }, 'play'],
  ['play', { tags: first, unrated: 4 }, 'rate'],
  ['rate', { tags: first }, 'select'],
  ['select', { tags: first, chosen: firstChosen }, 'train'],
  ['train', { tags: first, chosen: firstChosen, trained: ['SR', 'BC'] }, 'play'],
  ['play', { tags: second, unrated: 3, chosen: firstChosen, trained: ['SR', 'BC'] }, 'rate'],
  ['rate', { tags: second, chosen: firstChosen, trained: ['SR', 'BC'] }, 'select'],
  ['select', { tags: second, chosen: allChosen, trained: ['SR', 'BC'] }, 'train'],
  ['train', { tags: second, chosen: allChosen, trained: allTrained }, 'play'],
  ['play', { tags: all, unrated: 1, chosen: allChosen, trained: allTrained }, 'rate'],
  ['rate', { tags: all, chosen: allChosen, trained: allTrained }, 'evaluate'],
  ['evaluate', { tags: all, chosen: allChosen, trained: allTrained, scored: 8 }, 'figures'],
  ['status', { tags: all, chosen: allChosen, trained: allTrained, scored: 8 }, undefined]
])('stage by stage, after %s of %j comes %s', (verb, given, next) => {
  expect(nextVerb(runWith(given), verb)).toBe(next);
});

test.each<[string, string, Given, string]>([
  ['some talks cannot be played', 'play', { tags: ['try base'], unrated: 1 }, 'rate'],
  ['none can', 'play', { tags: [] }, 'play'],
  ['some cannot be rated', 'rate', { tags: first, unrated: 1 }, 'select'],
  ['none can be rated', 'rate', { tags: first, unrated: 4 }, 'rate'],
  ['nothing is rated yet', 'train', { tags: first, unrated: 4 }, 'rate'],
  ['there is nothing to evaluate yet', 'evaluate', { tags: [] }, 'play'],
  ['the server trains nobody', 'train', { tags: first, chosen: firstChosen }, 'evaluate']
])('where %s, after %s of %j comes %s: it goes on', (_, verb, given, next) => {
  expect(nextVerb(runWith(given), verb)).toBe(next);
});

test.each([
  ['write tasks', 'tasks'],
  ['cast', 'tasks'],
  ['play episodes', 'play'],
  ['rate episodes', 'rate'],
  ['train models', 'train'],
  ['something else', 'run']
])('what failed in "%s" is tried again by %s', (stage, verb) => {
  expect(verbOf(stage)).toBe(verb);
});

test.each([
  [['try base', 'try base'], 2, 0],
  [['try base', 'try base'], 1, 1],
  [['collect BC', 'collect BC'], 0, 0]
])('of rated talks %j with %i scored, %i are not counted yet', (tags, scored, n) => {
  expect(newerThanScores(runWith({ tags, scored }))).toBe(n);
});
