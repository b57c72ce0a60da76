import { idOf } from '../base/id';
import type { Card, EpochLoss, Job } from './schema';

/** What a trainer brings back: the model's name on its server, and its training curve. */
export interface TrainingResult {
  readonly model: string;
  readonly losses: readonly EpochLoss[];
}

/** A card's id, known before the training: a hash of its job. */
export function cardId(job: Job): string {
  return idOf('model', job.id);
}

/** The card of a trained model: everything of its job, and what came out. */
export function cardOf(job: Job, { model, losses }: TrainingResult): Card {
  return { ...job, id: cardId(job), model, losses: [...losses] };
}
