import { z } from 'zod';
import { digest } from '../base/id';
import { defaultSettings, type EpochLosses, type Settings } from './train';

const orAuto = <T extends z.ZodType>(schema: T) => z.union([schema, z.literal('auto')]).optional();
const Hyperparameters = z.object({
  n_epochs: orAuto(z.number().int().min(1).max(200)),
  batch_size: orAuto(z.number().int().min(1).max(4096)),
  learning_rate_multiplier: orAuto(z.number().positive().max(10)),
  learning_rate: orAuto(z.number().positive().max(10))
});
/** The body that asks for a job, as far as this world heeds it. */
export const JobBody = z.object({
  model: z.string(),
  training_file: z.string(),
  validation_file: z.string().nullish(),
  suffix: z
    .string()
    .regex(/^[A-Za-z0-9._+-]{1,64}$/, 'may have 1 to 64 letters, digits and . _ + -')
    .nullish(),
  seed: z.number().int().nullish(),
  hyperparameters: Hyperparameters.nullish(),
  method: z
    .object({ supervised: z.object({ hyperparameters: Hyperparameters.optional() }).optional() })
    .nullish()
});
export type JobBody = z.infer<typeof JobBody>;

/** A fine-tuning job; it moves on whenever someone looks at it: queued, running, succeeded. */
export interface Job {
  readonly id: string;
  readonly start: string;
  /** The name under which the trained model answers. */
  readonly model: string;
  readonly trainingFile: string;
  readonly validationFile: string | undefined;
  readonly training: string;
  readonly validation: string | undefined;
  readonly suffix: string | undefined;
  readonly settings: Settings;
  readonly status: 'queued' | 'running' | 'succeeded' | 'cancelled';
  readonly losses: readonly EpochLosses[];
}

/** The job that a body asks for; its id and its model's name follow from the content. */
export function jobOf(body: JobBody, start: string, training: string, validation?: string): Job {
  const settings = settingsOf(body);
  const content = digest({ start, training, validation, settings }).slice(0, 12);
  const suffix = body.suffix ?? undefined;
  return {
    id: `ftjob-${digest([content, suffix ?? '']).slice(0, 16)}`,
    start,
    model: `ft:${start}:${suffix ?? 'model'}:${content}`,
    trainingFile: body.training_file,
    validationFile: body.validation_file ?? undefined,
    training,
    validation,
    suffix,
    settings,
    status: 'queued',
    losses: []
  };
}

/** The rate is the step size itself: this trainer's own rate, which a multiplier multiplies, is 1. */
function settingsOf({ hyperparameters, method, seed }: JobBody): Settings {
  const asked = method?.supervised?.hyperparameters ?? hyperparameters ?? {};
  const rate = asked.learning_rate ?? asked.learning_rate_multiplier;
  return {
    epochs: numberOr(asked.n_epochs, defaultSettings.epochs),
    batchSize: numberOr(asked.batch_size, defaultSettings.batchSize),
    learningRate: numberOr(rate, defaultSettings.learningRate),
    seed: seed ?? defaultSettings.seed
  };
}

function numberOr(value: number | 'auto' | undefined, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}
