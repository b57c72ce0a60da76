import { join } from 'node:path';
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

/** What a stage did. */
export interface StageReport {
  readonly stage: string;
  readonly made: number;
  readonly total: number;
  readonly failed: number;
}

/** A stage at work on its file: things are made one by one, and the file is in order at the end. */
export class OpenStage<T extends Identified> {
  private readonly journal: Journal<T>;
  private readonly replies: Replies;
  private readonly failures: ReturnType<typeof failuresOf>;
  private readonly progress: ReturnType<typeof progressOf>;
  private readonly unreachable: () => Error | undefined;
  private total: number;
  private made = 0;

  /** Opens a stage's file for the things of `ids`, which is their order in it. */
  constructor(
    private readonly run: Run,
    private readonly work: { readonly stage: string; readonly table: Table<T> },
    private readonly ids: readonly string[]
  ) {
    const { folder, options, ledger } = run;
    const { stage, table } = work;
    this.total = ids.length;
    this.journal = new Journal(folder, table, ids);
    const missing = new Set(ids.filter(id => !this.has(id)));
    this.replies = new Replies(folder, table, {
      isWanted: id => missing.has(id) && !this.has(id),
      onNotice: options.onNotice,
      onBroken: ledger.halt
    });
    this.failures = failuresOf(stage);
    this.unreachable = run.models.watchServers();
    const before = ids.length - missing.size;
    const counts = { total: ids.length, before, cost: () => ledger.cost() };
    this.progress = progressOf(stage, counts, options.onProgress);
  }

  /** Aborted when too many fail one after another, or a server cannot be reached at all. */
  get halted(): AbortSignal {
    return this.failures.signal;
  }

  /** What is there, in the file's order. */
  rows(): T[] {
    return this.journal.sorted();
  }

  /** The ids of what is there and of what is to be made, in the file's order. */
  order(): string[] {
    const known = new Set(this.ids);
    const others = this.rows().filter(({ id }) => !known.has(id));
    return [...others.map(({ id }) => id), ...this.ids];
  }

  /** Whether a thing is there, so that it need not be made. */
  has(id: string): boolean {
    return this.journal.has(id);
  }

  /** Says that things cannot be made this time, because what they are made from is missing. */
  leaveOut(ids: readonly string[]): void {
    const missing = ids.filter(id => !this.has(id));
    for (const id of missing) this.journal.passOver(id);
    this.total -= missing.length;
    this.progress.leftOut(missing.length);
  }

  /** Makes a thing and keeps it, or lists why it failed; nothing is begun once all is over. */
  async make(item: Item<T>, signal: AbortSignal): Promise<T | Missing | undefined> {
    // a spent budget begins nothing new, but what is paid for is waited for
    const isOver = () => signal.aborted || this.run.ledger.halted.aborted;
    if (isOver()) return undefined;
    const made = await item.make(signal, this.replies.through).catch(missingBecause);
    if (!('missing' in made)) this.keepOrList(made);
    else if (isOver()) return undefined;
    else this.fail(item.id, made);
    return made;
  }

  /** Leaves the file in order, and what failed in the list of failures. */
  async close(): Promise<StageReport> {
    const { run, replies, made, total } = this;
    const { stage, table } = this.work;
    const { list } = this.failures;
    try {
      run.keepRows(table, this.journal.close());
    } finally {
      replies.close(); // as it is: what could not be put into its file is made from it again
    }
    replies.settle();
    run.keepFailures(stage, list);
    await keepIndex(join(run.folder, table.file), run.options.onNotice);
    this.progress.finished();
    return { stage, made, total, failed: list.length };
  }

  /** Keeps a row; what cannot be kept stops the run, and is listed for whoever asks what happened. */
  private keepOrList(row: T): void {
    try {
      this.keep(row);
    } catch (error) {
      this.failures.add(row.id, missingBecause(error));
      throw error;
    }
  }

  private keep(row: T): void {
    this.journal.keep(row);
    this.replies.finished(row.id);
    this.failures.none();
    this.progress.succeeded();
    this.made++;
  }

  private fail(id: string, missing: Missing): void {
    this.journal.passOver(id);
    this.replies.forgetLast(id);
    this.failures.add(id, missing);
    const unreachable = this.unreachable();
    if (unreachable) this.failures.stop(unreachable);
    this.progress.failed();
  }
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
    stop: (reason: Error) => halt.abort(reason),
    add: (id: string, { missing: reason, attempts }: Missing) => {
      list.push({ id, reason, ...(attempts && { attempts }) });
      if (++inARow >= failuresInARow) halt.abort(tooManyFailures(stage, reason));
    }
  };
}

function tooManyFailures(stage: string, reason: string): LabError {
  return new LabError('lab/stage', {
    expected: `to ${stage}`,
    got: `${failuresInARow} failures one after another`,
    todo: `The last: ${reason.replace(/[.?!]?$/, '.')} Mend the cause and start again; everything done so far is kept.`
  });
}
