import type { Cell } from '../../interop/csv';
import { dimensions, type Rater, type SeatRating } from '../../rating/schema';
import type { Task } from '../../task/schema';

/** Rows of a table; the last column says whether they are the run's or were imported. */
export type CsvRows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;

/** The cells of a task but the last. */
export function taskCells(task: Task, round: string | undefined): Cell[] {
  const { id, codename, source, hard, relationship, scenario, goals } = task;
  return [id, round, codename, source, hard, relationship, scenario, ...goals];
}

/** The cells of a rating but the last: a row for each score, in the order of the seats. */
export function ratingCells(before: readonly Cell[], seats: readonly SeatRating[]): Cell[][] {
  return seats.flatMap((seat, i) =>
    dimensions.flatMap(({ name }) => {
      const given = seat[name];
      return given ? [[...before, i + 1, name, given.score, given.reason]] : [];
    })
  );
}

/** Who rated, in a cell. */
export function raterText(rater: Rater): string {
  const name = rater.kind === 'person' ? rater.id : `${rater.kind} ${rater.model}`;
  return rater.kind === 'simulated' ? `${name} ${rater.number}` : name;
}
