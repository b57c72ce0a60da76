import { z } from 'zod';

/** The three corpora that tasks are written from, in the paper's order of concatenation. */
export const sources = ['social_chem', 'social_iqa', 'normbank'] as const;
export const Source = z.enum(sources);
export type Source = z.infer<typeof Source>;

/**
 * An everyday norm or situation that a task is written from.
 *
 * Source: sotopia-pi, inspirational_prompt.csv (its columns `prompt` and `source`).
 */
export const Inspiration = z.object({
  id: z.string(),
  /** The corpus it comes from; published lists do not know it of every prompt. */
  source: z.union([Source, z.literal('unknown')]),
  text: z.string().regex(/\S/)
});
export type Inspiration = z.infer<typeof Inspiration>;

/** A row of a file that could not be read: its place (1-based line) and why. */
export interface Skipped {
  readonly line: number;
  readonly reason: string;
}

/** What a reader found in a file: distinct inspirations in file order, and the rows left out. */
export interface ReadInspirations {
  readonly inspirations: readonly Inspiration[];
  readonly rows: number;
  readonly skipped: readonly Skipped[];
}
