/** Where a reader is in a file of episodes, as far as a link to it tells. */
export interface Place {
  /** The episode that is open. */
  readonly id?: string | undefined;
  /** Whether models, scores and secrets are hidden. */
  readonly isBlind: boolean;
}

/** A place as the last part of an address; an empty text for a file that nobody has begun to read. */
export function fragmentOf({ id, isBlind }: Place): string {
  const parts = [
    ...(id === undefined ? [] : [`episode=${encodeURIComponent(id)}`]),
    ...(isBlind ? ['blind=1'] : [])
  ];
  return parts.length > 0 ? `#${parts.join('&')}` : '';
}

/** The place that the last part of an address names; `undefined` where it names none. */
export function placeIn(fragment: string): Place | undefined {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const [id, isBlind] = [parts.get('episode') ?? undefined, parts.get('blind') === '1'];
  return id === undefined && !isBlind ? undefined : { id, isBlind };
}
