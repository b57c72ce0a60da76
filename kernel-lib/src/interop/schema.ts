import { z } from 'zod';
import { actionTypes } from '../episode/schema';
import { Rating } from '../rating/schema';
import { Casting, Character, Relationship, Task } from '../task/schema';

/** What a foreign record says beyond our schema, by its published names; kept for export. */
const Beyond = z.record(z.string(), z.unknown());

/** A character from elsewhere. */
export const ImportedCharacter = Character.extend({ beyond: Beyond.optional() });
export type ImportedCharacter = z.infer<typeof ImportedCharacter>;

/** A task from elsewhere. */
export const ImportedTask = Task.extend({ beyond: Beyond.optional() });
export type ImportedTask = z.infer<typeof ImportedTask>;

/** A relationship from elsewhere. */
export const ImportedRelationship = Relationship.safeExtend({ beyond: Beyond.optional() });
export type ImportedRelationship = z.infer<typeof ImportedRelationship>;

/** Who plays a task; published pairs do not name the relationship they come from. */
export const ImportedCasting = Casting.extend({
  relationship: z.string().optional(),
  beyond: Beyond.optional()
});
export type ImportedCasting = z.infer<typeof ImportedCasting>;

/** Tasks under a name, e.g. `sotopia_hard_env`. */
export const TaskSet = z.object({
  id: z.string().regex(/\S/),
  tasks: z.array(z.string()),
  /** The position that counts in each of them, where the set says so. */
  seats: z.array(z.string()).optional(),
  beyond: Beyond.optional()
});
export type TaskSet = z.infer<typeof TaskSet>;

/** An action as it stands in a log, where even a spoken line may be empty. */
export const LoggedAction = z.object({ action_type: z.enum(actionTypes), argument: z.string() });
export type LoggedAction = z.infer<typeof LoggedAction>;

/** What one character did in one round of a log. */
export const LoggedTurn = z.object({
  /** The round, counted from 0; all who acted in it acted at once. */
  round: z.number().int().nonnegative(),
  character: z.string(),
  action: LoggedAction,
  /** The only ones who saw it; absent when everybody did. */
  to: z.array(z.string()).optional()
});
export type LoggedTurn = z.infer<typeof LoggedTurn>;

/** A character's reward: the overall score and those by dimension, as published. */
export const Reward = z.tuple([z.number(), z.record(z.string(), z.number())]);
export type Reward = z.infer<typeof Reward>;

/**
 * A conversation from elsewhere, as far as it is known.
 *
 * Source: Sotopia `sotopia/database/logs.py`, EpisodeLog.
 */
export const ImportedEpisode = z.object({
  id: z.string().regex(/\S/),
  /** Ids of the task and the characters; empty where a format does not say. */
  environment: z.string(),
  agents: z.array(z.string()),
  tag: z.string(),
  /** As published: the judge and the players, or the players only. */
  models: z.array(z.string()),
  /** The characters' full names, in the order of their seats. */
  names: z.array(z.string()),
  /** What each character was told before the first round, as it was; empty where it is not known. */
  openings: z.array(z.string()),
  turns: z.array(LoggedTurn),
  /** One for each character; `null` when it was not rated. */
  rewards: z.array(Reward.nullable()),
  reasoning: z.string(),
  rewardsPrompt: z.string(),
  scenario: z.string().optional(),
  codename: z.string().optional(),
  /** In the order of `names`. */
  backgrounds: z.array(z.string()).optional(),
  goals: z.array(z.string()).optional(),
  /** Released episodes have two lists of rewards: the one that `rewards` is not, where they differ. */
  otherRewards: z
    .object({ field: z.enum(['raw_rewards', 'rewards']), values: z.array(Reward.nullable()) })
    .optional(),
  beyond: Beyond.optional()
});
export type ImportedEpisode = z.infer<typeof ImportedEpisode>;

/** A rating from elsewhere; of our own ones, nothing is lost. */
export const ImportedRating = Rating.extend({
  tag: z.string().optional(),
  transcript: z.string().optional(),
  reply: z.string().optional(),
  /** One text for all scores, where there is no reason for each. */
  reasoning: z.string().optional(),
  beyond: Beyond.optional()
});
export type ImportedRating = z.infer<typeof ImportedRating>;
