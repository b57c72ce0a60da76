import { fieldsOf, rows, type Field } from './sheet';
import type { Action, Place } from './draft';

/** One key press as far as the sheet cares. */
export interface KeyPress {
  readonly key: string;
  readonly isCtrl: boolean;
  readonly isShift: boolean;
  readonly isAlt: boolean;
  readonly at: number; // ms
}

/** What a key asks for: a change of the form, or something around it. */
export type Wish =
  | Action
  | { readonly kind: 'submit' }
  | { readonly kind: 'decline' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'leave' };

/** Whether a key belongs to a sign that is still being put together, as with an input method. */
export function isComposing({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === 229; // 229: the last key of it, in Safari
}

/** How arrows work: between rows as designed, or as in any group of radio buttons. */
export type KeyMap = 'rows' | 'radio group';

/** What a key means at a place; `undefined` leaves it to the browser. */
export function wishOf(
  press: KeyPress,
  place: Place,
  turns: number,
  map: KeyMap
): Wish | undefined {
  if (press.isAlt) return undefined;
  if (press.isCtrl) return withCtrl(press, place);
  if (place.kind === 'reason') return inReason(press.key, place);
  if (place.kind === 'turn') return atTurn(press.key, place.turn, turns);
  return onScale(press, place, map);
}

function withCtrl({ key, isShift }: KeyPress, place: Place): Wish | undefined {
  if (key === 'Enter') return { kind: 'submit' };
  if (key.toLowerCase() !== 'z') return undefined;
  const kind = isShift ? 'redo' : 'undo';
  if (place.kind !== 'reason') return { kind };
  return { kind, reason: { seat: place.seat, row: place.row } };
}

/** In a text field only these leave it; every letter is text. */
function inReason(key: string, field: Field): Wish | undefined {
  if (key === 'Escape') return to(field);
  if (key === 'Enter') return to(neighbour(field, 1));
  return undefined;
}

function atTurn(key: string, turn: number, turns: number): Wish | undefined {
  const at = (number: number): Wish => ({
    kind: 'go',
    place: { kind: 'turn', turn: Math.min(turns, Math.max(1, number)) }
  });
  switch (key) {
    case 'ArrowDown':
      return at(turn + 1);
    case 'ArrowUp':
      return at(turn - 1);
    case '+':
      return { kind: 'thumb', turn, way: 'up' };
    case '-':
    case '−':
      return { kind: 'thumb', turn, way: 'down' };
    case 'Escape':
      return to({ seat: 0, row: 0 });
    case '?':
      return { kind: 'keys' };
    default:
      return undefined;
  }
}

function onScale({ key, at }: KeyPress, place: Field, map: KeyMap): Wish | undefined {
  const field = { seat: place.seat, row: place.row };
  if (/^\d$/.test(key)) return { kind: 'digit', field, digit: key, at };
  const arrow = map === 'rows' ? inRows(key, field) : inRadioGroup(key, field);
  if (arrow) return arrow;
  switch (key) {
    case '-':
    case '−':
      return { kind: 'minus', field, at };
    case 'Enter':
      return to(neighbour(field, 1));
    case 'o':
      return to({ seat: field.seat === 0 ? 1 : 0, row: field.row });
    case 'r':
      return { kind: 'go', place: { kind: 'reason', ...field } };
    case 'c':
      return { kind: 'cannot tell', field };
    case 'f':
      return { kind: 'flag', field };
    case 'Backspace':
      return { kind: 'clear', field };
    case 's':
      return { kind: 'decline' };
    case 't':
      return { kind: 'go', place: { kind: 'turn', turn: 1 } };
    case '?':
      return { kind: 'keys' };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return undefined;
  }
}

function inRows(key: string, field: Field): Wish | undefined {
  switch (key) {
    case 'ArrowDown':
      return to(neighbour(field, 1));
    case 'ArrowUp':
      return to(neighbour(field, -1));
    case 'ArrowLeft':
      return { kind: 'step', field, by: -1 };
    case 'ArrowRight':
      return { kind: 'step', field, by: 1 };
    default:
      return undefined;
  }
}

function inRadioGroup(key: string, field: Field): Wish | undefined {
  if (key === 'ArrowDown' || key === 'ArrowRight') return { kind: 'step', field, by: 1 };
  if (key === 'ArrowUp' || key === 'ArrowLeft') return { kind: 'step', field, by: -1 };
  return undefined;
}

/** The field before or after in reading order; the first and the last keep the focus. */
function neighbour({ seat, row }: Field, by: number): Field {
  const all = fieldsOf();
  return all[Math.min(all.length - 1, Math.max(0, seat * rows.length + row + by))]!;
}

function to(field: Field): Wish {
  return { kind: 'go', place: { kind: 'scale', seat: field.seat, row: field.row } };
}
