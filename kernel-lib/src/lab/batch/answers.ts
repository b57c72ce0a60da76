import { join } from 'node:path';
import type { ChatModel, ChatReply } from '../../base/chat';
import { answersIn, type BatchAnswer } from '../../edge/batch-files';
import { readRows } from '../../edge/files';
import type { Endpoint } from '../../edge/profile';
import { rateEpisode } from '../../rating/rate';
import type { BatchDesk } from './batch';
import type { Batch, Batches } from './state';
import { keepIndex } from '../file-index';
import { Journal } from '../journal';
import { rating } from '../rate';
import type { StageReport } from '../stage';
import { tables, type FailedItem } from '../tables';

/** What batches brought for one question: every reply, oldest first, or the last failure. */
export interface Brought {
  readonly replies: readonly ChatReply[];
  readonly failure?: string;
}

/** What all batches of a run have brought so far, by the question's id. */
export function repliesIn(batches: Batches, endpoint: Endpoint): ReadonlyMap<string, Brought> {
  const found = new Map<string, Brought>();
  for (const batch of batches.all) {
    const { own, unanswered } = ownAnswers(batches, batch, endpoint);
    for (const { id, reply, failure } of own) {
      const { replies } = found.get(id) ?? { replies: [] };
      found.set(id, {
        replies: reply ? [...replies, reply] : replies,
        ...(failure !== undefined && { failure })
      });
    }
    // a question that a batch which is over never answered failed as well
    for (const id of batch.collected ? unanswered : []) {
      const { replies } = found.get(id) ?? { replies: [] };
      found.set(id, { replies, failure: `no row in ${batch.name}.output.jsonl` });
    }
  }
  return found;
}

/** The rows of a batch's output that answer its questions, each once; what is left, and how many others there are. */
function ownAnswers(batches: Batches, batch: Batch, endpoint: Endpoint) {
  const { answers, unread } = answersIn(batches.output(batch) ?? '', endpoint);
  const left = new Set(batch.ids);
  const own = answers.filter(({ id }) => left.delete(id));
  return { own, unanswered: [...left], others: answers.length - own.length, unread };
}

/** Writes every row of a batch into the ledger, once, whatever was interrupted before. */
export function account({ run, endpoint, batches }: BatchDesk, batch: Batch): void {
  const { own, others, unread } = ownAnswers(batches, batch, endpoint);
  const lines = readRows(tables.ledger, join(run.folder, tables.ledger.file));
  const known = new Set(lines.map(({ purpose }) => purpose));
  for (const answer of own) {
    const purpose = `${answer.id}/${batch.name}`;
    if (!known.has(purpose)) run.ledger.record(callOf(answer, purpose, endpoint.model));
  }
  const { onNotice } = run.options;
  if (others > 0)
    onNotice(`${batch.name}: ${others} rows answer no question of it and are left out.`);
  if (unread.length > 0) {
    const lines = unread.slice(0, 20).join(', ') + (unread.length > 20 ? ', …' : '');
    onNotice(`${batch.name}.output.jsonl: what is no row of a batch is left out, line ${lines}.`);
  }
}

function callOf({ failure, cost }: BatchAnswer, purpose: string, model: string) {
  const outcome = failure ?? 'ok';
  return { purpose, model, attempt: 1, outcome, ...cost, latencyMs: 0, batch: true as const };
}

/** Reads every reply as a live one is read; what is no rating is listed with its reason. */
export async function ratedFrom(
  { run, items, endpoint }: BatchDesk,
  brought: ReadonlyMap<string, Brought>
): Promise<StageReport> {
  const journal = new Journal(
    run.folder,
    tables.ratings,
    items.map(({ id }) => id)
  );
  const failures: Omit<FailedItem, 'stage'>[] = [];
  let made = 0;
  try {
    for (const { id, episode, rater } of items) {
      const answer = brought.get(id);
      if (journal.has(id)) continue;
      if (!answer) {
        journal.passOver(id);
        continue;
      }
      const options = { template: run.prompts.judge, maxAttempts: answer.replies.length || 1 };
      const outcome = await rateEpisode(episode, rater, replying(endpoint, answer), options);
      if (outcome.kind === 'rated') {
        journal.keep(outcome.rating);
        made++;
      } else {
        journal.passOver(id);
        failures.push({ id, reason: outcome.reason, attempts: outcome.attempts });
      }
    }
  } finally {
    run.keepRows(tables.ratings, journal.close());
  }
  const { stage } = rating; // the same as live: its failures take the place of these
  run.keepFailures(stage, failures);
  await keepIndex(join(run.folder, tables.ratings.file), run.options.onNotice);
  return { stage, made, total: items.length, failed: failures.length };
}

/** A model that says again what a batch brought. */
function replying({ model }: Endpoint, { replies, failure }: Brought): ChatModel {
  return {
    name: model,
    ask: async ({ repeat = 0 }) => {
      const reply = replies[repeat];
      if (reply) return reply;
      throw new Error(failure ?? 'no row came back');
    }
  };
}
