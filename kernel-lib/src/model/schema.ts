import { z } from 'zod';

/** How a model is trained; every number means what it means to a trainer. */
export const Recipe = z.object({
  epochs: z.number().int().positive(),
  learningRate: z.number().positive(),
  batchSize: z.number().int().positive(),
  seed: z.number().int(),
  /** Share of the rows held back to measure the validation loss, 0..1. */
  validationShare: z.number().min(0).lt(1)
});
export type Recipe = z.infer<typeof Recipe>;

/**
 * An exact training job as data: whoever runs it, from the same start, gets the same model.
 * Its training file holds the rows in this order, in OpenAI's chat format.
 */
export const Job = z.object({
  /** A hash of everything below. */
  id: z.string(),
  /** The trained model's name in the paper's words: `SR`, `BC` or `BC+SR`. */
  name: z.string(),
  /** The model it starts from, by the name its server knows. */
  start: z.string(),
  recipe: Recipe,
  /** Ids of the rows trained on, and of those held back to measure the validation loss. */
  rows: z.array(z.string()),
  validationRows: z.array(z.string()),
  /** The SHA-256 of the training file, byte for byte. */
  file: z.string()
});
export type Job = z.infer<typeof Job>;

/** The mean loss per row after an epoch (nats), on the rows trained on and on those held back. */
export const EpochLoss = z.object({
  epoch: z.number().int().positive(),
  loss: z.number(),
  validationLoss: z.number().optional()
});
export type EpochLoss = z.infer<typeof EpochLoss>;

/** What a trained model is made of: its start, its rows, its recipe and its training curve. */
export const Card = z.object({
  id: z.string(),
  /** Its name in the paper's words: `SR`, `BC` or `BC+SR`. */
  name: z.string(),
  /** The name under which a server answers for it. */
  model: z.string(),
  start: z.string(),
  recipe: Recipe,
  /** The rows it learned from, and those held back to measure the validation loss. */
  rows: z.array(z.string()),
  validationRows: z.array(z.string()),
  /** The SHA-256 of the training file. */
  file: z.string(),
  losses: z.array(EpochLoss)
});
export type Card = z.infer<typeof Card>;
