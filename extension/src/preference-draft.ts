import { z } from 'zod';
import type { Preference } from '../../kernel-lib/src/rating/study';
import { typingRun } from './change';
import { isOthers, isShut, keptPhase, openPhase, restoredPhase } from './phase';
import type { OnDisk, Phase } from './phase';

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
  /** Changes of the reason with the same text after one another are one step to undo. */
  readonly run?: string;
  readonly handedIn?: OnDisk & { readonly sheet: PreferenceSheet };
}

export type PreferenceAction =
  | { readonly kind: 'better'; readonly better: Preference['better'] }
  | { readonly kind: 'reason'; readonly text: string }
  | { readonly kind: 'edit' | 'give up' | 'saving' | 'forget' }
  /** From within the reason, only what was typed there. */
  | { readonly kind: 'undo' | 'redo'; readonly isInReason?: boolean }
  /** Without a time where the browser had no room. */
  | { readonly kind: 'kept'; readonly at: number | undefined }
  | { readonly kind: 'restored'; readonly sheet: PreferenceSheet; readonly keptAt: number }
  | ({ readonly kind: 'saved'; readonly sheet: PreferenceSheet } & OnDisk)
  | { readonly kind: 'failed' | 'unread'; readonly reason: string };

const stepsKept = 500;

export const emptyPreference: PreferenceDraft = {
  sheet: { reason: '' },
  past: [],
  future: [],
  phase: { kind: 'draft' }
};

/** The draft after one action; the only place where it changes. */
export function preferenceAfter(draft: PreferenceDraft, action: PreferenceAction): PreferenceDraft {
  switch (action.kind) {
    case 'better':
      return changed(draft, { ...draft.sheet, better: action.better });
    case 'reason':
      return retyped(draft, action.text);
    case 'undo':
      return stepped(draft, 'past', 'future', action.isInReason);
    case 'redo':
      return stepped(draft, 'future', 'past', action.isInReason);
    case 'edit':
      return draft.handedIn
        ? { ...draft, phase: { kind: 'editing', since: draft.handedIn.at } }
        : draft;
    case 'give up':
      return draft.handedIn ? onDisk(draft.handedIn.sheet, draft.handedIn) : draft;
    case 'saving':
      return { ...draft, phase: { kind: 'saving' } };
    case 'kept':
      return draft.sheet === emptyPreference.sheet
        ? draft
        : { ...draft, phase: keptPhase(draft.phase, action.at) };
    case 'restored':
      return restored(draft, action.sheet, action.keptAt);
    case 'forget':
      return forgotten(draft);
    case 'saved':
      if (isOthers(draft)) return emptyPreference;
      return onDisk(action.sheet, { at: action.at, file: action.file });
    case 'failed':
      if (isOthers(draft)) return emptyPreference;
      return { ...draft, phase: { kind: 'unsaved', reason: action.reason } };
    case 'unread':
      return { ...draft, phase: { kind: 'unread', reason: action.reason } };
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

function retyped(draft: PreferenceDraft, reason: string): PreferenceDraft {
  return changed(draft, { ...draft.sheet, reason }, typingRun(draft.sheet.reason, reason));
}

function changed(draft: PreferenceDraft, sheet: PreferenceSheet, run?: string): PreferenceDraft {
  const { better, reason } = draft.sheet;
  if (isShut(draft) || (sheet.better === better && sheet.reason === reason)) return draft;
  const joins = run !== undefined && run === draft.run;
  const past = joins ? draft.past : [...draft.past, draft.sheet].slice(-stepsKept);
  return { ...draft, sheet, past, future: [], run, phase: openPhase(draft) };
}

function stepped(
  draft: PreferenceDraft,
  from: 'past' | 'future',
  to: 'past' | 'future',
  isInReason = false
): PreferenceDraft {
  const sheet = draft[from].at(-1);
  if (!sheet || isShut(draft)) return draft;
  if (isInReason && sheet.better !== draft.sheet.better) return draft;
  const steps = { [from]: draft[from].slice(0, -1), [to]: [...draft[to], draft.sheet] };
  const isUntouched = sheet === emptyPreference.sheet && !draft.handedIn;
  const phase: Phase = isUntouched ? { kind: 'draft' } : openPhase(draft);
  return { ...draft, ...steps, sheet, run: undefined, phase };
}

/** What was undone elsewhere cannot be undone here. */
function restored(draft: PreferenceDraft, sheet: PreferenceSheet, keptAt: number): PreferenceDraft {
  if (draft.phase.kind === 'saving') return draft;
  const phase = restoredPhase(draft, keptAt);
  return { ...draft, sheet, past: [], future: [], run: undefined, phase };
}

/** Nothing stays, and what is on its way to the disk is not shown there: the next reader is somebody else. */
function forgotten({ phase }: PreferenceDraft): PreferenceDraft {
  if (phase.kind !== 'saving') return emptyPreference;
  return { ...emptyPreference, phase: { kind: 'saving', isForgotten: true } };
}

function onDisk(sheet: PreferenceSheet, { at, file }: OnDisk): PreferenceDraft {
  return {
    ...emptyPreference,
    sheet,
    handedIn: { sheet, at, file },
    phase: { kind: 'saved', at, file }
  };
}
