import { idOf, textDigest } from '../base/id';
import { LabError } from '../base/fail';
import { randomFrom, sample } from '../base/random';
import { chatLine, type Row } from '../sft/schema';
import type { Job, Recipe } from './schema';

const rounding = 1e-9; // what a product of decimal numbers may be off by

/** The recipe for the embedded models. */
export const defaultRecipe: Recipe = {
  epochs: 10,
  learningRate: 0.3,
  batchSize: 16,
  validationShare: 0.1,
  seed: 0
};

/**
 * The paper's recipe for Mistral-7B with QLoRA, behaviour cloning.
 *
 * Source: Sotopia-π, appendix B.4–B.6 (20 epochs, learning rate 5e-5, batch size 4 per device).
 * Differs: the paper states no seed and no validation share; ours hold nothing back.
 */
export const paperRecipe: Recipe = {
  epochs: 20,
  learningRate: 5e-5,
  batchSize: 4,
  validationShare: 0,
  seed: 0
};

/** What a training job is planned from. */
export interface JobPlan {
  readonly name: string;
  readonly start: string;
  readonly rows: readonly Row[];
  readonly recipe: Recipe;
}

/** Rows to learn from, and rows held back to measure the validation loss, both in given order. */
export interface Split {
  readonly training: readonly Row[];
  readonly validation: readonly Row[];
}

/**
 * The exact training job: start, recipe, rows, and the digest of the file they make.
 *
 * Throws: LabError [model/plan] when there is nothing to train on.
 */
export function jobOf({ name, start, rows, recipe }: JobPlan): Job {
  if (rows.length === 0) {
    throw new LabError('model/plan', {
      expected: `at least one row to train ${name} on`,
      got: rows.length,
      todo: 'Select more episodes, or a softer rule.'
    });
  }
  const { training, validation } = splitOf(rows, recipe);
  const job = {
    name,
    start,
    recipe,
    rows: training.map(row => row.id),
    validationRows: validation.map(row => row.id),
    file: textDigest(training.map(row => `${chatLine(row)}\n`).join(''))
  };
  return { id: idOf('job', job), ...job };
}

/** The recipe's split: its share of the rows, rounded down, drawn with its seed, is held back. */
export function splitOf(rows: readonly Row[], { validationShare, seed }: Recipe): Split {
  const n = Math.floor(rows.length * validationShare + rounding);
  const held = new Set(sample([...rows.keys()], n, randomFrom('validation', seed)));
  return {
    training: rows.filter((_, index) => !held.has(index)),
    validation: rows.filter((_, index) => held.has(index))
  };
}
