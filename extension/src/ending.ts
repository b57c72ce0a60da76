import type { Transcript } from '../../kernel-lib/src/transcript/schema';
import type { Words } from './words';

/** What tells how a talk ended. */
interface Ended {
  readonly ending: Transcript['ending'];
  readonly turns: readonly { readonly seat: 0 | 1; readonly kind: string }[];
  readonly seats: readonly { readonly shortName: string }[];
}

/** Why a transcript ends: after how many turns, and what ended it. */
export function endingOf(
  { ending, turns, seats }: Ended,
  { __ }: Words
): [after: string, why: string] {
  const count = turns.length;
  const after = count === 1 ? __('Ended after 1 turn:') : __('Ended after %1 turns:', count);
  switch (ending) {
    case 'too few characters': {
      const gone = seats.filter((_, seat) =>
        turns.some(turn => turn.seat === seat && turn.kind === 'leave')
      );
      const [first, second] = gone.map(({ shortName }) => shortName);
      if (first === undefined) return [after, __('someone left, so fewer than two were there.')];
      if (second === undefined) return [after, __('%1 left, so fewer than two were there.', first)];
      return [after, __('%1 and %2 left, so fewer than two were there.', first, second)];
    }
    case 'stale':
      return [after, __('too many silent turns in a row.')];
    case 'turn limit':
      return [after, __('the limit was reached.')];
    default:
      return ending satisfies never;
  }
}
