import { setMaxListeners } from 'node:events';
import PQueue from 'p-queue';
import type { Table } from '../edge/files';
import type { Identified } from './journal';
import { OpenStage, type Item, type StageReport } from './open-stage';
import type { Run } from './run';

export type { Item, Missing, StageReport } from './open-stage';

/** A stage's work: everything that belongs into one file so far, in its order. */
export interface Work<T> {
  readonly stage: string;
  readonly table: Table<T>;
  readonly items: readonly Item<T>[];
}

/** The work that begins with each thing of a stage before it. */
export interface NextWork<T, U> {
  readonly stage: string;
  readonly table: Table<U>;
  /** What is to be made of a thing, by its id and its place in the order. */
  readonly ids: (from: string) => readonly string[];
  /** The same with the thing at hand. */
  readonly items: (from: T) => readonly Item<U>[];
}

/**
 * Makes what is missing, many at once, and leaves the file in order. Failures are recorded
 * and tried again by the next start.
 *
 * Throws: LabError [lab/stage] when one after another fails; the signal's reason when interrupted.
 */
export function runStage<T extends Identified>(run: Run, work: Work<T>): Promise<StageReport> {
  return inTurn(run, async signal => {
    const stage = new OpenStage(run, work, idsOf(work.items));
    const halted = anyOf(stage.halted, signal);
    const desk = deskOf(run);
    for (const item of work.items)
      if (!stage.has(item.id)) desk.add(() => stage.make(item, halted), 0);
    await desk.done();
    const report = await stage.close();
    throwIfOver(run, halted);
    return report;
  });
}

/**
 * Two stages at once, each as `runStage` leaves it: what the first makes goes on to the second
 * without waiting for the rest, and before anything new is begun.
 */
export function runStages<T extends Identified, U extends Identified>(
  run: Run,
  work: Work<T>,
  next: NextWork<T, U>
): Promise<[StageReport, StageReport]> {
  return inTurn(run, async signal => {
    const first = new OpenStage(run, work, idsOf(work.items));
    const second = new OpenStage(run, next, first.order().flatMap(next.ids));
    const halted = anyOf(first.halted, second.halted, signal);
    const desk = deskOf(run);
    const goOn = (from: T) => {
      const items = next.items(from).filter(({ id }) => !second.has(id));
      items.forEach(item => desk.add(() => second.make(item, halted), 1));
    };
    const makeFirst = async (item: Item<T>) => {
      const made = await first.make(item, halted);
      if (made && 'missing' in made) second.leaveOut(next.ids(item.id));
      else if (made) goOn(made);
    };
    first.rows().forEach(goOn);
    for (const item of work.items) if (!first.has(item.id)) desk.add(() => makeFirst(item), 0);
    await desk.done();
    const reports = await closed(first, second);
    throwIfOver(run, halted);
    return reports;
  });
}

/** How many things of a run may be under way at once. */
export function concurrencyOf({ options, profile }: Run): number {
  return Math.min(options.concurrency, profile.concurrency ?? Infinity);
}

// By folder: a notebook goes on at once after an interrupt, while calls and files are being closed.
const underWay = new Map<string, Promise<unknown>>();

function inTurn<R>(
  { folder, options: { signal } }: Run,
  work: (signal: AbortSignal | undefined) => Promise<R>
): Promise<R> {
  const before = underWay.get(folder) ?? Promise.resolve();
  const made = before.then(() => work(signal));
  const ended = made
    .catch(() => undefined)
    .then(() => {
      if (underWay.get(folder) === ended) underWay.delete(folder);
    });
  underWay.set(folder, ended);
  return made;
}

/** Where things are made, so many at once; those of higher priority first. */
function deskOf(run: Run) {
  const queue = new PQueue({ concurrency: concurrencyOf(run) });
  return {
    add: (work: () => Promise<unknown>, priority: number) =>
      void queue.add(work, { priority }).catch(run.ledger.halt),
    done: () => queue.onIdle()
  };
}

async function closed(
  first: OpenStage<Identified>,
  second: OpenStage<Identified>
): Promise<[StageReport, StageReport]> {
  const reports: StageReport[] = [];
  try {
    reports.push(await first.close());
  } finally {
    reports.push(await second.close()); // what it holds is written though the first cannot be
  }
  return [reports[0]!, reports[1]!];
}

/** What was stopped by a signal, by failures or by a spent budget ends with the reason. */
function throwIfOver({ ledger }: Run, halted: AbortSignal): void {
  halted.throwIfAborted();
  ledger.halted.throwIfAborted();
}

function idsOf(items: readonly { readonly id: string }[]): string[] {
  return items.map(({ id }) => id);
}

function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  const any = AbortSignal.any(signals.filter(signal => signal !== undefined));
  setMaxListeners(0, any); // every call under way listens
  return any;
}
