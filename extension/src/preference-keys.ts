import type { Preference } from '../../kernel-lib/src/rating/study';
import type { PreferenceAction } from './preference-draft';

type Better = Preference['better'];

/** One key press as far as a preference cares. */
export interface PreferenceKey {
  readonly key: string;
  readonly isCtrl: boolean;
  readonly isShift: boolean;
  /** Whether one is typing the reason. */
  readonly isInReason: boolean;
}

/** What a key asks for: a change, or something around it. */
export type PreferenceWish =
  | PreferenceAction
  | { readonly kind: 'submit' }
  | { readonly kind: 'to the reason' }
  | { readonly kind: 'to the choices' }
  | { readonly kind: 'leave' };

/** The answers in the order in which they stand. */
export const choices: readonly Better[] = ['A', 'tie', 'B'];

/** What a key means; `undefined` leaves it to the browser. No single letter fires while one types. */
export function preferenceWishOf(
  { key, isCtrl, isShift, isInReason }: PreferenceKey,
  better: Better | undefined
): PreferenceWish | undefined {
  if (isCtrl && key === 'Enter') return { kind: 'submit' };
  if (isCtrl && key.toLowerCase() === 'z') return { kind: isShift ? 'redo' : 'undo', isInReason };
  if (isCtrl) return undefined;
  if (isInReason) return key === 'Escape' ? { kind: 'to the choices' } : undefined;
  if (/^[123]$/.test(key)) return { kind: 'better', better: choices[Number(key) - 1]! };
  if (/^Arrow/.test(key)) return { kind: 'better', better: beside(better, key) };
  if (key === 'r') return { kind: 'to the reason' };
  if (key === 'Escape') return { kind: 'leave' };
  return undefined;
}

/** The answer to the left or right of one; from none to the first. */
function beside(better: Better | undefined, key: string): Better {
  if (better === undefined) return choices[0]!;
  const by = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
  return choices[Math.min(2, Math.max(0, choices.indexOf(better) + by))]!;
}
