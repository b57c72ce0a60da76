import PQueue from 'p-queue';
import { LabError, messageOf } from '../base/fail';
import type { Table } from '../edge/files';
import { openJournal, type Identified } from './journal';
import { progressOf } from './progress';
import type { Run } from './run';

const failuresInARow = 20; // then the cause is not the item, and going on would only cost

/** One thing to be made: its id is known before, its row after. */
export interface Item<T> {
  readonly id: string;
  make(signal: AbortSignal): Promise<T | Missing>;
}

/** What could not be made, and why. */
export interface Missing {
  readonly missing: string;
}

/** A stage's work: everything that belongs into one file so far, in its order. */
export interface Work<T> {
  readonly stage: string;
  readonly table: Table<T>;
  readonly items: readonly Item<T>[];
}

/** What a stage did. */
export interface StageReport {
  readonly stage: string;
  readonly made: number;
  readonly total: number;
  readonly failed: number;
}

/**
 * Makes what is missing, many at once, and leaves the file in order. Failures are recorded
 * and tried again by the next start.
 *
 * Throws: LabError [lab/stage] when one after another fails; the signal's reason when interrupted.
 */
export async function runStage<T extends Identified>(
  run: Run,
  work: Work<T>
): Promise<StageReport> {
  const { items, table, stage } = work;
  const signal = run.options.signal ?? new AbortController().signal;
  const journal = openJournal(
    run.folder,
    table,
    items.map(({ id }) => id)
  );
  const missing = items.filter(({ id }) => !journal.has(id));
  const counts = {
    total: items.length,
    before: items.length - missing.length,
    cost: run.ledger.cost
  };
  const progress = progressOf(stage, counts, run.options.onProgress);
  const failures: { id: string; reason: string }[] = [];
  let inARow = 0;
  const halt = new AbortController();
  const either = AbortSignal.any([signal, halt.signal]);
  const makeOne = async (item: Item<T>) => {
    if (either.aborted) return;
    const outcome = await item.make(either).catch(error => failed(error, either));
    if (outcome === undefined) return;
    if ('missing' in outcome) {
      failures.push({ id: item.id, reason: outcome.missing });
      journal.passOver(item.id);
      progress.failed();
      if (++inARow >= failuresInARow) halt.abort(tooManyFailures(stage, outcome.missing));
      return;
    }
    inARow = 0;
    journal.keep(outcome);
    progress.succeeded();
  };
  try {
    const queue = new PQueue({ concurrency: run.options.concurrency });
    await queue.addAll(missing.map(item => () => makeOne(item)));
  } finally {
    run.keepRows(table, journal.close());
    run.keepFailures(stage, failures);
    if (missing.length > 0) progress.finished();
  }
  either.throwIfAborted();
  const made = missing.length - failures.length;
  return { stage, made, total: items.length, failed: failures.length };
}

/** An error as a missing row; nothing when the work was stopped from outside. */
function failed(error: unknown, signal: AbortSignal): Missing | undefined {
  return signal.aborted ? undefined : { missing: messageOf(error) };
}

function tooManyFailures(stage: string, reason: string): LabError {
  return new LabError('lab/stage', {
    expected: `to ${stage}`,
    got: `${failuresInARow} failures one after another, the last: ${reason}`,
    todo: 'Mend the cause and start again; everything done so far is kept.'
  });
}
