import { z } from 'zod';
import { Attempt } from '../base/chat';

/**
 * The seven dimensions with their ranges (score points, whole numbers) and what their ends mean.
 *
 * Source: Sotopia, SotopiaDimensions.
 */
export const dimensions = [
  { name: 'believability', low: 0, high: 10 },
  { name: 'relationship', low: -5, high: 5 },
  { name: 'knowledge', low: 0, high: 10 },
  { name: 'secret', low: -10, high: 0 },
  { name: 'social_rules', low: -10, high: 0 },
  { name: 'financial_and_material_benefits', low: -5, high: 5 },
  { name: 'goal', low: 0, high: 10 }
] as const;
export type Dimension = (typeof dimensions)[number]['name'];

/** A score with its reason. "Cannot tell" has no score; an unanswered dimension is absent. */
export const DimensionRating = z.object({
  score: z.number().int().optional(),
  reason: z.string()
});
export type DimensionRating = z.infer<typeof DimensionRating>;

const inRange = (low: number, high: number) =>
  DimensionRating.refine(
    ({ score }) => score === undefined || (score >= low && score <= high),
    `must be a whole number from ${low} to ${high}`
  );

/** One character rated on the seven dimensions; each range is checked. */
export const SeatRating = z.object({
  believability: inRange(0, 10).optional(),
  relationship: inRange(-5, 5).optional(),
  knowledge: inRange(0, 10).optional(),
  secret: inRange(-10, 0).optional(),
  social_rules: inRange(-10, 0).optional(),
  financial_and_material_benefits: inRange(-5, 5).optional(),
  goal: inRange(0, 10).optional()
});
export type SeatRating = z.infer<typeof SeatRating>;

/** Who rated: the judge, one of the simulated raters of the rehearsal world, or a person. */
export const Rater = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('judge'), model: z.string() }),
  z.object({ kind: z.literal('simulated'), model: z.string(), number: z.number().int() }),
  z.object({ kind: z.literal('person'), id: z.string() })
]);
export type Rater = z.infer<typeof Rater>;

/** One rater's opinion of one episode, both characters, with the rater's raw reply. */
export const Rating = z.object({
  id: z.string(),
  episode: z.string(),
  tag: z.string(),
  /** The hash of the transcript that was rated. */
  transcript: z.string(),
  rater: Rater,
  seats: z.tuple([SeatRating, SeatRating]),
  /** The model's reply as it came; empty for people. */
  reply: z.string(),
  attempts: z.array(Attempt).readonly().optional(),
  /** What the model thought before it answered. */
  thoughts: z.string().exactOptional()
});
export type Rating = z.infer<typeof Rating>;

/** The mean of the seven scores, or `undefined` while one is missing. Source: Sotopia, overall_score. */
export function overallOf(rating: SeatRating): number | undefined {
  const scores = dimensions.map(({ name }) => rating[name]?.score);
  if (!scores.every(score => score !== undefined)) return undefined;
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
