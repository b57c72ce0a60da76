import { z } from 'zod';
import { Seat } from '../episode/schema';

/** How episodes are chosen for training; each rule is one function of select.ts. */
export const Rule = z.discriminatedUnion('name', [
  /** The paper's rule for behaviour cloning (B.2). */
  z.object({ name: z.literal('bc'), top: z.number().int().positive() }),
  /** The paper's rule for self-reinforcement: the best share of each position by goal (B.2). */
  z.object({ name: z.literal('sr'), share: z.number().gt(0).lte(1) }),
  /** The single best of each position by goal, then overall. */
  z.object({ name: z.literal('best') }),
  /** Everyone at or above a goal score. */
  z.object({ name: z.literal('threshold'), goal: z.number() }),
  /** The best share of all agent-episodes by overall score. */
  z.object({ name: z.literal('global ratio'), share: z.number().gt(0).lte(1) })
]);
export type Rule = z.infer<typeof Rule>;

/** One agent-episode, kept for training or dropped, and why. */
export const Selection = z.object({
  id: z.string(),
  tag: z.string(),
  episode: z.string(),
  task: z.string(),
  seat: Seat,
  rule: Rule,
  kept: z.boolean(),
  reason: z.string()
});
export type Selection = z.infer<typeof Selection>;
