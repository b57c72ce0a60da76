import { LabError } from '../base/fail';
import { idOf } from '../base/id';
import { mean } from '../base/stats';
import type { Episode, Seat } from '../episode/schema';
import { dimensions, type Dimension, type Rater, type Rating } from '../rating/schema';
import type { Character } from '../task/schema';
import type { Points, Score, ScoreSource } from './schema';

/** The character a score is about: a finished episode, or one that was planned and never ended. */
export interface Evaluated {
  /** The evaluated model in the paper's words. */
  readonly model: string;
  readonly episode: EvaluatedEpisode;
  readonly seat: Seat;
}

/** What a score takes from an episode or its plan. */
export type EvaluatedEpisode = Pick<Episode, 'id' | 'task' | 'repeat'> & {
  readonly cast: readonly [Pick<Character, 'id'>, Pick<Character, 'id'>];
  /** The hash of what was rated; absent while there is no transcript. */
  readonly transcript?: string | undefined;
};

/** Who says something by rating; truth is computed. */
export type RatingSource = Exclude<ScoreSource, 'truth'>;

const raterKinds = {
  judge: 'judge',
  simulatedRaters: 'simulated',
  people: 'person'
} as const satisfies Record<RatingSource, Rater['kind']>;

/** What a score needs to count, and what to say where it does not. */
export interface ScoreNeeds {
  /** How many raters have to have rated; the size of a panel. */
  readonly raters: number;
  /** Why ratings are missing, where that is known. */
  readonly reason?: string | undefined;
}

export const scoreDefaults: ScoreNeeds = { raters: 1 };

/**
 * What one source says of the evaluated character: on each dimension the mean over its raters,
 * and the mean of the seven. Ratings of other episodes, by other raters or of another
 * transcript do not count. Without enough raters, or a dimension that nobody scored, it is
 * unrated, with the reason.
 *
 * Shapes: ratings[any] → one Score
 */
export function scoreOf(
  evaluated: Evaluated,
  source: RatingSource,
  ratings: readonly Rating[],
  { raters, reason }: ScoreNeeds = scoreDefaults
): Score {
  const { episode, seat } = evaluated;
  const found = ratings.filter(
    rating => rating.episode === episode.id && rating.rater.kind === raterKinds[source]
  );
  const current = found.filter(rating => rating.transcript === episode.transcript);
  if (current.length < raters) {
    const stale = found.length - current.length;
    const others = stale > 0 ? `, ${stale} rated another transcript` : '';
    const counted = `${current.length} of ${raters} raters rated it${others}`;
    return unratedScore(evaluated, source, reason ?? counted);
  }
  const scores = new Map<Dimension, number>();
  for (const { name } of dimensions) {
    const score = mean(current.flatMap(({ seats }) => seats[seat][name]?.score ?? []));
    if (score === undefined) return unratedScore(evaluated, source, `nobody scored ${name}`);
    scores.set(name, score);
  }
  return { ...headOf(evaluated, source), points: pointsOf(name => scores.get(name)!) };
}

/**
 * What truly happened to the evaluated character, from seven scores in the order of `dimensions`.
 *
 * Throws: LabError [evaluation/score] when they are not seven
 */
export function truthScore(evaluated: Evaluated, truth: readonly number[]): Score {
  if (truth.length !== dimensions.length) {
    throw new LabError('evaluation/score', {
      expected: `${dimensions.length} true scores, one per dimension`,
      got: truth,
      todo: 'Ask the rehearsal server for the truth of this record again.'
    });
  }
  const scores = new Map(dimensions.map(({ name }, index) => [name, truth[index]!]));
  return { ...headOf(evaluated, 'truth'), points: pointsOf(name => scores.get(name)!) };
}

/** The score that is not there, and why. */
export function unratedScore(evaluated: Evaluated, source: ScoreSource, reason: string): Score {
  return { ...headOf(evaluated, source), unrated: reason };
}

/** The two characters of an episode in seat order, as one text. */
export function pairOf(cast: EvaluatedEpisode['cast']): string {
  return cast.map(character => character.id).join(' & ');
}

function headOf(
  { model, episode, seat }: Evaluated,
  source: ScoreSource
): Omit<Score, 'points' | 'unrated'> {
  const { id, task, repeat, cast } = episode;
  return {
    id: idOf('score', { model, source, episode: id, seat }),
    model,
    source,
    episode: id,
    task: task.id,
    pair: pairOf(cast),
    hard: task.hard,
    seat,
    repeat
  };
}

function pointsOf(score: (dimension: Dimension) => number): Points {
  return {
    believability: score('believability'),
    relationship: score('relationship'),
    knowledge: score('knowledge'),
    secret: score('secret'),
    social_rules: score('social_rules'),
    financial_and_material_benefits: score('financial_and_material_benefits'),
    goal: score('goal'),
    overall: mean(dimensions.map(({ name }) => score(name)))!
  };
}
