import { z } from 'zod';
import { Attempt, attemptKind } from '../base/chat';
import { LabError, messageOf } from '../base/fail';
import { Ending, Episode, textTag, withNames } from '../episode/schema';
import { dimensions, Rating } from '../rating/schema';
import { Character, fullName, Task } from '../task/schema';
import { isSimulated, payloadOf, SeenEpisode } from './payload';
import { parseRun, SafeId, type Transcript, type TranscriptRun } from './schema';

const count = z.number().int().nonnegative();
const longestScenario = 120; // characters; enough to search by

/** Where a line stands in its file, in bytes; its line break is not counted. */
const place = { at: count, bytes: count };

/** What a list of episodes is made of, without the episodes. */
export const EpisodeEntry = z.object({
  ...place,
  id: z.string(),
  task: z.string(),
  hard: z.boolean(),
  /** Its beginning. */
  scenario: z.string(),
  /** The two people in seat order. */
  people: z.tuple([z.string(), z.string()]),
  tag: z.string(),
  models: z.tuple([z.string(), z.string()]),
  ending: Ending,
  turns: count,
  /** How many turns took a repair, and how many a call that failed. */
  repaired: count,
  failed: count
});
export type EpisodeEntry = z.infer<typeof EpisodeEntry>;

const Scores = z.array(z.number().int().nullable()).length(dimensions.length);

/** What a list of episodes shows of a rating: the scores of both people in the dimensions' order. */
export const RatingEntry = z.object({
  ...place,
  episode: z.string(),
  kind: z.enum(['judge', 'simulated', 'person']),
  /** The model, or the id of the person. */
  rater: z.string(),
  scores: z.tuple([Scores, Scores])
});
export type RatingEntry = z.infer<typeof RatingEntry>;

/** A line that is no row of its file, and why; it is counted and passed over. */
export const SkippedLine = z.object({
  ...place,
  line: z.number().int().positive(),
  reason: z.string()
});
export type SkippedLine = z.infer<typeof SkippedLine>;

// Only what the list needs is looked at: an index of a large file must not take minutes.
const EpisodeLine = Episode.pick({ id: true, tag: true, models: true, ending: true }).extend({
  version: z.literal(1),
  task: Task.pick({ codename: true, hard: true, scenario: true }),
  cast: z.tuple([
    Character.pick({ firstName: true, lastName: true }),
    Character.pick({ firstName: true, lastName: true })
  ]),
  turns: z.array(z.object({ attempts: z.array(Attempt).optional() }))
});

const RatingLine = Rating.pick({ episode: true, rater: true, seats: true }).extend({
  version: z.literal(1)
});

/** The files that can have an index, and how one of their lines becomes an entry. */
export const indexable = {
  episodes: { entry: EpisodeEntry, entryOf: episodeEntryOf },
  ratings: { entry: RatingEntry, entryOf: ratingEntryOf }
} as const;
export type Indexable = keyof typeof indexable;
export type EntryOf<K extends Indexable> = z.infer<(typeof indexable)[K]['entry']>;

/** Throws: LabError [transcript/index-entry] when the line is no episode. */
function episodeEntryOf(text: string, at: number, bytes: number): EpisodeEntry {
  const { id, tag, models, ending, task, cast, turns } = read(EpisodeLine, text, 'an episode');
  const tries = turns.flatMap(({ attempts }) => (attempts?.length ? [attempts] : []));
  const repaired = tries.filter(isRepaired).length;
  return {
    at,
    bytes,
    id,
    task: task.codename,
    hard: task.hard,
    scenario: scenarioOf(task.scenario, cast),
    people: [fullName(cast[0]), fullName(cast[1])],
    tag,
    models,
    ending,
    turns: turns.length,
    repaired,
    failed: tries.length - repaired
  };
}

function scenarioOf(text: string, cast: z.infer<typeof EpisodeLine>['cast']): string {
  const named = withNames(text.replace(textTag, ''), cast as unknown as Episode['cast']);
  return named.slice(0, longestScenario);
}

function isRepaired(attempts: readonly Attempt[]): boolean {
  return attempts.every(attempt => attemptKind(attempt) === 'repaired');
}

/** Throws: LabError [transcript/index-entry] when the line is no rating. */
function ratingEntryOf(text: string, at: number, bytes: number): RatingEntry {
  const { episode, rater, seats } = read(RatingLine, text, 'a rating');
  const scoresOf = (seat: 0 | 1) => dimensions.map(({ name }) => seats[seat][name]?.score ?? null);
  return {
    at,
    bytes,
    episode,
    kind: rater.kind,
    rater: rater.kind === 'person' ? rater.id : rater.model,
    scores: [scoresOf(0), scoresOf(1)]
  };
}

/** Its id must be safe in a path: ratings are named after it. */
const ShownLine = SeenEpisode.extend({ id: SafeId });

/**
 * A line of an episodes file as the extension shows it.
 *
 * Throws: LabError [transcript/index-entry] when it is no episode; LabError [transcript/schema]
 * when the run is none that a payload may name
 */
export function transcriptOfLine(line: string | object, options: LineOptions): Transcript {
  const { blind, run, ...shown } = options;
  const episode = read(ShownLine, line, 'an episode');
  const { rehearsal = episode.models.some(isSimulated) } = shown;
  const part = run && { run: parseRun(run) };
  return payloadOf(episode, { ...shown, ...part, rehearsal, blind });
}

/** How a line is shown; whether it is a rehearsal is asked of its models where no run says it. */
export interface LineOptions {
  readonly blind: boolean;
  readonly secrets: boolean;
  readonly rehearsal?: boolean | undefined;
  readonly run?: TranscriptRun;
}

/** What people said, did and were told in an episode, as one text to search in. */
export function spokenText(text: string): string {
  const { turns, task } = read(SpokenLine, text, 'an episode');
  return [task.scenario, ...turns.map(({ action }) => action.argument)].join('\n');
}

const SpokenLine = z.object({
  task: Task.pick({ scenario: true }),
  turns: z.array(z.object({ action: z.object({ argument: z.string() }) }))
});

function read<T>(schema: z.ZodType<T>, line: string | object, what: string): T {
  const parsed = schema.safeParse(typeof line === 'string' ? jsonOf(line, what) : line);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refusal(what, `${issue?.path.join('.') || 'the line'}: ${issue?.message}`, parsed.error);
}

function jsonOf(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw refusal(what, messageOf(error), error);
  }
}

function refusal(what: string, got: string, cause: unknown): LabError {
  return new LabError('transcript/index-entry', {
    expected: `a line with ${what} (version 1)`,
    got,
    todo: 'Correct the line or remove it.',
    cause
  });
}
