import { listingOf, toldOf, type Listing } from './listing';

/** Where a reader is in a file of episodes, as far as an address tells. */
export interface Place {
  /** The episode that is open. */
  readonly id?: string | undefined;
  /** The one that it is compared with; an empty text while that one is still to be picked. */
  readonly beside?: string | undefined;
  /** Whether models, scores and secrets are hidden. */
  readonly isBlind: boolean;
  /** What is listed; a link that is handed on leaves that to its reader. */
  readonly listing?: Listing | undefined;
}

/** A place as the last part of an address; an empty text for a file that nobody has begun to read. */
export function fragmentOf({ id, beside, isBlind, listing }: Place): string {
  const told = [
    ...(id === undefined ? [] : [['episode', id] as const]),
    ...(beside === undefined ? [] : [['beside', beside] as const]),
    ...(isBlind ? [['blind', '1'] as const] : []),
    ...(listing ? toldOf(listing) : [])
  ];
  if (told.length === 0) return '';
  return `#${told.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

/** The place that the last part of an address names; `undefined` where it names none. */
export function placeIn(fragment: string): Place | undefined {
  const told = new URLSearchParams(fragment.replace(/^#/, ''));
  const [id, isBlind] = [told.get('episode') ?? undefined, told.get('blind') === '1'];
  const beside = id === undefined ? undefined : (told.get('beside') ?? undefined);
  const listing = listingOf(told);
  if (id === undefined && !isBlind && !listing) return undefined;
  return { id, beside, isBlind, listing };
}
