import { z } from 'zod';
import type { Interval, NoBounds, NoTest, PairedT } from '../base/stats';
import { Seat } from '../episode/schema';
import { dimensions, type Dimension } from '../rating/schema';

/** Who says how well a model did. Truth exists for rehearsal models only. */
export const scoreSources = ['judge', 'simulatedRaters', 'people', 'truth'] as const;
export const ScoreSource = z.enum(scoreSources);
export type ScoreSource = z.infer<typeof ScoreSource>;

const Points = z.object({
  believability: z.number(),
  relationship: z.number(),
  knowledge: z.number(),
  secret: z.number(),
  social_rules: z.number(),
  financial_and_material_benefits: z.number(),
  goal: z.number(),
  overall: z.number()
});

/** What one source says of one evaluated character: points, or the reason why there are none. */
export const Score = z
  .object({
    id: z.string(),
    /** The evaluated model in the paper's words: `base`, `SR`, `BC`, `BC+SR` or `expert`. */
    model: z.string(),
    source: ScoreSource,
    episode: z.string(),
    task: z.string(),
    /** The two characters' ids in seat order, as `pairOf` writes them: what a comparison pairs by. */
    pair: z.string(),
    hard: z.boolean(),
    seat: Seat,
    repeat: z.number().int().nonnegative(),
    points: Points.optional(),
    unrated: z.string().optional()
  })
  .refine(
    ({ points, unrated }) => (points === undefined) !== (unrated === undefined),
    'has either points or the reason why it has none'
  );
export type Score = z.infer<typeof Score>;
export type Points = z.infer<typeof Points>;

/** What a table of scores has a column for: the seven dimensions and their mean, in this order. */
export const scales = [...dimensions.map(({ name }) => name), 'overall'] as const;
export type Scale = Dimension | 'overall';

/** The mean of a model's scores on one scale, never without how many it rests on and how many are missing. */
export type Summary = {
  readonly model: string;
  readonly source: ScoreSource;
  readonly dimension: Scale;
  /** How many evaluated characters have no score. */
  readonly unrated: number;
} & (Interval | NoMean);

/** No score at all, so no mean. */
export interface NoMean extends NoBounds {
  readonly mean?: undefined;
  readonly n: 0;
  readonly clusters: 0;
}

/** Two models on one scale, task by task: how far `model` is above `versus`. */
export type Comparison = {
  readonly model: string;
  readonly versus: string;
  readonly source: ScoreSource;
  readonly dimension: Scale;
  /** Scores that entered, of each model. */
  readonly used: readonly [number, number];
  /** Scores left out because they are missing or have no counterpart, of each model. */
  readonly leftOut: readonly [number, number];
} & (PairedT | NoDifference);

/** No task on which both models have a score, so no difference. */
export interface NoDifference extends NoTest {
  readonly difference?: undefined;
  readonly n: 0;
}

/**
 * A multiple-choice question with its right answer, the first of the choices being 0.
 *
 * Source: MMLU (Hendrycks and others, 2021); `train` is its `auxiliary_train`.
 */
export const KnowledgeQuestion = z
  .object({
    id: z.string(),
    subject: z.string().regex(/\S/),
    split: z.enum(['dev', 'val', 'test', 'train']).optional(),
    question: z.string().regex(/\S/),
    /** Four in MMLU, up to ten in its successors. */
    choices: z.array(z.string()).min(2).max(26),
    answer: z.number().int().nonnegative()
  })
  .refine(({ choices, answer }) => answer < choices.length, {
    message: 'is not the place of one of the choices',
    path: ['answer']
  });
export type KnowledgeQuestion = z.infer<typeof KnowledgeQuestion>;
