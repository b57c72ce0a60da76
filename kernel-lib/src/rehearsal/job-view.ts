import { digest } from '../base/id';
import type { Job } from './job';
import type { EpochLosses } from './train';

/** A job as the protocol shows it. */
export function shownJob(job: Job): object {
  const { epochs, batchSize, learningRate, seed } = job.settings;
  const hyperparameters = {
    n_epochs: epochs,
    batch_size: batchSize,
    learning_rate_multiplier: learningRate
  };
  const done = job.status === 'succeeded';
  return {
    id: job.id,
    object: 'fine_tuning.job',
    created_at: 0,
    error: null,
    estimated_finish: null,
    fine_tuned_model: done ? job.model : null,
    finished_at: done ? 0 : null,
    hyperparameters,
    model: job.start,
    organization_id: 'rehearsal',
    result_files: [],
    seed,
    status: job.status,
    trained_tokens: null,
    training_file: job.trainingFile,
    validation_file: job.validationFile ?? null,
    method: { type: 'supervised', supervised: { hyperparameters } },
    user_provided_suffix: job.suffix ?? null
  };
}

/** The events of a job, newest first: messages, and the losses after each epoch as metrics. */
export function eventsOf(job: Job): object[] {
  const steps = job.losses.at(-1)?.steps ?? 0;
  const oldestFirst = [
    message(job, 0, `Created fine-tuning job: ${job.id}`),
    ...(job.status === 'queued' ? [] : [message(job, 1, stateText(job))]),
    ...job.losses.map(losses => metrics(job, losses, steps)),
    ...(job.status === 'succeeded'
      ? [message(job, 2, `New fine-tuned model created: ${job.model}`)]
      : [])
  ];
  return oldestFirst.reverse();
}

/** A list as the protocol shows it, all on one page. */
export function listOf(data: readonly object[]): object {
  return { object: 'list', data, has_more: false };
}

function stateText({ status }: Job): string {
  return status === 'cancelled' ? 'Fine-tuning job cancelled' : 'Fine-tuning job started';
}

function message(job: Job, number: number, text: string): object {
  return { ...head(job, `message ${number}`), type: 'message', message: text };
}

function metrics(job: Job, losses: EpochLosses, total_steps: number): object {
  const { epoch, steps, loss, validationLoss } = losses;
  const validation = validationLoss === undefined ? '' : `, validation loss=${validationLoss}`;
  const data = {
    epoch,
    step: steps,
    total_steps,
    train_loss: loss,
    ...(validationLoss !== undefined && {
      valid_loss: validationLoss,
      full_valid_loss: validationLoss
    })
  };
  const text = `Step ${steps}/${total_steps}: training loss=${loss}${validation}`;
  return { ...head(job, `epoch ${epoch}`), type: 'metrics', message: text, data };
}

function head(job: Job, what: string): object {
  const id = `ftevent-${digest([job.id, what]).slice(0, 16)}`;
  return { object: 'fine_tuning.job.event', id, created_at: 0, level: 'info' };
}
