/** What lies on the disk: since when, in which file, and why one does not rate, if so. */
export interface OnDisk {
  readonly at: number;
  readonly file: string;
  readonly declined?: string | undefined;
}

/** How things stand with the file. */
export type Phase =
  | ({ readonly kind: 'draft'; readonly keptAt?: number } & MaybeUnkept)
  | { readonly kind: 'saving'; readonly isForgotten?: true }
  | ({ readonly kind: 'saved' } & OnDisk)
  | ({ readonly kind: 'editing'; readonly since: number } & MaybeUnkept)
  | { readonly kind: 'unsaved'; readonly reason: string }
  | { readonly kind: 'unread'; readonly reason: string };

/** Set where the browser has no room for what was changed: it is gone with the page. */
interface MaybeUnkept {
  readonly isUnkept?: true;
}

/** A form as far as its phase depends on it. */
interface Form {
  readonly phase: Phase;
  readonly handedIn?: OnDisk;
}

/** Whether what is being saved is of somebody who is forgotten. */
export function isOthers({ phase }: { readonly phase: Phase }): boolean {
  return phase.kind === 'saving' && phase.isForgotten === true;
}

/** Whether nothing can be changed now. */
export function isShut({ phase }: { readonly phase: Phase }): boolean {
  return phase.kind === 'saving' || phase.kind === 'saved';
}

/** How a form stands while it is filled; what was handed in before is edited. */
export function openPhase({ phase, handedIn }: Form): Phase {
  if (phase.kind === 'draft' || phase.kind === 'editing') return phase;
  return handedIn ? { kind: 'editing', since: handedIn.at } : { kind: 'draft' };
}

/** How it stands once the browser has kept it; without a time there was no room. */
export function keptPhase(phase: Phase, keptAt: number | undefined): Phase {
  const { kind } = phase;
  if (kind !== 'draft' && kind !== 'editing') return phase;
  const open = kind === 'draft' ? ({ kind } as const) : { kind, since: phase.since };
  if (keptAt === undefined) return { ...open, isUnkept: true };
  return open.kind === 'draft' ? { ...open, keptAt } : open;
}

/** What was begun goes on; what was handed in before it is edited, and can be gone back to. */
export function restoredPhase({ handedIn }: Form, keptAt: number): Phase {
  return handedIn ? { kind: 'editing', since: handedIn.at } : { kind: 'draft', keptAt };
}
