import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import PQueue from 'p-queue';
import type { Attempt, ChatModel } from '../base/chat';
import { LabError, messageOf } from '../base/fail';
import type { Table } from '../edge/files';
import { keepIndex } from './file-index';
import { Journal, type Identified } from './journal';
import { progressOf } from './progress';
import { Replies } from './replies';
import type { Run } from './run';
import type { FailedItem } from './tables';

const failuresInARow = 20; // then the cause is not the item, and going on would only cost

/**
 * One thing to be made: its id is known before, its row after. Models that are asked `through` are
 * not asked again for what they answered before a crash; a call's purpose begins with the id.
 */
export interface Item<T> {
  readonly id: string;
  make(signal: AbortSignal, through: (model: ChatModel) => ChatModel): Promise<T | Missing>;
}

/** What could not be made, and why. */
export interface Missing {
  readonly missing: string;
  readonly attempts?: readonly Attempt[];
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
export function runStage<T extends Identified>(run: Run, work: Work<T>): Promise<StageReport> {
  const { signal } = run.options;
  const before = underWay.get(run.folder) ?? Promise.resolve();
  const made = before.then(() => makeMissing(run, work, signal));
  underWay.set(
    run.folder,
    made.catch(() => undefined)
  );
  return made;
}

// By folder: a notebook goes on at once after an interrupt, while calls and files are being closed.
const underWay = new Map<string, Promise<unknown>>();

async function makeMissing<T extends Identified>(
  run: Run,
  { stage, table, items }: Work<T>,
  signal: AbortSignal | undefined
): Promise<StageReport> {
  const ids = items.map(({ id }) => id);
  const journal = new Journal(run.folder, table, ids);
  const missing = items.filter(({ id }) => !journal.has(id));
  const counts = countsOf(run, items.length, missing.length);
  const progress = progressOf(stage, counts, run.options.onProgress);
  const failures = failuresOf(stage);
  const either = anyOf(failures.signal, signal);
  const replies = repliesFor(run, table, missing, journal);
  const desk = { run, journal, replies, failures, progress };
  try {
    const queue = new PQueue({ concurrency: concurrencyOf(run) });
    await queue.addAll(
      missing.map(item => () => makeOne(item, desk, either).catch(run.ledger.halt))
    );
  } finally {
    try {
      run.keepRows(table, journal.close());
    } finally {
      replies.close(); // as it is: what could not be put into its file is made from it again
    }
    replies.settle();
    run.keepFailures(stage, failures.list);
    await keepIndex(join(run.folder, table.file), run.options.onNotice);
    progress.finished();
  }
  either.throwIfAborted();
  run.ledger.halted.throwIfAborted();
  return reportOf(stage, items.length, missing.length, failures.list.length);
}

/** How many things of a run may be under way at once. */
export function concurrencyOf({ options, profile }: Run): number {
  return Math.min(options.concurrency, profile.concurrency ?? Infinity);
}

/** What is written while a stage is made. */
interface Desk<T extends Identified> {
  readonly run: Run;
  readonly journal: Journal<T>;
  readonly replies: Replies;
  readonly failures: ReturnType<typeof failuresOf>;
  readonly progress: ReturnType<typeof progressOf>;
}

async function makeOne<T extends Identified>(
  item: Item<T>,
  { run, journal, replies, failures, progress }: Desk<T>,
  signal: AbortSignal
): Promise<void> {
  // a spent budget begins nothing new, but what is paid for is waited for
  const isOver = () => signal.aborted || run.ledger.halted.aborted;
  if (isOver()) return;
  const made = await item.make(signal, replies.through).catch(missingBecause);
  if (isOver() && 'missing' in made) return;
  if ('missing' in made) {
    journal.passOver(item.id);
    replies.forgetLast(item.id);
    failures.add(item.id, made);
    progress.failed();
  } else {
    journal.keep(made);
    failures.none();
    progress.succeeded();
  }
}

function repliesFor<T extends Identified>(
  { folder, options, ledger }: Run,
  table: Table<T>,
  missing: readonly Item<T>[],
  journal: Journal<T>
): Replies {
  const wanted = new Set(missing.map(({ id }) => id));
  const isWanted = (id: string) => wanted.has(id) && !journal.has(id);
  const { onNotice } = options;
  return new Replies(folder, table, { isWanted, onNotice, onBroken: ledger.halt });
}

function countsOf(run: Run, total: number, missing: number) {
  return { total, before: total - missing, cost: () => run.ledger.cost() };
}

function anyOf(signal: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  const either = AbortSignal.any([signal, ...(other ? [other] : [])]);
  setMaxListeners(0, either); // every call under way listens
  return either;
}

function reportOf(stage: string, total: number, missing: number, failed: number): StageReport {
  return { stage, made: missing - failed, total, failed };
}

function missingBecause(error: unknown): Missing {
  return { missing: messageOf(error) };
}

/** Lists what failed; its signal stops the stage when too many do so in a row. */
function failuresOf(stage: string) {
  const list: Omit<FailedItem, 'stage'>[] = [];
  const halt = new AbortController();
  let inARow = 0;
  return {
    list,
    signal: halt.signal,
    none: () => void (inARow = 0),
    add: (id: string, { missing: reason, attempts }: Missing) => {
      list.push({ id, reason, ...(attempts && { attempts }) });
      if (++inARow >= failuresInARow) halt.abort(tooManyFailures(stage, reason));
    }
  };
}

function tooManyFailures(stage: string, reason: string): LabError {
  return new LabError('lab/stage', {
    expected: `to ${stage}`,
    got: `${failuresInARow} failures one after another, the last: ${reason}`,
    todo: 'Mend the cause and start again; everything done so far is kept.'
  });
}
