import { dimensions, type SeatRating } from '../rating/schema';

/** The reasons of a rating as one text, one line for each that is given; no log has more room. */
export function joinedReasons(
  seats: readonly SeatRating[],
  names: readonly string[] = ['agent 1', 'agent 2']
): string {
  const lines = seats.flatMap((seat, i) =>
    dimensions.flatMap(({ name }) => {
      const reason = seat[name]?.reason.trim() ?? '';
      return reason === '' ? [] : [`${names[i]}, ${name}: ${reason}`];
    })
  );
  return lines.join('\n');
}
