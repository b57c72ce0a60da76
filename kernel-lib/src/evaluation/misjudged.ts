import type { Seat } from '../episode/schema';
import type { Scale, Score, ScoreSource } from './schema';

/** One evaluated character whom two sources see differently. */
export interface Misjudged {
  readonly model: string;
  readonly episode: string;
  readonly seat: Seat;
  /** What the first source says. */
  readonly score: number;
  /** What it is held against. */
  readonly reference: number;
  /** The one minus the other. */
  readonly overrated: number;
}

/** Who is held against whom, and on which scale. */
export interface MisjudgedOptions {
  readonly above: ScoreSource;
  readonly below: ScoreSource;
  readonly scale: Scale;
}
export const misjudgedDefaults: MisjudgedOptions = {
  above: 'judge',
  below: 'truth',
  scale: 'goal'
};

/**
 * Every evaluated character that both sources have scored, the one that the first overrates most
 * at the front. Against the truth of a simulated world: where the judge is fooled.
 *
 * Shapes: scores[S] → one for each character with both scores
 * Units:  score points
 */
export function misjudged(
  scores: readonly Score[],
  { above, below, scale }: MisjudgedOptions = misjudgedDefaults
): Misjudged[] {
  const keyOf = ({ model, episode, seat }: Score) => JSON.stringify([model, episode, seat]);
  const others = new Map(
    scores.filter(({ source }) => source === below).map(score => [keyOf(score), score.points])
  );
  return scores
    .filter(({ source }) => source === above)
    .flatMap(score => {
      const [own, other] = [score.points?.[scale], others.get(keyOf(score))?.[scale]];
      if (own === undefined || other === undefined) return [];
      const { model, episode, seat } = score;
      return [{ model, episode, seat, score: own, reference: other, overrated: own - other }];
    })
    .sort((a, b) => b.overrated - a.overrated);
}
