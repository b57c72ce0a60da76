import { changed, untyped, type Change, type Typed } from './change';
import {
  isOthers,
  isShut,
  keptPhase,
  openPhase,
  restoredPhase,
  type OnDisk,
  type Phase
} from './phase';
import { emptySheet, fieldsOf, isAnswered, type Field, type Sheet } from './sheet';
import { stepped } from './undo';

/** Where the reader is: on a scale, in its reason, or at a turn (counted from 1). */
export type Place =
  | ({ readonly kind: 'scale' | 'reason' } & Field)
  | { readonly kind: 'turn'; readonly turn: number };

/** What a screen reader is told next. */
export type Said =
  | { readonly kind: 'answer'; readonly field: Field }
  | { readonly kind: 'outside'; readonly field: Field; readonly text: string }
  | { readonly kind: 'open'; readonly field: Field; readonly left: number };

interface Step {
  readonly sheet: Sheet;
  readonly place: Place;
}

/** A half-filled form with everything that can be undone. */
export interface Draft {
  readonly sheet: Sheet;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  readonly place: Place;
  /** Grows each time the focus has to follow `place`. */
  readonly jumps: number;
  readonly phase: Phase;
  readonly said?: Said;
  readonly typed?: Typed;
  /** Changes with the same text after one another are one step to undo. */
  readonly run?: string;
  /** What was handed in last; giving up an edit returns to it. */
  readonly handedIn?: OnDisk & { readonly sheet: Sheet };
}

export type Action =
  | Change
  | { readonly kind: 'edit' | 'give up' | 'saving' | 'forget' }
  /** From within a reason, only what was typed there. */
  | { readonly kind: 'undo' | 'redo'; readonly reason?: Field }
  | { readonly kind: 'at'; readonly place: Place }
  | { readonly kind: 'go'; readonly place: Place }
  | { readonly kind: 'missing'; readonly reasonsRequired: boolean }
  /** Without a time where the browser had no room. */
  | { readonly kind: 'kept'; readonly at: number | undefined }
  | { readonly kind: 'restored'; readonly sheet: Sheet; readonly keptAt: number }
  | ({ readonly kind: 'saved'; readonly sheet: Sheet } & OnDisk)
  | { readonly kind: 'failed' | 'unread'; readonly reason: string };

const stepsKept = 500;

/** A form nobody has touched. */
export const emptyDraft: Draft = {
  sheet: emptySheet,
  past: [],
  future: [],
  place: { kind: 'scale', seat: 0, row: 0 },
  jumps: 0,
  phase: { kind: 'draft' }
};

/** The form after one action; the only place where it changes. */
export function draftAfter(draft: Draft, action: Action): Draft {
  switch (action.kind) {
    case 'undo':
    case 'redo':
      return stepped(draft, action.kind, action.reason);
    case 'at':
      return { ...draft, place: action.place, ...untyped };
    case 'go':
      return { ...draft, place: action.place, jumps: draft.jumps + 1, ...untyped };
    case 'missing':
      return atFirstMissing(draft, action.reasonsRequired);
    case 'kept':
      return draft.sheet === emptySheet
        ? draft
        : { ...draft, phase: keptPhase(draft.phase, action.at) };
    case 'restored':
      return restored(draft, action.sheet, action.keptAt);
    case 'edit':
      return edited(draft);
    case 'give up':
      return draft.handedIn ? handedIn(draft, { kind: 'saved', ...draft.handedIn }) : draft;
    case 'saving':
      return { ...draft, phase: { kind: 'saving' } };
    case 'forget':
      return forgotten(draft);
    case 'saved':
      return isOthers(draft) ? anew(draft) : handedIn(draft, action);
    case 'failed':
      if (isOthers(draft)) return anew(draft);
      return { ...draft, phase: { kind: 'unsaved', reason: action.reason } };
    case 'unread':
      return { ...draft, phase: { kind: 'unread', reason: action.reason } };
    default:
      return withChange(draft, action);
  }
}

/** The scales still open; with reasons required, a score without one is open too. */
export function missingOf(sheet: Sheet, reasonsRequired: boolean): Field[] {
  return fieldsOf().filter(({ seat, row }) => {
    const answer = sheet.answers[seat][row];
    return !answer || !isAnswered(answer) || (reasonsRequired && answer.reason.trim() === '');
  });
}

function withChange(draft: Draft, change: Change): Draft {
  if (isShut(draft)) return draft;
  const next = changed(draft.sheet, change, draft.typed);
  const { typed, said, run } = next;
  if (next.sheet === draft.sheet) return { ...draft, typed, said, run: undefined };
  const joins = run !== undefined && run === draft.run;
  const step = { sheet: draft.sheet, place: draft.place };
  const past = joins ? draft.past : [...draft.past, step].slice(-stepsKept);
  const phase = openPhase(draft);
  const { place } = next;
  const moves = 'keeps' in place ? {} : { place, jumps: draft.jumps + (next.follows ? 1 : 0) };
  return { ...draft, sheet: next.sheet, past, future: [], typed, said, run, phase, ...moves };
}

function atFirstMissing(draft: Draft, reasonsRequired: boolean): Draft {
  const missing = missingOf(draft.sheet, reasonsRequired);
  const [field] = missing;
  if (!field) return draft;
  const answer = draft.sheet.answers[field.seat][field.row];
  const kind = answer && isAnswered(answer) ? 'reason' : 'scale';
  const said: Said = { kind: 'open', field, left: missing.length };
  return { ...draft, place: { kind, ...field }, jumps: draft.jumps + 1, ...untyped, said };
}

function edited(draft: Draft): Draft {
  if (!draft.handedIn) return draft;
  const phase: Phase = { kind: 'editing', since: draft.handedIn.at };
  return { ...draft, phase, place: emptyDraft.place, jumps: draft.jumps + 1 };
}

/** What was undone elsewhere cannot be undone here. */
function restored(draft: Draft, sheet: Sheet, keptAt: number): Draft {
  if (draft.phase.kind === 'saving') return draft;
  return { ...draft, sheet, past: [], future: [], phase: restoredPhase(draft, keptAt), ...untyped };
}

/** Nothing stays, and what is on its way to the disk is not shown there: the next reader is somebody else. */
function forgotten(draft: Draft): Draft {
  if (draft.phase.kind !== 'saving') return anew(draft);
  return { ...anew(draft), phase: { kind: 'saving', isForgotten: true } };
}

const anew = ({ jumps }: Draft): Draft => ({ ...emptyDraft, jumps });

function handedIn(draft: Draft, action: Extract<Action, { kind: 'saved' }>): Draft {
  const { jumps, place } = draft;
  const { sheet, at, file, declined } = action;
  return {
    ...emptyDraft,
    jumps,
    place,
    sheet,
    handedIn: { sheet, at, file, declined },
    phase: { kind: 'saved', at, file, declined }
  };
}
