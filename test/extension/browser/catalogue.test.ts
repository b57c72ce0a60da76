import { describe, expect, test } from 'vitest';
import {
  blinded,
  choicesOf,
  chosen,
  judgeScores,
  noFilter,
  orders,
  searchTexts,
  type Filter,
  type Order
} from '../../../extension/src/browser/catalogue';
import { positionAfter } from '../../../extension/src/browser/list';
import { LineReader, type EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import { nthId, nthLine, nthRatingLine } from '../../support/index-lines';

const bytesOf = (lineOf: (n: number) => string, count: number) =>
  new TextEncoder().encode(Array.from({ length: count }, (_, i) => lineOf(i + 1)).join(''));
const entries = [...new LineReader('episodes').push(bytesOf(nthLine, 30))] as EpisodeEntry[];
const ratings = [...new LineReader('ratings').push(bytesOf(nthRatingLine, 20))];
const scores = judgeScores(ratings.flatMap(read => ('reason' in read ? [] : [read])));

const known = { scores, rated: new Set([nthId(2), nthId(9)]), found: undefined };
const numbers = (
  filter: Partial<Filter>,
  order: Order = 'file',
  more: Partial<typeof known> = {}
) =>
  chosen(entries, searchTexts(entries), { ...noFilter, ...filter }, order, {
    ...known,
    ...more
  }).map(({ id }) => Number(id.slice(8)));

describe('a filter', () => {
  test('that asks for nothing lets everything through', () => {
    expect(numbers({})).toHaveLength(30);
  });

  test.each<[string, Partial<Filter>, number[]]>([
    ['a task', { task: 'meeting_at_the_ferry' }, [3, 10, 17, 24]],
    ['an ending', { ending: 'turn limit', task: 'meeting_at_the_ferry' }, [3, 24]],
    ['hard tasks', { isHard: true }, [5, 10, 15, 20, 25, 30]],
    ['repairs', { hasRepairs: true }, [4, 8, 12, 16, 20, 24, 28]],
    ['what I rated', { rated: 'yes' }, [2, 9]],
    ['a goal score from 9', { dimension: 6, low: 9 }, [9, 10, 20]],
    ['a goal score from 9 to 9', { dimension: 6, low: 9, high: 9 }, [9, 20]],
    ['words of the scenario', { words: 'Number 2' }, [2, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29]],
    ['words of a task', { words: 'at the FERRY', hasRepairs: true }, [24]],
    ['an id', { words: nthId(30) }, [30]],
    ['words that are nowhere', { words: '.*' }, []]
  ])('by %s', (_, filter, expected) => expect(numbers(filter)).toEqual(expected));

  test('by what I have not rated leaves out exactly that', () => {
    expect(numbers({ rated: 'no' })).toHaveLength(28);
  });

  test('by scores leaves out what has none', () => {
    expect(numbers({ dimension: 0 })).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test('by words finds in the talks too, once they were searched', () => {
    const found = new Set([nthId(4), nthId(5)]);
    expect(numbers({ words: 'only said' }, 'file', { found } as object)).toEqual([4, 5]);
  });
});

describe('an order', () => {
  test('by the goal puts episodes without scores last, either way', () => {
    for (const order of ['goal up', 'goal down'] as const)
      expect(numbers({}, order).slice(20)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
    expect(numbers({}, 'goal up')[0]).toBe(1);
    expect(numbers({}, 'goal down')[0]).toBe(20);
  });

  test.each(orders)('"%s" keeps every episode, and leaves the entries as they were', order => {
    const before = [...entries];
    expect(numbers({}, order).sort((a, b) => a - b)).toEqual(numbers({}));
    expect(entries).toEqual(before);
  });
});

test('choices are what occurs, sorted', () => {
  expect(choicesOf(entries)).toMatchObject({
    models: ['expert-model', 'partner-model'],
    endings: ['stale', 'too few characters', 'turn limit'],
    hasHard: true
  });
});

test('a blind entry has no model, no set and no repairs in it, and offers none', () => {
  const blind = entries.map(blinded);
  expect(JSON.stringify(blind)).not.toMatch(/-model|collect|try/);
  expect(blind.some(({ repaired, failed }) => repaired + failed > 0)).toBe(false);
  expect(choicesOf(blind).models).toEqual([]);
});

test('only a judge’s scores are the judge’s, and the first judge’s count', () => {
  const first = [...scores.values()][0]!;
  const entry = { at: 0, bytes: 1, episode: 'e', rater: 'x', scores: first };
  const low = { ...entry, kind: 'judge' as const, scores: [[], []] as unknown as typeof first };
  const all = [{ ...entry, kind: 'simulated' as const }, low, { ...entry, kind: 'judge' as const }];
  expect(judgeScores(all as never).get('e')).toEqual([[], []]);
});

describe('a key in the list', () => {
  test.each([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 0, 0],
    ['ArrowUp', 5, 4],
    ['PageDown', 2, 6],
    ['PageDown', 8, 9],
    ['PageUp', 3, 0],
    ['Home', 7, 0],
    ['End', 7, 9],
    ['x', 7, undefined]
  ])('%s goes from %i to %s of ten', (key, from, to) =>
    expect(positionAfter(key, from, 4, 10)).toBe(to)
  );

  test('goes nowhere in an empty list', () => {
    expect(positionAfter('End', -1, 4, 0)).toBeUndefined();
  });
});
