import { dimensions, overallOf } from '../rating/schema';
import { fieldsOf, idIn, plainText, unreadable, type Fields } from './fields';
import { joinedReasons } from './joined-reasons';
import { readRewards, seatRatingOf } from './rewards';
import type { ImportedRating, Reward } from './schema';

const where = 'annotation';

/** Whether a record is an AnnotationForEpisode. */
export function isAnnotation(fields: Fields): boolean {
  return 'episode' in fields && 'annotator_id' in fields && 'rewards' in fields;
}

/**
 * A Sotopia AnnotationForEpisode as a rating by a person. The overall score is not kept: it is the
 * mean of the seven.
 *
 * Throws: LabError [interop/annotation] when it is not of two characters, or of neither
 * Source: Sotopia `sotopia/database/logs.py`, AnnotationForEpisode.
 */
export function readAnnotation(value: unknown, stem?: string): ImportedRating {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable(where, 'a rating as a JSON object', value);
  const [first = null, second = null] = readRewards(fields.rewards, 2, where);
  if (!first && !second) throw unreadable(where, 'a rating of one of the two', fields.rewards);
  return {
    id: idIn(fields, ['pk'], 'rating', stem),
    episode: required(fields.episode, 'episode'),
    rater: { kind: 'person', id: required(fields.annotator_id, 'annotator_id') },
    seats: [seatRatingOf(first), seatRatingOf(second)],
    ...(typeof fields.reasoning === 'string' &&
      fields.reasoning !== '' && { reasoning: fields.reasoning })
  };
}

/**
 * A rating as Sotopia stores it, or `undefined` when a character lacks some of the seven scores.
 * Reasons by dimension are joined into one text.
 */
export function toAnnotation(rating: ImportedRating): Fields | undefined {
  const rewards = rating.seats.map((seat): Reward | 0 | undefined => {
    if (Object.keys(seat).length === 0) return 0;
    const overall = overallOf(seat);
    const scores = dimensions.map(({ name }): [string, number] => [name, seat[name]?.score ?? 0]);
    return overall === undefined
      ? undefined
      : [overall, { ...Object.fromEntries(scores), overall_score: overall }];
  });
  if (rewards.includes(undefined) || rewards.every(reward => reward === 0)) return undefined;
  return {
    pk: rating.id,
    episode: rating.episode,
    annotator_id: raterName(rating),
    rewards,
    reasoning: rating.reasoning ?? joinedReasons(rating.seats)
  };
}

function raterName({ rater }: ImportedRating): string {
  switch (rater.kind) {
    case 'person':
      return rater.id;
    case 'judge':
      return rater.model;
    case 'simulated':
      return `${rater.model}-${rater.number}`;
    default:
      return rater satisfies never;
  }
}

function required(value: unknown, field: string): string {
  const text = plainText(value);
  if (text === '') throw unreadable(where, `an annotation with ${field}`, value);
  return text;
}
