/** What lies on the disk: since when, in which file, and why one does not rate, if so. */
export interface OnDisk {
  readonly at: number;
  readonly file: string;
  readonly declined?: string | undefined;
}

/** How things stand with the file. */
export type Phase =
  | { readonly kind: 'draft'; readonly keptAt?: number }
  | { readonly kind: 'saving'; readonly isForgotten?: true }
  | ({ readonly kind: 'saved' } & OnDisk)
  | { readonly kind: 'editing'; readonly since: number }
  | { readonly kind: 'unsaved'; readonly reason: string };

/** Whether what is being saved is of somebody who is forgotten. */
export function isOthers({ phase }: { readonly phase: Phase }): boolean {
  return phase.kind === 'saving' && phase.isForgotten === true;
}
