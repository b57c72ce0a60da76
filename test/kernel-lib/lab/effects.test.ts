import { expect, test } from 'vitest';
import type { Table } from '../../../kernel-lib/src/edge/files';
import type { Turn } from '../../../kernel-lib/src/episode/schema';
import { effectLines, effectsOf } from '../../../kernel-lib/src/lab/effects';
import { countIn, noTotals } from '../../../kernel-lib/src/lab/ledger-totals';
import { tables } from '../../../kernel-lib/src/lab/tables';
import type { Rating } from '../../../kernel-lib/src/rating/schema';
import { plainScores, ratingWith, seatRating } from '../../support/ratings';
import { episodeOf } from '../../support/scene';
import { scoreWith } from '../../support/scores';

const turn: Turn = {
  character: 'Ava Reed',
  action: { action_type: 'speak', argument: 'Hi.' },
  prompt: []
};
const repaired = { attempts: [{ reply: 'Sure! {}', reason: 'repaired: text around the JSON' }] };
const askedAgain = { attempts: [{ reply: 'no', reason: 'expected an action' }] };
const invalid = { ...askedAgain, invalid: true as const };

interface Given {
  readonly goal: number;
  readonly turn?: Partial<Turn>;
  readonly rating?: Partial<Rating>;
  readonly failedCall?: 'episode' | 'rating';
}

/** The effects in a run whose base model was tried in these episodes, all rated by the judge. */
function effects(given: readonly Given[], failures: readonly string[] = []) {
  const totals = noTotals();
  const fail = (purpose: string) =>
    countIn(totals, {
      ...{ purpose, model: 'm', attempt: 1, outcome: 'HTTP 500' },
      ...{ promptTokens: 0, completionTokens: 0, price: 0 }
    });
  const seat = seatRating(...plainScores);
  const rows = new Map<string, readonly unknown[]>([
    [tables.failures.file, failures.map(stage => ({ stage, id: 'x', reason: 'y' }))],
    [
      tables.episodes.file,
      given.map((g, i) => episodeOf([{ ...turn, ...g.turn }], { id: `e${i}` }))
    ],
    [
      tables.ratings.file,
      given.map((g, i) =>
        ratingWith({ id: `r${i}`, episode: `e${i}`, seats: [seat, seat], ...g.rating })
      )
    ],
    [tables.scores.file, given.map((g, i) => scoreWith(g.goal, { episode: `e${i}` }))]
  ]);
  given.forEach(({ failedCall }, i) => {
    if (failedCall) fail(`${failedCall[0]}${i}/turn 3/attempt 1`);
  });
  return effectsOf({
    rows: <T>(table: Table<T>) => (rows.get(table.file) ?? []) as readonly T[],
    ledger: { calls: () => 0, cost: () => 0, totals: () => totals }
  });
}

const calm = { goal: 6 };

test('without trouble both means are the same, and nothing is said', () => {
  const found = effects([calm, { goal: 8 }]);
  expect(found.goal['base']).toEqual({ n: 2, troubled: 0, mean: 7, without: 7 });
  expect(effectLines(found)).toEqual([]);
});

test.each<[string, Given, object]>([
  ['a reply that was repaired', { goal: 2, turn: repaired }, { repaired: 1 }],
  ['an agent that was asked again', { goal: 2, turn: askedAgain }, { 'asked again': 1 }],
  ['a judge that was asked again', { goal: 2, rating: askedAgain }, { 'asked again': 1 }],
  ['a turn taken for silence', { goal: 2, turn: invalid }, { 'taken for silence': 1 }],
  ['a call of an agent that failed', { goal: 2, failedCall: 'episode' }, { 'failed calls': 1 }],
  ['a call of the judge that failed', { goal: 2, failedCall: 'rating' }, { 'failed calls': 1 }]
])('%s counts, and the mean without it stands beside', (_, given, counts) => {
  const found = effects([calm, given]);
  expect(found.episodes).toMatchObject(counts);
  expect(found.goal['base']).toEqual({ n: 2, troubled: 1, mean: 4, without: 6 });
  expect(effectLines(found).at(-1)).toBe('  base: goal 4.00, 6.00 without 1 of 2');
});

test('an episode with several troubles is left out once', () => {
  const found = effects([calm, { goal: 2, turn: repaired, rating: askedAgain }]);
  expect(found.goal['base']).toMatchObject({ n: 2, troubled: 1 });
  expect(found.episodes).toMatchObject({ repaired: 1, 'asked again': 1 });
});

test('what troubles raters other than the judge does not touch the judge’s means', () => {
  const rater = { kind: 'simulated', model: 'a rater', number: 1 } as const;
  const found = effects([{ goal: 2, rating: { ...askedAgain, rater } }]);
  expect(found.goal['base']).toMatchObject({ troubled: 0 });
});

test('where every episode had trouble there is no mean without', () => {
  const found = effects([{ goal: 2, turn: repaired }]);
  expect(found.goal['base']).toMatchObject({ mean: 2, without: null });
  expect(effectLines(found).at(-1)).toContain('none left without 1 of 1');
});

test('episodes that are missing are in no mean, and said', () => {
  const found = effects([calm], ['play episodes', 'rate episodes', 'write tasks']);
  expect(found.missing).toBe(2);
  expect(effectLines(found)).toEqual(['Episodes with trouble: missing 2']);
});
