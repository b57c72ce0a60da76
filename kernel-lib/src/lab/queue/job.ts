import { z } from 'zod';
import { digest } from '../../base/id';
import { LabError } from '../../base/fail';
import { jsonAs } from '../../base/json';
import { replacedTemplate } from '../../base/template';
import { episodeId, type EpisodePlan, type PlayOptions } from '../../episode/play';
import { agentTemplate } from '../../episode/prompt';
import { Seat } from '../../episode/schema';
import { Character, Task } from '../../task/schema';
import { KeptReply } from '../reply-lines';
import { RunFile } from '../run-file';
import { Settings } from '../settings';

/** What a run's id looks like; the name of its queue. */
export const RunId = z.string().regex(/^run-[0-9a-f]{16}$/);
/** What an episode's id looks like; the name of its job. */
export const EpisodeId = z.string().regex(/^episode-[0-9a-f]{16}$/);

/**
 * What the episodes of a run have in common, for whoever plays them. The profile is a name: where
 * models are served, and the keys, are each machine's own business.
 */
export const OpenRun = z.strictObject({
  version: z.literal(1),
  profile: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  models: RunFile.shape.models,
  seed: Settings.shape.seed,
  rules: Settings.shape.rules,
  maxAttempts: z.number().int().positive().max(1000),
  invalidReplies: Settings.shape.invalidReplies,
  /** The wording of the agents' prompt. */
  prompt: z.string().max(1_000_000)
});
export type OpenRun = z.infer<typeof OpenRun>;

const Player = z.strictObject({
  role: z.enum(['expert', 'student', 'partner']),
  /** As its server knows it. */
  model: z.string().min(1)
});
/** Who plays a seat: a role of the profile, and the model that is served there. */
export type Player = z.infer<typeof Player>;

/** An episode to be played. */
export const EpisodeJob = z.strictObject({
  version: z.literal(1),
  tag: z.string(),
  task: Task,
  cast: z.tuple([Character, Character]),
  repeat: z.number().int().nonnegative(),
  target: Seat.optional(),
  players: z.tuple([Player, Player])
});
export type EpisodeJob = z.infer<typeof EpisodeJob>;

const count = z.number().int().nonnegative();
const Call = z.strictObject({
  purpose: z.string(),
  model: z.string(),
  attempt: count,
  outcome: z.string().max(10_000),
  promptTokens: count,
  completionTokens: count,
  cachedTokens: count.exactOptional(),
  cutPrompts: count.exactOptional(),
  price: z.number().nonnegative(),
  unpriced: z.literal(true).exactOptional(),
  latencyMs: z.number().nonnegative(),
  recorded: z.literal(true).exactOptional()
});

/**
 * What came of a job: the replies, from which the one who fed it plays the episode again, asking
 * nobody; the calls, for the ledger; and why it could not go on, where it could not.
 */
export const JobResult = z.strictObject({
  version: z.literal(1),
  replies: z.array(KeptReply.strict()).max(10_000),
  calls: z.array(Call).max(10_000),
  failure: z.string().max(10_000).exactOptional()
});
export type JobResult = z.infer<typeof JobResult>;

/** A line of the notes about calls, or `undefined` where something else stands. */
export function callIn(text: string): JobResult['calls'][number] | undefined {
  return jsonAs(Call, text);
}

/** How the episodes of a run are played. */
export function playOptionsOf({
  rules,
  maxAttempts,
  invalidReplies,
  prompt
}: OpenRun): PlayOptions {
  return {
    template: replacedTemplate('agent', agentTemplate, prompt),
    ...{ rules, maxAttempts, ...(invalidReplies && { invalidReplies }) }
  };
}

/**
 * An episode as it is to be played.
 *
 * Throws: LabError [lab/queue/job] when it is not the one that its id stands for
 */
export function planOf(id: string, job: EpisodeJob, common: OpenRun): EpisodePlan {
  const { tag, task, cast, repeat, target, players } = job;
  const { seed, rules, invalidReplies, models, prompt } = common;
  const plan = { tag, seed, repeat, ...(target !== undefined && { target }), task, cast };
  const computed = episodeId({
    ...plan,
    models: [players[0].model, players[1].model],
    sampling: models,
    prompt: digest(prompt),
    rules,
    ...(invalidReplies && { invalidReplies })
  });
  if (computed === id) return { id, ...plan };
  throw new LabError('lab/queue/job', {
    expected: `the episode ${id}`,
    got: computed,
    todo: 'Feed and work with the same release of sotopia-pi.'
  });
}
