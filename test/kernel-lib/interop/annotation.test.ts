import { expect, test } from 'vitest';
import { readAnnotation, toAnnotation } from '../../../kernel-lib/src/interop/annotation';
import { annotation, sevenScores } from '../../support/published';

test('an annotation is a person’s rating', () => {
  expect(readAnnotation(annotation())).toMatchObject({
    id: '01HA0000000000000000000004',
    episode: '01HM0000000000000000000001',
    rater: { kind: 'person', id: expect.stringMatching(/^person-[0-9a-f]{16}$/) as string },
    reasoning: 'Both were polite.'
  });
});

test.each([
  ['both', annotation()],
  ['one of them', annotation({ rewards: [0.0, [3, sevenScores]], reasoning: '' })]
])('an annotation of %s is the same when it is written and read again', (_, fields) => {
  const rating = readAnnotation(fields);
  expect(readAnnotation(toAnnotation(rating))).toEqual(rating);
});

test.each([
  { kind: 'judge', model: 'gpt-4' },
  { kind: 'simulated', model: 'a rater', number: 2 },
  { kind: 'person', id: 'person-0123456789abcdef' }
] as const)('a rater of ours is the same when it is written and read again: %j', rater => {
  const rating = { ...readAnnotation(annotation()), rater };
  expect(readAnnotation(toAnnotation(rating)).rater).toEqual(rater);
});

test('the same person has the same hash in every annotation, another one another', () => {
  const raterOf = (id: string) => readAnnotation(annotation({ annotator_id: id })).rater;
  expect(raterOf('5f3a')).toEqual(raterOf('5f3a'));
  expect(raterOf('5f3a')).not.toEqual(raterOf('5f3b'));
  expect(JSON.stringify(raterOf('Jane Roe'))).not.toContain('Jane');
});

test('what an annotation says beyond is kept', () => {
  const rating = readAnnotation(annotation({ batch: 'pilot' }));
  expect(toAnnotation(rating)).toMatchObject({ batch: 'pilot' });
  expect(readAnnotation(toAnnotation(rating))).toEqual(rating);
});

test('reasons by dimension become one text, unless there is one already', () => {
  const rating = readAnnotation(annotation({ reasoning: '' }));
  const [first, second] = rating.seats;
  const seats: typeof rating.seats = [
    { ...first, goal: { score: 7, reason: 'She sold it.' } },
    { ...second, secret: { score: 0, reason: ' ' }, goal: { score: 2, reason: 'He paid.' } }
  ];
  const joined = 'agent 1, goal: She sold it.\nagent 2, goal: He paid.';
  expect(toAnnotation({ ...rating, seats })?.reasoning).toBe(joined);
  expect(toAnnotation({ ...rating, seats, reasoning: 'One.' })?.reasoning).toBe('One.');
  expect(toAnnotation(rating)?.reasoning).toBe('');
});

test('a rating that lacks a score cannot be an annotation', () => {
  const { goal: _, ...six } = sevenScores;
  expect(toAnnotation(readAnnotation(annotation({ rewards: [[3, six], 0] })))).toBeUndefined();
});

test.each([
  ['of nobody', { rewards: [0.0, 0.0] }],
  ['of three', { rewards: [0, 0, 0] }],
  ['out of range', { rewards: [[3, { ...sevenScores, goal: 12 }], 0] }],
  ['of no episode', { episode: '' }],
  ['by nobody', { annotator_id: null }]
])('an annotation %s is refused', (_, fields) => {
  expect(() => readAnnotation(annotation(fields))).toThrow(/\[interop\/(annotation|rewards)\]/);
});
