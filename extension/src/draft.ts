import { changed, untyped, type Change, type Typed } from './change';
import { isOthers, type OnDisk, type Phase } from './phase';
import { emptySheet, fieldsOf, isAnswered, type Field, type Sheet } from './sheet';

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
  | { readonly kind: 'undo' | 'redo' | 'edit' | 'give up' | 'saving' | 'forget' }
  | { readonly kind: 'at'; readonly place: Place }
  | { readonly kind: 'go'; readonly place: Place }
  | { readonly kind: 'missing'; readonly reasonsRequired: boolean }
  | { readonly kind: 'kept'; readonly at: number }
  | { readonly kind: 'restored'; readonly sheet: Sheet; readonly keptAt: number }
  | ({ readonly kind: 'saved'; readonly sheet: Sheet } & OnDisk)
  | { readonly kind: 'failed'; readonly reason: string };

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
      return stepped(draft, 'past', 'future');
    case 'redo':
      return stepped(draft, 'future', 'past');
    case 'at':
      return { ...draft, place: action.place, ...untyped };
    case 'go':
      return { ...draft, place: action.place, jumps: draft.jumps + 1, ...untyped };
    case 'missing':
      return atFirstMissing(draft, action.reasonsRequired);
    case 'kept':
      return draft.phase.kind === 'draft' && draft.sheet !== emptySheet
        ? { ...draft, phase: { kind: 'draft', keptAt: action.at } }
        : draft;
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
  if (draft.phase.kind === 'saving' || draft.phase.kind === 'saved') return draft;
  const next = changed(draft.sheet, change, draft.typed);
  const { typed, said, run } = next;
  if (next.sheet === draft.sheet) return { ...draft, typed, said, run: undefined };
  const joins = run !== undefined && run === draft.run;
  const step = { sheet: draft.sheet, place: draft.place };
  const past = joins ? draft.past : [...draft.past, step].slice(-stepsKept);
  const phase: Phase = draft.phase.kind === 'editing' ? draft.phase : { kind: 'draft' };
  const { place } = next;
  const moves = 'keeps' in place ? {} : { place, jumps: draft.jumps + (next.follows ? 1 : 0) };
  return { ...draft, sheet: next.sheet, past, future: [], typed, said, run, phase, ...moves };
}

function stepped(draft: Draft, from: 'past' | 'future', to: 'past' | 'future'): Draft {
  const step = draft[from].at(-1);
  if (!step || draft.phase.kind === 'saving' || draft.phase.kind === 'saved') return draft;
  const phase: Phase = draft.phase.kind === 'editing' ? draft.phase : { kind: 'draft' };
  const place = differenceOf(step.sheet, draft.sheet) ?? step.place;
  return {
    ...draft,
    sheet: step.sheet,
    [from]: draft[from].slice(0, -1),
    [to]: [...draft[to], { sheet: draft.sheet, place: draft.place }],
    place,
    jumps: draft.jumps + 1,
    phase,
    run: undefined,
    typed: undefined,
    said: place.kind === 'turn' ? undefined : { kind: 'answer', field: place }
  };
}

/** Where two sheets differ: what an undo changed is where the reader looks next. */
function differenceOf(a: Sheet, b: Sheet): Place | undefined {
  const field = fieldsOf().find(({ seat, row }) => a.answers[seat][row] !== b.answers[seat][row]);
  if (field) return { kind: 'scale', ...field };
  const turns = new Set([...Object.keys(a.thumbs), ...Object.keys(b.thumbs)]);
  const turn = [...turns].find(each => a.thumbs[each] !== b.thumbs[each]);
  return turn === undefined ? undefined : { kind: 'turn', turn: Number(turn) };
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

/** What was begun goes on; a begun edit is still one, which can be given up. */
function restored(draft: Draft, sheet: Sheet, keptAt: number): Draft {
  const isEdit = draft.phase.kind === 'editing';
  return { ...draft, sheet, phase: isEdit ? draft.phase : { kind: 'draft', keptAt } };
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
