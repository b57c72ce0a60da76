import {
  dimensions,
  type Dimension,
  type Rating,
  type SeatRating
} from '../../kernel-lib/src/rating/schema';

/** Seven scores in the order of `dimensions`, all within their ranges. */
export const plainScores = [8, 1, 2, 0, -1, 3, 7];

type Changes = Partial<Record<Dimension, unknown>>;

/** A judge's reply: plain scores for both characters, apart from the given changes. */
export function judgeReply(first: Changes = {}, second: Changes = {}): string {
  return JSON.stringify({
    agent_1_evaluation: evaluation(first),
    agent_2_evaluation: evaluation(second)
  });
}

function evaluation(changes: Changes): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  dimensions.forEach(({ name }, i) => (plain[name] = [`Because of ${name}.`, plainScores[i]]));
  return { ...plain, ...changes };
}

/** One character rated with seven scores in the order of `dimensions`. */
export function seatRating(...scores: readonly (number | undefined)[]): SeatRating {
  const rated = dimensions.map(({ name }, i) => [name, { score: scores[i], reason: '' }]);
  return Object.fromEntries(rated) as SeatRating;
}

/** A judge's rating with plain scores for both, apart from the given fields. */
export function ratingWith(fields: Partial<Rating> = {}): Rating {
  return {
    id: 'rating-0000000000000001',
    episode: 'episode-0000000000000001',
    tag: 'test',
    transcript: 'transcript',
    rater: { kind: 'judge', model: 'a judge' },
    seats: [seatRating(...plainScores), seatRating(...plainScores)],
    reply: '',
    ...fields
  };
}
