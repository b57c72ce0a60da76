import { idOf } from '../base/id';
import { Rating } from '../rating/schema';
import { fieldsOf, unreadable, valid, type Fields } from './fields';
import { ImportedRating } from './schema';

/** Whether a record is a file of ours with what one person handed in for one episode. */
export function isRatingFile(fields: Fields): boolean {
  return 'handedIn' in fields && 'rater' in fields && 'episode' in fields;
}

/** Whether a record is a line of a run's ratings. */
export function isRating(fields: Fields): boolean {
  return 'seats' in fields && 'rater' in fields && 'episode' in fields;
}

/**
 * What a person handed in last for an episode, from our own file.
 *
 * Throws: LabError [interop/own-rating] when it is of another version, a field is wrong, or the
 * person would not rate
 */
export function readRatingFile(value: unknown): ImportedRating {
  const fields = versioned(value);
  const rater = fieldsOf(fields.rater)?.id;
  const last = fieldsOf(Array.isArray(fields.handedIn) ? fields.handedIn.at(-1) : undefined);
  const { episode, transcript } = fields;
  if (last?.declined !== undefined) throw unreadable('own-rating', 'a rating', 'a refusal to rate');
  const rating = {
    id: idOf('rating', { episode, rater }),
    episode,
    transcript,
    rater: { kind: 'person', id: rater },
    seats: last?.seats
  };
  return valid(ImportedRating, rating, 'own-rating', 'a rating');
}

/**
 * A line of a run's ratings.
 *
 * Throws: LabError [interop/own-rating] when it is of another version, or a field is wrong
 */
export function readRating(value: unknown): ImportedRating {
  return valid(Rating, versioned(value), 'own-rating', 'a rating');
}

function versioned(value: unknown): Fields {
  const fields = fieldsOf(value);
  if (fields?.version === 1) return fields;
  throw unreadable('own-rating', 'a rating of version 1', fields?.version);
}
