import { LabError } from '../base/fail';
import { seats, type Seat } from '../episode/schema';
import type { Casting } from '../task/schema';

/** One evaluation episode to play: who is cast, where the evaluated model sits, which repeat. */
export interface Match {
  readonly casting: Casting;
  /** The seat of the evaluated model; its partner has the other. */
  readonly seat: Seat;
  /** Counted from 0. */
  readonly repeat: number;
}

/**
 * Every episode that evaluates one model: each casting from both seats, so that nobody gains
 * from beginning, `repeats` times each.
 *
 * Shapes: castings[C] → matches[C × 2 × repeats] by casting, then seat, then repeat
 * Throws: LabError [evaluation/match] when `repeats` is not a positive whole number
 * Source: Sotopia-π, Table 5: 14 hard tasks × 5 pairs × 2 seats = 140 data points.
 */
export function matchesOf(castings: readonly Casting[], repeats: number): Match[] {
  if (!Number.isInteger(repeats) || repeats < 1) {
    throw new LabError('evaluation/match', {
      expected: 'a whole number of repeats, at least 1',
      got: repeats,
      todo: 'Give 1 to play every casting once from each seat.'
    });
  }
  return castings.flatMap(casting =>
    seats.flatMap(seat =>
      Array.from({ length: repeats }, (_, repeat) => ({ casting, seat, repeat }))
    )
  );
}

/** The evaluated one and its partner in seat order. */
export function seated<T>(
  { seat }: Pick<Match, 'seat'>,
  evaluated: T,
  partner: T
): readonly [T, T] {
  return seat === 0 ? [evaluated, partner] : [partner, evaluated];
}
