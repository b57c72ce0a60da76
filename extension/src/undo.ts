import type { Draft, Place } from './draft';
import { isShut, openPhase } from './phase';
import { emptySheet, fieldsOf, withAnswer, type Field, type Sheet } from './sheet';

/**
 * The form one step back or forth. From within a reason only what was typed there is taken back, and
 * the caret stays: letters that are meant for it would be keys elsewhere.
 */
export function stepped(draft: Draft, way: 'undo' | 'redo', reason?: Field): Draft {
  const [from, to] = way === 'undo' ? (['past', 'future'] as const) : (['future', 'past'] as const);
  const step = draft[from].at(-1);
  if (!step || isShut(draft)) return draft;
  if (reason && !isOnlyThere(draft.sheet, step.sheet, reason)) return draft;
  const place = placeOf(draft, step, reason);
  const isUntouched = step.sheet === emptySheet && !draft.handedIn;
  return {
    ...draft,
    sheet: step.sheet,
    [from]: draft[from].slice(0, -1),
    [to]: [...draft[to], { sheet: draft.sheet, place: draft.place }],
    place,
    jumps: reason ? draft.jumps : draft.jumps + 1,
    phase: isUntouched ? { kind: 'draft' } : openPhase(draft),
    run: undefined,
    typed: undefined,
    said: place.kind === 'scale' ? { kind: 'answer', field: place } : undefined
  };
}

function placeOf(draft: Draft, step: Draft['past'][number], reason: Field | undefined): Place {
  if (reason) return { kind: 'reason', ...reason };
  return differenceOf(step.sheet, draft.sheet) ?? step.place;
}

/** Where two sheets differ: what an undo changed is where the reader looks next. */
function differenceOf(a: Sheet, b: Sheet): Place | undefined {
  const field = fieldsOf().find(({ seat, row }) => a.answers[seat][row] !== b.answers[seat][row]);
  if (field) return { kind: 'scale', ...field };
  const turns = new Set([...Object.keys(a.thumbs), ...Object.keys(b.thumbs)]);
  const turn = [...turns].find(each => a.thumbs[each] !== b.thumbs[each]);
  return turn === undefined ? undefined : { kind: 'turn', turn: Number(turn) };
}

/** Whether two sheets differ in one reason alone. */
function isOnlyThere(a: Sheet, b: Sheet, field: Field): boolean {
  const reason = b.answers[field.seat][field.row]?.reason;
  if (reason === undefined || reason === a.answers[field.seat][field.row]?.reason) return false;
  const alike = withAnswer(a, field, { reason });
  return JSON.stringify(alike) === JSON.stringify(b);
}
