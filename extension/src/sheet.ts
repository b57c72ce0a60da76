import { z } from 'zod';
import { dimensions, type Dimension } from '../../kernel-lib/src/transcript/schema';
import type { HandedIn } from '../../kernel-lib/src/rating/study';

/** One scale of one person: the seat and the row of the dimension. */
export interface Field {
  readonly seat: 0 | 1;
  readonly row: number;
}

/** What was said of one person on one dimension; an open one has neither score nor "cannot tell". */
export const Answer = z.object({
  score: z.number().int().optional(),
  isUntold: z.boolean(),
  reason: z.string(),
  isFlagged: z.boolean()
});
export type Answer = Readonly<z.infer<typeof Answer>>;

const Side = z.array(Answer).length(dimensions.length);

/** The whole sheet: both people's answers and the thumbs by turn number. */
export const Sheet = z.object({
  answers: z.tuple([Side, Side]),
  thumbs: z.record(z.string(), z.enum(['up', 'down']))
});
export interface Sheet {
  readonly answers: readonly [readonly Answer[], readonly Answer[]];
  readonly thumbs: Readonly<Record<string, 'up' | 'down'>>;
}

/** The rows of the sheet: the seven dimensions with their ranges. */
export const rows = dimensions;

export const openAnswer: Answer = { isUntold: false, reason: '', isFlagged: false };
const openSide = rows.map(() => openAnswer);

/** A sheet without any answer. */
export const emptySheet: Sheet = { answers: [openSide, openSide], thumbs: {} };

/** All scales in reading order: the left person's, then the right one's. */
export function fieldsOf(): Field[] {
  return ([0, 1] as const).flatMap(seat => rows.map((_, row) => ({ seat, row })));
}

/** A score, 0 included, and "cannot tell" are answers; nothing is none. */
export function isAnswered({ score, isUntold }: Answer): boolean {
  return isUntold || score !== undefined;
}

/** The sheet with one answer changed; the same sheet when nothing changes. */
export function withAnswer(sheet: Sheet, { seat, row }: Field, change: Partial<Answer>): Sheet {
  const before = sheet.answers[seat][row] ?? openAnswer;
  const after = { ...before, ...change };
  const isSame = (Object.keys(after) as (keyof Answer)[]).every(key => after[key] === before[key]);
  if (isSame) return sheet;
  const side = sheet.answers[seat].map((answer, i) => (i === row ? after : answer));
  const answers: Sheet['answers'] =
    seat === 0 ? [side, sheet.answers[1]] : [sheet.answers[0], side];
  return { ...sheet, answers };
}

/** The sheet as it is handed in. */
export function toHandedIn(
  { answers, thumbs }: Sheet,
  { declined, ...when }: Pick<HandedIn, 'time' | 'blind' | 'afterJudge' | 'declined'>
): HandedIn {
  return {
    ...when,
    ...(declined !== undefined && { declined }),
    seats: [seatOf(answers[0]), seatOf(answers[1])],
    flags: [flagsOf(answers[0]), flagsOf(answers[1])],
    thumbs: { ...thumbs }
  };
}

/** What was handed in, as a sheet again. */
export function sheetOf({ seats, flags, thumbs }: HandedIn): Sheet {
  const side = (seat: 0 | 1) =>
    rows.map(({ name }): Answer => {
      const given = seats[seat][name];
      return {
        score: given?.score,
        isUntold: given !== undefined && given.score === undefined,
        reason: given?.reason ?? '',
        isFlagged: flags[seat].includes(name)
      };
    });
  return { answers: [side(0), side(1)], thumbs };
}

function seatOf(side: readonly Answer[]): HandedIn['seats'][number] {
  const given = rows.flatMap(({ name }, row): [Dimension, { score?: number; reason: string }][] => {
    const answer = side[row];
    if (!answer || !isAnswered(answer)) return [];
    const { score, reason } = answer;
    return [[name, score === undefined ? { reason } : { score, reason }]];
  });
  return Object.fromEntries(given);
}

function flagsOf(side: readonly Answer[]): Dimension[] {
  return rows.flatMap(({ name }, row) => (side[row]?.isFlagged ? [name] : []));
}
