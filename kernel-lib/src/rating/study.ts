import { z } from 'zod';
import { LabError } from '../base/fail';
import { dimensions, SeatRating } from './schema';

/** What the id of a person who rates looks like: a name in plain letters and an ending of its own. */
export const RaterId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a plain id')
  .max(60);

/** What the ids of runs and episodes look like where they become part of a path. */
const PathId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/, 'must be a plain id');

const Flags = z.array(z.enum(dimensions.map(({ name }) => name)));

/** What a person handed in at one time: scores, reasons, flags and thumbs. */
export const HandedIn = z.strictObject({
  time: z.iso.datetime(),
  /** Whether models and secrets were hidden while rating. */
  blind: z.boolean(),
  /** Whether the judge's scores had been seen before; such a rating is no independent one. */
  afterJudge: z.boolean(),
  /** "Cannot tell" has no score. */
  seats: z.tuple([SeatRating, SeatRating]),
  /** The dimensions marked for a second look. */
  flags: z.tuple([Flags, Flags]),
  /** Thumbs by the number of the turn, which counts from 1. */
  thumbs: z.record(z.string().regex(/^[1-9]\d*$/), z.enum(['up', 'down']))
});
export type HandedIn = z.infer<typeof HandedIn>;

/** The file of one person and one episode; the last of what was handed in counts. */
export const RatingFile = z.strictObject({
  version: z.literal(1),
  run: PathId,
  episode: PathId,
  /** The hash of the transcript that was rated. */
  transcript: z.string(),
  rater: z.strictObject({ id: RaterId, name: z.string() }),
  /** Oldest first; an edit adds one and keeps the others. */
  handedIn: z.array(HandedIn).min(1)
});
export type RatingFile = z.infer<typeof RatingFile>;

/** Where in a run's folder the file of a person and an episode lies. */
export function ratingPath(episode: string, rater: string): string {
  return `ratings/${PathId.parse(episode)}/${RaterId.parse(rater)}.json`;
}

/** The bytes of such a file. */
export function ratingFileText(file: RatingFile): string {
  return `${JSON.stringify(file, undefined, 1)}\n`;
}

/**
 * What such a file holds.
 *
 * Throws: LabError [rating/study] when it is none
 */
export function parseRatingFile(text: string): RatingFile {
  const read = RatingFile.safeParse(jsonOr(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new LabError('rating/study', {
    expected: `a person's rating (version 1) with a valid ${issue?.path.join('.') || 'content'}`,
    got: text,
    todo: 'Move the file away, or correct it by hand.',
    cause: read.error
  });
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
