import type { Rating } from '../rating/schema';
import type { RunView } from './run';
import { tables } from './tables';

/** The judge's rating of every episode that has one, by the episode's id. */
export function judgements({ rows }: Pick<RunView, 'rows'>): Map<string, Rating> {
  const byJudge = rows(tables.ratings).filter(({ rater }) => rater.kind === 'judge');
  return new Map(byJudge.map(rating => [rating.episode, rating]));
}
