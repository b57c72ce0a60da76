import { describe, expect, test } from 'vitest';
import { LabError } from '../../../kernel-lib/src/base/fail';
import { parseRating } from '../../../kernel-lib/src/rating/parse';
import { dimensions, overallOf, SeatRating } from '../../../kernel-lib/src/rating/schema';
import { judgeReply } from '../../support/ratings';

test('reads a reason and a score on every dimension for both, in seat order', () => {
  const { seats, repairs } = parseRating(
    judgeReply({ goal: ['Got it.', 9] }, { goal: ['No.', 0] })
  );
  expect(seats.map(seat => seat.goal)).toEqual([
    { score: 9, reason: 'Got it.' },
    { score: 0, reason: 'No.' }
  ]);
  for (const seat of seats) expect(Object.keys(seat)).toEqual(dimensions.map(({ name }) => name));
  expect(repairs).toEqual([]);
});

test('takes away what cannot belong to the JSON, and says so', () => {
  const wrapped = `Here you are:\n${judgeReply()}`;
  expect(parseRating(wrapped)).toEqual({
    ...parseRating(judgeReply()),
    repairs: ['text around the JSON']
  });
});

describe.each(dimensions)('$name goes from $low to $high', ({ name, low, high }) => {
  test.each([low, high])('%i is read', score => {
    const { seats } = parseRating(judgeReply({}, { [name]: ['Why.', score] }));
    expect(seats[1][name]).toEqual({ score, reason: 'Why.' });
    expect(SeatRating.safeParse(seats[1]).success).toBe(true);
  });

  test.each([low - 1, high + 1])('%i is refused', score => {
    const reading = () => parseRating(judgeReply({}, { [name]: ['Why.', score] }));
    expect(reading).toThrow(LabError);
    expect(reading).toThrow(
      `[rating/parse] expected ${name} of agent 2 as ["reason", whole number ${low} to ${high}], ` +
        `got ["Why.",${score}]. Ask the model again`
    );
    expect(SeatRating.safeParse({ [name]: { score, reason: 'Why.' } }).success).toBe(false);
  });
});

test.each([
  ['is missing', undefined],
  ['is a score alone', 7],
  ['has its score as a text', ['Why.', '7']],
  ['has half a point', ['Why.', 7.5]],
  ['has no score', ['Why.']],
  ['has an empty score', ['Why.', null]],
  ['has score and reason the wrong way round', [7, 'Why.']],
  ['has one value too many', ['Why.', 7, 8]],
  ['is an object', { reason: 'Why.', score: 7 }],
  ['has no reason', [null, 7]]
])('a dimension that %s is refused, by name', (_, goal) => {
  expect(() => parseRating(judgeReply({ goal }))).toThrow('expected goal of agent 1');
});

test.each([
  ['no JSON', 'Both did well.'],
  ['a JSON list', '[1, 2]'],
  ['one evaluation only', '{"agent_1_evaluation": {}}'],
  ['evaluations under other names', '{"agent_1": {}, "agent_2": {}}'],
  ['an evaluation that is a list', '{"agent_1_evaluation": [], "agent_2_evaluation": []}'],
  ['a reply that is cut off', judgeReply().slice(0, -5)]
])('a reply with %s is refused', (_, reply) => {
  expect(() => parseRating(reply)).toThrow(
    'expected a JSON object with agent_1_evaluation and agent_2_evaluation'
  );
});

test('a score of −0 is 0', () => {
  const reply = judgeReply({ secret: ['Kept.', 0] }).replace('["Kept.",0]', '["Kept.",-0]');
  expect(Object.is(parseRating(reply).seats[0].secret?.score, 0)).toBe(true);
});

test('remarks beside the seven dimensions are no scores and change none', () => {
  const { seats } = parseRating(judgeReply({ ...({ overall: ['Fine.', 99] } as object) }));
  expect(seats).toEqual(parseRating(judgeReply()).seats);
});

test('the overall score is the mean of the seven', () => {
  const [first] = parseRating(judgeReply()).seats;
  expect(overallOf(first)).toBeCloseTo((8 + 1 + 2 + 0 - 1 + 3 + 7) / 7, 12);
});

test.each([
  ['a dimension is unanswered', (seat: SeatRating): SeatRating => ({ ...seat, secret: undefined })],
  [
    'one is "cannot tell"',
    (seat: SeatRating): SeatRating => ({ ...seat, secret: { reason: 'Hard to say.' } })
  ]
])('there is no overall score while %s', (_, change) => {
  const [first] = parseRating(judgeReply()).seats;
  expect(overallOf(change(first))).toBeUndefined();
});
