import { shellWord } from '../../base/escape';
import { join } from 'node:path';
import { UsageError } from '../../base/fail';
import { seedFrom } from '../../base/random';
import { batchServer, type BatchServer, type BatchState } from '../../edge/batch-api';
import { batchFilesOf, batchLimits, type BatchQuestion } from '../../edge/batch-files';
import type { Endpoint } from '../../edge/profile';
import type { Episode } from '../../episode/schema';
import { ratingId, ratingQuestion } from '../../rating/rate';
import type { Rater } from '../../rating/schema';
import { account, ratedFrom, repliesIn, type Brought } from './answers';
import { batchesIn, type Batch, type Batches } from './state';
import { affordable, roomIn } from './room';
import { commandPath } from '../report';
import type { Run } from '../run';
import { checkServers } from '../servers';
import type { StageReport } from '../stage';
import { tables } from '../tables';

/** One episode that the judge is to rate. */
export interface JudgeItem {
  readonly id: string;
  readonly episode: Episode;
  readonly rater: Rater;
}

/** Everything that a call of `rate --batch` works with. */
export interface BatchDesk {
  readonly run: Run;
  readonly endpoint: Endpoint;
  readonly batches: Batches;
  readonly items: readonly JudgeItem[];
  /** Absent where the profile does not say that the judge's server takes batches. */
  readonly server?: BatchServer;
}

/**
 * Has the judge rate episodes in bulk: collects what earlier batches brought, reads it as live replies
 * are read, and hands in what is still missing. Called again, it goes on where it was, also days
 * later and after a crash. Where the judge's server takes no batches, the files are only written,
 * for vLLM's run-batch or another runner.
 *
 * Throws: LabError [lab/batch] for a judge in this process, or when a server refuses a whole batch;
 * [edge/batch-api] when it cannot be reached
 */
export async function rateInBatch(run: Run, limits = batchLimits): Promise<StageReport> {
  const endpoint = run.models.endpoint('judge');
  if (!/^https?:/.test(endpoint.baseUrl)) throw noServer(endpoint);
  await checkServers(run);
  const { signal } = run.options;
  const fetch = run.models.fetch('judge');
  const server = endpoint.supports?.batch ? await batchServer(endpoint, fetch, signal) : undefined;
  const batches = batchesIn(run.folder);
  const items = judgeItems(run);
  const desk = { run, endpoint, batches, items, ...(server && { server }) };
  for (const batch of batches.all.filter(({ collected }) => !collected)) await goOn(desk, batch);
  const brought = repliesIn(batches, endpoint);
  const report = await ratedFrom(desk, brought);
  await handIn(desk, brought, limits);
  return report;
}

function judgeItems(run: Run): JudgeItem[] {
  const rater: Rater = { kind: 'judge', model: run.profile.models.judge.model };
  const template = run.prompts.judge;
  return run
    .rows(tables.episodes)
    .map(episode => ({ id: ratingId(episode, rater, template), episode, rater }));
}

/** Brings an open batch as far as it goes today. */
async function goOn(desk: BatchDesk, batch: Batch): Promise<void> {
  const { server, batches, run } = desk;
  if (!server) {
    if (batches.output(batch) !== undefined) finish(desk, batch);
    else run.options.onNotice(runnerNotice(desk, batch));
    return;
  }
  const state = batch.id ? await server.state(batch.id) : await submitted(desk, server, batch);
  run.options.onNotice(stateNotice(batch, state));
  if (!state.isOver) return;
  batches.keepOutput(batch, await server.answers(state));
  finish(desk, batch);
  if (state.refusal !== undefined) throw refused(batch, state.refusal);
}

function finish(desk: BatchDesk, batch: Batch): void {
  account(desk, batch);
  desk.batches.change(batch.name, { collected: true });
}

async function submitted(
  { run, batches }: BatchDesk,
  server: BatchServer,
  batch: Batch
): Promise<BatchState> {
  const label = `${run.file.id}/${batch.name}`;
  const state = await server.submit(batches.requests(batch), `${batch.name}.jsonl`, label);
  batches.change(batch.name, { id: state.id });
  return state;
}

/** Writes what is neither rated nor under way into new files, and submits them. */
async function handIn(
  desk: BatchDesk,
  brought: ReadonlyMap<string, Brought>,
  limits: typeof batchLimits
): Promise<void> {
  const { run, endpoint, batches, server } = desk;
  const missing = missingIn(desk, brought);
  const allowed = affordable(desk, missing.slice(0, roomIn(desk)));
  if (allowed.length < missing.length) {
    const n = missing.length - allowed.length;
    run.options.onNotice(`${n} ratings are left for a higher --max-calls or --budget.`);
  }
  for (const file of batchFilesOf(endpoint, allowed, limits)) {
    const batch = batches.add(file.text, file.ids);
    if (server) {
      const state = await submitted(desk, server, batch);
      run.options.onNotice(stateNotice(batch, state));
    } else run.options.onNotice(runnerNotice(desk, batch));
  }
}

function missingIn(
  { run, items, batches }: BatchDesk,
  brought: ReadonlyMap<string, Brought>
): BatchQuestion[] {
  const rated = new Set(run.rows(tables.ratings).map(({ id }) => id));
  const open = new Set(batches.all.filter(batch => !batch.collected).flatMap(({ ids }) => ids));
  return items
    .filter(({ id }) => !rated.has(id) && !open.has(id))
    .map(({ id, episode, rater }) => {
      const { messages, schema, key } = ratingQuestion(episode, rater, run.prompts.judge);
      const attempt = (brought.get(id)?.replies.length ?? 0) + 1;
      const seed = seedFrom(...key, attempt);
      return { id, request: { messages, seed, json: true, ...(schema && { schema }) } };
    });
}

function stateNotice({ name, rows }: Batch, { id, status, done, failed }: BatchState): string {
  const counts = `${done} of ${rows} done${failed > 0 ? `, ${failed} failed` : ''}`;
  return `${name} (${id}): ${status.replaceAll('_', ' ')}, ${counts}.`;
}

function runnerNotice({ endpoint, batches }: BatchDesk, batch: Batch): string {
  const [input, output] = (['requests', 'output'] as const).map(kind =>
    commandPath(batches.pathOf(batch, kind))
  );
  return (
    `${batch.name}: ${batch.rows} requests are written. The profile names no server for batches; run ` +
    `them where the judge is, then start rate --batch again: ` +
    `vllm run-batch -i ${input} -o ${output} --model ${shellWord(endpoint.model)}`
  );
}

function noServer({ baseUrl }: Endpoint): UsageError {
  return new UsageError('lab/batch', {
    expected: 'a judge on a server, which answers files of requests',
    got: `one that is ${baseUrl}`,
    todo: 'Rate without --batch, or name another judge in your profile.'
  });
}

function refused({ name }: Batch, refusal: string): UsageError {
  return new UsageError('lab/batch', {
    expected: `a server that takes ${join('batches', `${name}.jsonl`)}`,
    got: refusal,
    todo: 'Mend the cause and start again; the same questions are then handed in anew.'
  });
}
