import type { Place, Said } from './draft';
import { openAnswer, rows, withAnswer, type Answer, type Field, type Sheet } from './sheet';

/** Digits typed so far on one scale; the second one within the time amends the first. */
export interface Typed {
  readonly text: string;
  readonly field: Field;
  readonly at: number;
  /** When its first digit was typed. */
  readonly began: number;
}

/** Everything that changes an answer; `at` is the time of the key press in ms. */
export type Change =
  | { readonly kind: 'digit'; readonly field: Field; readonly digit: string; readonly at: number }
  | { readonly kind: 'minus'; readonly field: Field; readonly at: number }
  | { readonly kind: 'score'; readonly field: Field; readonly score: number }
  | { readonly kind: 'step'; readonly field: Field; readonly by: -1 | 1 }
  | { readonly kind: 'clear' | 'cannot tell' | 'flag'; readonly field: Field }
  | { readonly kind: 'reason'; readonly field: Field; readonly text: string }
  | { readonly kind: 'thumb'; readonly turn: number; readonly way: 'up' | 'down' };

interface Changed {
  readonly sheet: Sheet;
  readonly place: Place | { readonly keeps: true };
  /** Whether the focus has to move there. */
  readonly follows: boolean;
  readonly typed?: Typed | undefined;
  readonly said?: Said | undefined;
  readonly run?: string | undefined;
}

/** How long a second digit may take to amend the first. */
export const amendMs = 900;

/** What a move to somewhere else forgets. */
export const untyped = { typed: undefined, run: undefined, said: undefined } as const;

/** A sheet after one change; the very same sheet when the change says nothing new. */
export function changed(sheet: Sheet, change: Change, typed: Typed | undefined): Changed {
  if (change.kind === 'thumb') return thumbed(sheet, change);
  const { field } = change;
  const answer = sheet.answers[field.seat][field.row] ?? openAnswer;
  switch (change.kind) {
    case 'digit':
      return afterDigit(sheet, change, typed);
    case 'minus':
      return afterMinus(sheet, change, answer, typed);
    case 'score':
      return scored(sheet, field, change.score);
    case 'step':
      return scored(sheet, field, stepped(field, answer, change.by));
    case 'clear':
      return answered(sheet, field, { score: undefined, isUntold: false });
    case 'cannot tell':
      return answered(sheet, field, { score: undefined, isUntold: !answer.isUntold });
    case 'flag':
      return { ...answered(sheet, field, { isFlagged: !answer.isFlagged }), said: undefined };
    case 'reason':
      return {
        sheet: withAnswer(sheet, field, { reason: change.text }),
        place: { kind: 'reason', ...field },
        follows: false,
        run: `reason ${field.seat} ${field.row} ${typingRun(answer.reason, change.text)}`
      };
    default:
      return change satisfies never;
  }
}

/** Names what typing goes on with: within one word it is one step, there and back are two. */
export function typingRun(before: string, after: string): string {
  const words = after.trim().split(/\s+/u).length;
  return `${words} ${after.length < before.length ? 'taken' : 'typed'}`;
}

function answered(sheet: Sheet, field: Field, change: Partial<Answer>): Changed {
  return {
    sheet: withAnswer(sheet, field, change),
    place: { kind: 'scale', ...field },
    follows: true,
    said: { kind: 'answer', field }
  };
}

function scored(sheet: Sheet, field: Field, score: number): Changed {
  return answered(sheet, field, { score: score + 0, isUntold: false }); // + 0: −0 becomes 0
}

function stepped({ row }: Field, { score }: Answer, by: number): number {
  const { low, high } = rows[row]!;
  return score === undefined ? 0 : Math.min(high, Math.max(low, score + by));
}

function afterDigit(
  sheet: Sheet,
  { field, digit, at }: Extract<Change, { kind: 'digit' }>,
  typed: Typed | undefined
): Changed {
  const before = isFresh(typed, field, at) ? typed.text : '';
  const whole = `${before}${digit}`;
  const isAmending = /\d/.test(before);
  const began = isAmending ? typed?.began : at;
  if (fits(whole, field)) return typedScore(sheet, field, whole, at, began);
  if (isAmending && fits(digit, field)) return typedScore(sheet, field, digit, at);
  const said: Said = { kind: 'outside', field, text: whole };
  return { sheet, place: { keeps: true }, follows: false, said };
}

/** The digits of one number are one step to undo: the run is known by the time of the first. */
function typedScore(sheet: Sheet, field: Field, text: string, at: number, began = at): Changed {
  const next = scored(sheet, field, valueOf(text, field));
  return { ...next, typed: { text, field, at, began }, run: `digits ${began}` };
}

function afterMinus(
  sheet: Sheet,
  { field, at }: Extract<Change, { kind: 'minus' }>,
  { score }: Answer,
  typed: Typed | undefined
): Changed {
  const { low, high } = rows[field.row]!;
  const isSigned = low < 0 && high > 0;
  if (isSigned && score !== undefined && score !== 0 && !isFresh(typed, field, at)) {
    return scored(sheet, field, -score);
  }
  return {
    sheet,
    place: { keeps: true },
    follows: false,
    typed: { text: '-', field, at, began: at }
  };
}

function thumbed(sheet: Sheet, { turn, way }: Extract<Change, { kind: 'thumb' }>): Changed {
  const { [turn]: before, ...others } = sheet.thumbs;
  const thumbs = before === way ? others : { ...others, [turn]: way };
  return { sheet: { ...sheet, thumbs }, place: { kind: 'turn', turn }, follows: false };
}

function isFresh(typed: Typed | undefined, field: Field, at: number): typed is Typed {
  if (typed?.field.seat !== field.seat || typed.field.row !== field.row) return false;
  return at - typed.at < amendMs;
}

/** What was typed as a score: where all scores are negative, so is a number without its minus. */
function valueOf(text: string, { row }: Field): number {
  const magnitude = Number(text.replace('-', ''));
  return text.startsWith('-') || rows[row]!.high === 0 ? -magnitude : magnitude;
}

function fits(text: string, field: Field): boolean {
  const { low, high } = rows[field.row]!;
  const value = valueOf(text, field);
  return /^-?(\d|10)$/.test(text) && value >= low && value <= high;
}
