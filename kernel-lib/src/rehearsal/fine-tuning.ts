import type { Answer, Call } from '../base/handler';
import { failed, refused, refusedBody, unknownModel } from './errors';
import { noSuchFile, type Files } from './files';
import { JobBody, jobOf, type Job } from './job';
import { eventsOf, listOf, shownJob } from './job-view';
import type { Speakers } from './speakers';
import type { WeightStore } from './store';
import { trained } from './train';
import { parseTrainingFile } from './training-file';
import { toStoredModel } from './weights';

/** What jobs need of their server. */
export interface Shop {
  readonly files: Files;
  readonly jobs: Map<string, Job>;
  readonly speakers: Speakers;
  readonly store: WeightStore;
  /** For requests that bring no seed of their own. */
  readonly seed?: number;
}

/** Answers `POST /v1/fine_tuning/jobs`; the same job asked for twice is one job. */
export function createdJob({ files, jobs, speakers }: Shop, { body }: Call): Answer {
  const read = JobBody.safeParse(body);
  if (!read.success) return refusedBody(read.error);
  const { model, training_file, validation_file } = read.data;
  if (!speakers.policy(model)) {
    if (!speakers.speaker(model)) return unknownModel(model);
    return refused(`The model \`${model}\` cannot be fine-tuned.`, 'model', 'model_not_available');
  }
  const training = files.get(training_file)?.text;
  if (training === undefined) return noSuchFile(training_file, 'training_file');
  const validation = validation_file ? files.get(validation_file)?.text : undefined;
  if (validation_file && validation === undefined) {
    return noSuchFile(validation_file, 'validation_file');
  }
  const job = jobOf(read.data, speakers.resolved(model), training, validation);
  const known = jobs.get(job.id);
  const current = known && known.status !== 'cancelled' ? known : job;
  jobs.set(job.id, current);
  return { status: 200, json: shownJob(current) };
}

/** Answers `GET /v1/fine_tuning/jobs/{id}`, after moving the job on. */
export function retrievedJob(shop: Shop, id: string): Answer {
  const job = movedOn(shop, id);
  return job ? { status: 200, json: shownJob(job) } : noSuchJob(id);
}

/** Answers `GET /v1/fine_tuning/jobs/{id}/events`, newest first, after moving the job on. */
export function jobEvents(shop: Shop, id: string): Answer {
  const job = movedOn(shop, id);
  return job ? { status: 200, json: listOf(eventsOf(job)) } : noSuchJob(id);
}

/** Answers `GET /v1/fine_tuning/jobs`. */
export function listedJobs({ jobs }: Shop): Answer {
  return { status: 200, json: listOf([...jobs.values()].map(shownJob)) };
}

/** Answers `POST /v1/fine_tuning/jobs/{id}/cancel`: 400 once the job is over. */
export function cancelledJob({ jobs }: Shop, id: string): Answer {
  const job = jobs.get(id);
  if (!job) return noSuchJob(id);
  if (job.status === 'succeeded' || job.status === 'cancelled') {
    return refused(`Job ${id} has already ${job.status}.`, 'id', 'invalid_job_state');
  }
  const cancelled: Job = { ...job, status: 'cancelled' };
  jobs.set(id, cancelled);
  return { status: 200, json: shownJob(cancelled) };
}

function movedOn(shop: Shop, id: string): Job | undefined {
  const job = shop.jobs.get(id);
  if (job?.status === 'queued') shop.jobs.set(id, { ...job, status: 'running' });
  if (job?.status === 'running') shop.jobs.set(id, finished(shop, job));
  return shop.jobs.get(id);
}

function finished({ speakers, store }: Shop, job: Job): Job {
  const start = speakers.policy(job.start);
  if (!start) return { ...job, status: 'cancelled' };
  const held = job.validation === undefined ? [] : parseTrainingFile(job.validation);
  const { weights, losses } = trained(start, parseTrainingFile(job.training), held, job.settings);
  store.write(job.model, toStoredModel(job.model, job.start, weights));
  return { ...job, status: 'succeeded', losses };
}

function noSuchJob(id: string): Answer {
  return failed({ status: 404, message: `No such fine-tuning job: ${id}`, param: 'id' });
}
