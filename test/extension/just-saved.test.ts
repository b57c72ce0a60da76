import { expect, test } from 'vitest';
import { savedText, type Saved } from '../../extension/src/just-saved';
import { emptySheet, fieldsOf, withAnswer, type Sheet } from '../../extension/src/sheet';
import { english } from '../../extension/src/words';
import { ratingWith, seatRating } from '../support/ratings';
import { blindWith } from '../support/transcripts';

const judged = seatRating(8, 1, 2, 0, -1, 3, 9);
const judge = ratingWith({ seats: [judged, judged] });
const sheetOf = (scoreOf: (seat: number, row: number) => number | undefined) =>
  fieldsOf().reduce<Sheet>(
    (sheet, field) => withAnswer(sheet, field, { score: scoreOf(field.seat, field.row) }),
    emptySheet
  );
const textOf = (
  sheet: Sheet,
  part: Partial<Saved> = {},
  rating: typeof judge | undefined = judge
) =>
  savedText(
    english,
    {
      ...{ people: blindWith().seats, sheet, declined: undefined },
      judge: Promise.resolve(rating),
      ...part
    },
    rating
  );

test('says the mean of both over what both have scored, and where they are furthest apart', () => {
  const sheet = sheetOf((seat, row) => (row === 6 && seat === 1 ? 4 : row === 3 ? undefined : 0));
  expect(textOf(sheet)).toBe(
    'Saved: Noor and Tomasz. On average you 0.3, the judge 3.7; furthest apart: Goal of Noor, you 0, the judge 9.'
  );
});

test('says when both agree, and when there is nothing to compare', () => {
  const scores = [8, 1, 2, 0, -1, 3, 9];
  expect(textOf(sheetOf((_, row) => scores[row]))).toContain('give the same scores');
  expect(textOf(emptySheet)).toContain('no score in common');
});

test('says when there is no judge, and what was skipped', () => {
  const people = blindWith().seats;
  const saved = {
    people,
    sheet: emptySheet,
    declined: undefined,
    judge: Promise.resolve(undefined)
  };
  expect(savedText(english, saved)).toBe(
    'Saved: Noor and Tomasz. No judge has rated this episode.'
  );
  expect(textOf(emptySheet, { declined: 'I know them' })).toBe('Skipped: Noor and Tomasz.');
});
