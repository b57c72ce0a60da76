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
  /** Why the person does not rate the episode; what was filled in till then is kept beside it. */
  declined: z.string().regex(/\S/, 'must say why').max(2000).optional(),
  /** "Cannot tell" has no score. */
  seats: z.tuple([SeatRating, SeatRating]),
  /** The dimensions marked for a second look. */
  flags: z.tuple([Flags, Flags]),
  /** Thumbs by the number of the turn, which counts from 1. */
  thumbs: z.record(z.string().regex(/^[1-9]\d*$/), z.enum(['up', 'down']))
});
export type HandedIn = z.infer<typeof HandedIn>;

const about = {
  version: z.literal(1),
  run: PathId,
  rater: z.strictObject({ id: RaterId, name: z.string() })
};

/** The file of one person and one episode; the last of what was handed in counts. */
export const RatingFile = z.strictObject({
  ...about,
  episode: PathId,
  /** The hash of the transcript that was rated. */
  transcript: z.string(),
  /** Oldest first; an edit adds one and keeps the others. */
  handedIn: z.array(HandedIn).min(1)
});
export type RatingFile = z.infer<typeof RatingFile>;

/** Where in a run's folder the file of a person and an episode lies. */
export function ratingPath(episode: string, rater: string): string {
  return `ratings/${PathId.parse(episode)}/${RaterId.parse(rater)}.json`;
}

/** What a person said at one time of two episodes of one task. */
export const Preference = z.strictObject({
  time: z.iso.datetime(),
  blind: z.boolean(),
  /** The two as they were shown, A first: an order can sway. */
  shown: z.tuple([PathId, PathId]),
  /** Which one is better; a tie is an answer. */
  better: z.enum(['A', 'B', 'tie']),
  reason: z.string().max(2000)
});
export type Preference = z.infer<typeof Preference>;

/** The file of one person and one pair; the last of what was handed in counts. */
export const PreferenceFile = z.strictObject({
  ...about,
  /** In the order of their ids, whatever was shown first. */
  episodes: z.tuple([PathId, PathId]),
  /** The hashes of their transcripts, in the same order. */
  transcripts: z.tuple([z.string(), z.string()]),
  handedIn: z.array(Preference).min(1)
});
export type PreferenceFile = z.infer<typeof PreferenceFile>;

/** The name of a pair, the same whichever episode comes first. No id has a plus. */
export function pairName(episodes: readonly [string, string]): string {
  return [...episodes]
    .sort()
    .map(id => PathId.parse(id))
    .join('+');
}

/** Where in a run's folder the file of a person and a pair lies. */
export function preferencePath(episodes: readonly [string, string], rater: string): string {
  return `preferences/${pairName(episodes)}/${RaterId.parse(rater)}.json`;
}

/** The bytes of such a file. */
export function peopleFileText(file: RatingFile | PreferenceFile): string {
  return `${JSON.stringify(file, undefined, 1)}\n`;
}

/**
 * What the file of a rating holds.
 *
 * Throws: LabError [rating/study] when it is none
 */
export function parseRatingFile(text: string): RatingFile {
  return parsed(RatingFile, text, 'rating');
}

/**
 * What the file of a preference holds.
 *
 * Throws: LabError [rating/study] when it is none
 */
export function parsePreferenceFile(text: string): PreferenceFile {
  return parsed(PreferenceFile, text, 'preference');
}

function parsed<T>(schema: z.ZodType<T>, text: string, what: string): T {
  const read = schema.safeParse(jsonOr(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new LabError('rating/study', {
    expected: `a person's ${what} (version 1) with a valid ${issue?.path.join('.') || 'content'}`,
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
