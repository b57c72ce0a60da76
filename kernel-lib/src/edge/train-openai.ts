import { setTimeout } from 'node:timers/promises';
import type { OpenAI } from 'openai';
import { LabError } from '../base/fail';
import { clientOf, masked } from './chat/openai-client';
import { adviceFor, statusOf, troubleOf } from './chat/trouble';
import type { Endpoint } from './profile';
import { shapedBody } from './request-shape';

/** What a fine-tuning job needs: the start, the exact training file, and the hyper-parameters. */
export interface TrainingRequest {
  readonly start: string;
  readonly suffix: string;
  /** Lines of OpenAI's chat format. */
  readonly training: string;
  readonly validation?: string;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly seed: number;
}

/** What came out of a job: the model's name on its server, and the loss after each epoch. */
export interface Trained {
  readonly model: string;
  readonly losses: { epoch: number; loss: number; validationLoss?: number }[];
}

// Embedded models train in a moment, others for hours.
const polls = { firstMs: 200, mostMs: 10_000, growth: 1.5 };

const mostEvents = 100_000; // of a job

// Any other state, one that nobody knows included, will not become a model.
const underWay = ['validating_files', 'queued', 'running', 'paused'];

/**
 * Trains a model through the fine-tuning API, the shape that OpenAI and other servers speak.
 *
 * Throws: LabError [edge/train-openai] when the server refuses or the job does not succeed; the
 * reason of `signal`
 */
export async function trainedByApi(
  endpoint: Endpoint,
  request: TrainingRequest,
  { fetch, signal }: { fetch?: typeof globalThis.fetch; signal?: AbortSignal }
): Promise<Trained> {
  const openai = await clientOf(endpoint, fetch);
  try {
    return await trained(openai, endpoint, request, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof LabError ? error : refused(error, endpoint, request);
  }
}

async function trained(
  openai: OpenAI,
  endpoint: Endpoint,
  request: TrainingRequest,
  signal?: AbortSignal
): Promise<Trained> {
  const training_file = await uploaded(openai, `${request.suffix}.jsonl`, request.training, signal);
  const validation_file =
    request.validation &&
    (await uploaded(openai, `${request.suffix}-validation.jsonl`, request.validation, signal));
  const job = {
    model: request.start,
    training_file,
    ...(validation_file && { validation_file }),
    suffix: request.suffix,
    seed: request.seed,
    hyperparameters: {
      n_epochs: request.epochs,
      batch_size: request.batchSize,
      learning_rate_multiplier: request.learningRate
    }
  };
  const body = shapedBody(job, endpoint.training ?? {});
  const created = await openai.fineTuning.jobs.create(body, { signal });
  const ended = await finished(openai, created.id, signal);
  if (ended.status !== 'succeeded' || !ended.fine_tuned_model) {
    const said: string | undefined = ended.error?.message ?? ended.status;
    throw new LabError('edge/train-openai', {
      expected: `job ${masked(ended.id, endpoint)} to succeed`,
      got: said && masked(said, endpoint),
      todo: 'Read the job’s events on the server, correct the cause and train again.'
    });
  }
  return {
    model: masked(ended.fine_tuned_model, endpoint),
    losses: await lossesOf(openai, ended.id, signal)
  };
}

function refused(error: unknown, endpoint: Endpoint, { start }: TrainingRequest): LabError {
  const isUnknown = [404, 405, 501].includes(statusOf(error) ?? 0);
  return new LabError('edge/train-openai', {
    expected: `fine-tuning of ${start} at ${endpoint.baseUrl}`,
    got: masked(troubleOf(error), endpoint),
    todo: isUnknown
      ? 'This server seems to train no models: name a student on one that does. The training rows are made (rows.jsonl).'
      : `${adviceFor(error, endpoint)} Then train again.`
  });
}

async function uploaded(openai: OpenAI, name: string, text: string, signal?: AbortSignal) {
  const file = new File([text], name, { type: 'application/jsonl' });
  return (await openai.files.create({ file, purpose: 'fine-tune' }, { signal })).id;
}

async function finished(openai: OpenAI, id: string, signal?: AbortSignal) {
  for (let waitMs = polls.firstMs; ; waitMs = Math.min(polls.mostMs, waitMs * polls.growth)) {
    const job = await openai.fineTuning.jobs.retrieve(id, { signal });
    if (!underWay.includes(job.status)) return job;
    await setTimeout(waitMs, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

interface EpochMetrics {
  readonly epoch?: number;
  readonly train_loss?: number;
  readonly full_valid_loss?: number;
}

async function lossesOf(openai: OpenAI, id: string, signal?: AbortSignal) {
  const losses: Trained['losses'] = [];
  let seen = 0;
  for await (const event of openai.fineTuning.jobs.listEvents(id, { limit: 100 }, { signal })) {
    if (++seen > mostEvents) break; // a list without end
    if (event.type !== 'metrics') continue;
    const { epoch, train_loss, full_valid_loss } = (event.data ?? {}) as EpochMetrics;
    if (typeof epoch !== 'number' || typeof train_loss !== 'number') continue;
    losses.push({
      epoch,
      loss: train_loss,
      ...(typeof full_valid_loss === 'number' && { validationLoss: full_valid_loss })
    });
  }
  return losses.sort((a, b) => a.epoch - b.epoch);
}
