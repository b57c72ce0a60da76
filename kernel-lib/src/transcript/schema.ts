import { z } from 'zod';
import { Attempt } from '../base/chat';
import { LabError } from '../base/fail';
import { Ending, Seat } from '../episode/schema';
import { Rating } from '../rating/schema';
import { RelationshipKind } from '../task/schema';

export { attemptKind } from '../base/chat';
export { LiveTalk, talkEntry, talkMime, talkSteps, type TalkStep } from './live-talk';
export { dimensions, Rating, SeatRating, type Dimension } from '../rating/schema';

/** Under which MIME type a notebook output carries a transcript. */
export const transcriptMime = 'application/vnd.sotopia.transcript.v1+json';

/** An id that is safe as a part of a file name: no dots, no slashes, not too long. */
export const SafeId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/, 'must be a plain id');

/** A folder below where a reader starts: never absolute, never upwards. */
const Folder = z
  .string()
  .max(400)
  .regex(/^[^/\\:\p{Cc}]+(\/[^/\\:\p{Cc}]+)*$/u, 'must be a relative path')
  .refine(path => path.split('/').every(part => !/^\.{1,2}$/.test(part)), 'must not go upwards');

/** The run that an episode belongs to. */
export const TranscriptRun = z.object({ id: SafeId, folder: Folder });
export type TranscriptRun = z.infer<typeof TranscriptRun>;

const visibleKinds = z.enum(['speak', 'non-verbal communication', 'action']);
const quietKinds = z.enum(['none', 'leave']);

/** A turn as a blind reader sees it; a silent or leaving character has no words. */
export const BlindTurn = z.union([
  z.strictObject({ seat: Seat, kind: visibleKinds, text: z.string() }),
  z.strictObject({ seat: Seat, kind: quietKinds })
]);
export type BlindTurn = z.infer<typeof BlindTurn>;

const attempts = z.array(Attempt).readonly().optional();

const thoughts = z.string().optional();

/**
 * A turn with the calls that failed or were repaired before it, oldest first, what its model thought
 * before it answered, and whether a rule took unusable replies for silence.
 */
export const OpenTurn = z.union([
  z.strictObject({ seat: Seat, kind: visibleKinds, text: z.string(), attempts, thoughts }),
  z.strictObject({
    ...{ seat: Seat, kind: quietKinds, attempts, thoughts },
    invalid: z.literal(true).optional()
  })
]);
export type OpenTurn = z.infer<typeof OpenTurn>;

/** One of the two people, without their model. */
export const Person = z.strictObject({
  name: z.string(),
  /** How the turns call them. */
  shortName: z.string(),
  age: z.number(),
  pronouns: z.string(),
  occupation: z.string(),
  background: z.string(),
  goal: z.string(),
  /** Absent where a reader must not see it, or where there is none. */
  secret: z.string().optional()
});
export type Person = z.infer<typeof Person>;

const shared = {
  version: z.literal(1),
  run: TranscriptRun.optional(),
  episode: SafeId,
  /** The hash of scene, cast and actions; a rating repeats it. */
  transcript: z.string(),
  /** Whether simulated models played; the mark of the rehearsal cannot be closed. */
  rehearsal: z.boolean(),
  task: z.strictObject({
    id: z.string(),
    codename: z.string(),
    scenario: z.string(),
    relationship: RelationshipKind
  }),
  seats: z.tuple([Person, Person]),
  ending: Ending
};

/**
 * An episode for a reader who must not know who played: models, scores, other people's ratings,
 * the marks of repaired or failed calls and the tag are not in it, and no such field is accepted.
 */
export const BlindTranscript = z.strictObject({
  ...shared,
  blind: z.literal(true),
  turns: z.array(BlindTurn)
});

/** An episode with everything known about it. */
export const OpenTranscript = z.strictObject({
  ...shared,
  blind: z.literal(false),
  tag: z.string(),
  models: z.tuple([z.string(), z.string()]),
  target: Seat.optional(),
  /** The seat that a person played. */
  human: Seat.optional(),
  repeat: z.number().int().nonnegative(),
  turns: z.array(OpenTurn),
  ratings: z.array(Rating).optional()
});

/** An episode as JupyterLab shows it: the contract with the extension. */
export const Transcript = z.discriminatedUnion('blind', [BlindTranscript, OpenTranscript]);
export type BlindTranscript = z.infer<typeof BlindTranscript>;
export type OpenTranscript = z.infer<typeof OpenTranscript>;
export type Transcript = z.infer<typeof Transcript>;

/** Under which MIME type a notebook output carries two transcripts beside each other. */
export const pairMime = 'application/vnd.sotopia.pair.v1+json';

/** Two episodes of one task beside each other, A first; both of one run, and both blind or neither. */
export const Pair = z
  .strictObject({ version: z.literal(1), episodes: z.tuple([Transcript, Transcript]) })
  .refine(({ episodes: [a, b] }) => a.episode !== b.episode, 'must be two episodes')
  .refine(({ episodes: [a, b] }) => a.task.id === b.task.id, 'must be of one task')
  .refine(({ episodes: [a, b] }) => a.blind === b.blind, 'must both be blind, or neither')
  .refine(
    ({ episodes: [{ run: a }, { run: b }] }) => a?.id === b?.id && a?.folder === b?.folder,
    'must be of one run'
  );
export type Pair = z.infer<typeof Pair>;

/**
 * A payload from outside as a transcript.
 *
 * Throws: LabError [transcript/schema] when it is none, naming the first field that is wrong
 */
export function parseTranscript(payload: unknown): Transcript {
  return parsed(Transcript, payload, 'a transcript');
}

/**
 * A payload from outside as two transcripts beside each other.
 *
 * Throws: LabError [transcript/schema] when it is none, naming the first field that is wrong
 */
export function parsePair(payload: unknown): Pair {
  return parsed(Pair, payload, 'two transcripts');
}

/**
 * A run from outside as one that a payload may name.
 *
 * Throws: LabError [transcript/schema] when its id or its folder is not safe in a path
 */
export function parseRun(run: unknown): TranscriptRun {
  return parsed(TranscriptRun, run, 'a run');
}

function parsed<T>(schema: z.ZodType<T>, payload: unknown, what: string): T {
  const read = schema.safeParse(payload);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = issue?.path.join('.') || 'the payload';
  throw new LabError('transcript/schema', {
    expected: `${place} of ${what} (version 1) to be valid: ${issue?.message}`,
    got: payload,
    todo: 'Show the episode again with this release of the library.',
    cause: read.error
  });
}

/** Why a transcript ends, as one sentence. */
export function endingText({ ending, turns, seats }: Transcript): string {
  const after = `Ended after ${turns.length} turn${turns.length === 1 ? '' : 's'}`;
  switch (ending) {
    case 'too few characters': {
      const gone = seats.filter((_, seat) =>
        turns.some(turn => turn.seat === seat && turn.kind === 'leave')
      );
      const who = gone.map(person => person.shortName).join(' and ') || 'someone';
      return `${after}: ${who} left, so fewer than two were there.`;
    }
    case 'stale':
      return `${after}: too many silent turns in a row.`;
    case 'turn limit':
      return `${after}: the limit was reached.`;
    default:
      return ending satisfies never;
  }
}
