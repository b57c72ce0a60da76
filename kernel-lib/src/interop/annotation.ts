import { dimensions, overallOf, type Rater } from '../rating/schema';
import { idOf, idPattern } from '../base/id';
import { beyondOf, fieldsOf, idIn, plainText, textOrNone, unreadable, type Fields } from './fields';
import { joinedReasons } from './joined-reasons';
import { readRewards, seatRatingOf } from './rewards';
import type { ImportedRating, Reward } from './schema';

const where = 'annotation';
const known = ['pk', 'episode', 'annotator_id', 'rewards', 'reasoning'];

/** Whether a record is an AnnotationForEpisode. */
export function isAnnotation(fields: Fields): boolean {
  return 'episode' in fields && 'annotator_id' in fields && 'rewards' in fields;
}

/**
 * A Sotopia AnnotationForEpisode as a rating by a person. The overall score is not kept: it is the
 * mean of the seven. The person's id is replaced by a hash; whom our own exports name as a judge or
 * a simulated rater stays one.
 *
 * Throws: LabError [interop/annotation] when it is not of two characters, or of neither
 * Source: Sotopia `sotopia/database/logs.py`, AnnotationForEpisode.
 */
export function readAnnotation(value: unknown, stem?: string): ImportedRating {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable(where, 'a rating as a JSON object', value);
  const [first = null, second = null] = readRewards(fields.rewards, 2, where);
  if (!first && !second) throw unreadable(where, 'a rating of one of the two', fields.rewards);
  const reasoning = textOrNone(fields, 'reasoning', where) ?? '';
  return {
    id: idIn(fields, ['pk'], 'rating', stem),
    episode: required(fields.episode, 'episode'),
    rater: raterIn(required(fields.annotator_id, 'annotator_id')),
    seats: [seatRatingOf(first), seatRatingOf(second)],
    ...(reasoning !== '' && { reasoning }),
    ...beyondOf(fields, known)
  };
}

const judged = /^judge \((.+)\)$/s;
const simulated = /^simulated rater (\d+) \((.+)\)$/s;

/** Who an annotator is, by the name that `raterName` or somebody else gave. */
function raterIn(name: string): Rater {
  const [, judge] = judged.exec(name) ?? [];
  if (judge !== undefined) return { kind: 'judge', model: judge };
  const [, number, model] = simulated.exec(name) ?? [];
  if (model !== undefined) return { kind: 'simulated', model, number: Number(number) };
  const isHashed = name.startsWith('person-') && idPattern.test(name);
  return { kind: 'person', id: isHashed ? name : idOf('person', name) };
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
    reasoning: rating.reasoning ?? joinedReasons(rating.seats),
    ...rating.beyond
  };
}

function raterName({ rater }: ImportedRating): string {
  switch (rater.kind) {
    case 'person':
      return rater.id;
    case 'judge':
      return `judge (${rater.model})`;
    case 'simulated':
      return `simulated rater ${rater.number} (${rater.model})`;
    default:
      return rater satisfies never;
  }
}

function required(value: unknown, field: string): string {
  const text = plainText(value);
  if (text === '') throw unreadable(where, `an annotation with ${field}`, value);
  return text;
}
