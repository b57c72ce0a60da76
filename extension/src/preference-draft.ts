import { z } from 'zod';
import type { Preference } from '../../kernel-lib/src/rating/study';
import { isOthers, type OnDisk, type Phase } from './phase';

/** Which of two is better, and why; nothing is chosen before somebody chooses. */
export const PreferenceSheet = z.object({
  better: z.enum(['A', 'B', 'tie']).optional(),
  reason: z.string()
});
export interface PreferenceSheet {
  readonly better?: Preference['better'] | undefined;
  readonly reason: string;
}

/** A preference that is being formed, with everything that can be undone. */
export interface PreferenceDraft {
  readonly sheet: PreferenceSheet;
  readonly past: readonly PreferenceSheet[];
  readonly future: readonly PreferenceSheet[];
  readonly phase: Phase;
  /** Whether the last change was to the reason: typing on is no step of its own. */
  readonly isTyping: boolean;
  readonly handedIn?: OnDisk & { readonly sheet: PreferenceSheet };
}

export type PreferenceAction =
  | { readonly kind: 'better'; readonly better: Preference['better'] }
  | { readonly kind: 'reason'; readonly text: string }
  | { readonly kind: 'undo' | 'redo' | 'edit' | 'give up' | 'saving' | 'forget' }
  | { readonly kind: 'kept'; readonly at: number }
  | { readonly kind: 'restored'; readonly sheet: PreferenceSheet; readonly keptAt: number }
  | ({ readonly kind: 'saved'; readonly sheet: PreferenceSheet } & OnDisk)
  | { readonly kind: 'failed'; readonly reason: string };

const stepsKept = 500;

export const emptyPreference: PreferenceDraft = {
  sheet: { reason: '' },
  past: [],
  future: [],
  phase: { kind: 'draft' },
  isTyping: false
};

/** The draft after one action; the only place where it changes. */
export function preferenceAfter(draft: PreferenceDraft, action: PreferenceAction): PreferenceDraft {
  switch (action.kind) {
    case 'better':
      return changed(draft, { ...draft.sheet, better: action.better }, false);
    case 'reason':
      return changed(draft, { ...draft.sheet, reason: action.text }, true);
    case 'undo':
      return stepped(draft, 'past', 'future');
    case 'redo':
      return stepped(draft, 'future', 'past');
    case 'edit':
      return draft.handedIn
        ? { ...draft, phase: { kind: 'editing', since: draft.handedIn.at } }
        : draft;
    case 'give up':
      return draft.handedIn ? onDisk(draft.handedIn.sheet, draft.handedIn) : draft;
    case 'saving':
      return { ...draft, phase: { kind: 'saving' } };
    case 'kept':
      return draft.phase.kind === 'draft' && draft.sheet !== emptyPreference.sheet
        ? { ...draft, phase: { kind: 'draft', keptAt: action.at } }
        : draft;
    case 'restored': {
      const { sheet, keptAt } = action;
      const phase: Phase = draft.phase.kind === 'editing' ? draft.phase : { kind: 'draft', keptAt };
      return { ...draft, sheet, phase };
    }
    case 'forget':
      return forgotten(draft);
    case 'saved':
      if (isOthers(draft)) return emptyPreference;
      return onDisk(action.sheet, { at: action.at, file: action.file });
    case 'failed':
      if (isOthers(draft)) return emptyPreference;
      return { ...draft, phase: { kind: 'unsaved', reason: action.reason } };
    default:
      return action satisfies never;
  }
}

/** What is still missing before it can be handed in. */
export function lackingIn(
  { better, reason }: PreferenceSheet,
  reasonsRequired: boolean
): 'better' | 'reason' | undefined {
  if (better === undefined) return 'better';
  return reasonsRequired && reason.trim() === '' ? 'reason' : undefined;
}

function changed(draft: PreferenceDraft, sheet: PreferenceSheet, isTyping: boolean) {
  const { better, reason } = draft.sheet;
  if (isShut(draft) || (sheet.better === better && sheet.reason === reason)) return draft;
  const joins = isTyping && draft.isTyping;
  const past = joins ? draft.past : [...draft.past, draft.sheet].slice(-stepsKept);
  return { ...draft, sheet, past, future: [], isTyping, phase: openPhase(draft) };
}

function stepped(draft: PreferenceDraft, from: 'past' | 'future', to: 'past' | 'future') {
  const sheet = draft[from].at(-1);
  if (!sheet || isShut(draft)) return draft;
  const steps = { [from]: draft[from].slice(0, -1), [to]: [...draft[to], draft.sheet] };
  return { ...draft, ...steps, sheet, isTyping: false, phase: openPhase(draft) };
}

/** Nothing stays, and what is on its way to the disk is not shown there: the next reader is somebody else. */
function forgotten({ phase }: PreferenceDraft): PreferenceDraft {
  if (phase.kind !== 'saving') return emptyPreference;
  return { ...emptyPreference, phase: { kind: 'saving', isForgotten: true } };
}

function isShut({ phase }: PreferenceDraft): boolean {
  return phase.kind === 'saving' || phase.kind === 'saved';
}

function openPhase({ phase, handedIn }: PreferenceDraft): Phase {
  if (phase.kind === 'editing') return phase;
  return handedIn ? { kind: 'editing', since: handedIn.at } : { kind: 'draft' };
}

function onDisk(sheet: PreferenceSheet, { at, file }: OnDisk): PreferenceDraft {
  return {
    ...emptyPreference,
    sheet,
    handedIn: { sheet, at, file },
    phase: { kind: 'saved', at, file }
  };
}
