import { markLike } from '../base/simulated';
import { clusteredInterval } from '../base/stats';
import type { Scale, Score, ScoreSource } from '../evaluation/schema';
import type { Gap } from './schema';

/**
 * How far the judge stands above every other source, model by model, on the characters that both
 * have scored; intervals are clustered by task.
 *
 * Shapes: scores[S] → gaps[models × other sources], in the order of the scores
 * Units:  score points
 */
export function gapsOf(scores: readonly Score[], dimension: Scale = 'goal'): Gap[] {
  const models = [...new Set(scores.map(score => score.model))];
  const others = [...new Set(scores.map(score => score.source))].filter(name => name !== 'judge');
  return models.flatMap(model =>
    others.map(below => gapOf(scores, { model, dimension, above: 'judge', below }))
  );
}

/** The gap between two sources on one model's characters. */
export function gapOf(
  scores: readonly Score[],
  what: { model: string; dimension: Scale; above: ScoreSource; below: ScoreSource }
): Gap {
  const above = pointsOf(scores, what.model, what.above, what.dimension);
  const below = pointsOf(scores, what.model, what.below, what.dimension);
  const points = [...above].flatMap(([character, { value, cluster }]) => {
    const other = below.get(character);
    return other ? [{ value: value - other.value, cluster }] : [];
  });
  const unmatched = above.size + below.size - 2 * points.length;
  const interval = clusteredInterval(points);
  const gap: Gap = interval
    ? { ...what, unmatched, ...interval }
    : { ...what, unmatched, n: 0, clusters: 0, noInterval: 'no character has both scores' };
  return markLike(gap, scores);
}

function pointsOf(scores: readonly Score[], model: string, source: ScoreSource, scale: Scale) {
  const own = scores.filter(score => score.model === model && score.source === source);
  return new Map(
    own.flatMap(({ episode, seat, task, points }) =>
      points ? [[`${episode}/${seat}`, { value: points[scale], cluster: task }] as const] : []
    )
  );
}
