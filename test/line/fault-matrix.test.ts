import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messageOf } from '../../kernel-lib/src/base/fail';
import type { Action } from '../../kernel-lib/src/episode/schema';
import { collections } from '../../kernel-lib/src/lab/plan';
import { episodesOf } from '../../kernel-lib/src/lab/play';
import { rateEpisodes } from '../../kernel-lib/src/lab/rate';
import { openRun, type Run } from '../../kernel-lib/src/lab/run';
import { runStage, type StageReport } from '../../kernel-lib/src/lab/stage';
import { tables } from '../../kernel-lib/src/lab/tables';
import { writeTasks } from '../../kernel-lib/src/lab/write-tasks';
import { faultNames, type CallKind, type Fault } from '../../kernel-lib/src/rehearsal/faults';
import { faultWorld, type FaultWorld } from '../support/fault-world';
import { isLong } from '../support/long';

const kinds = ['writer', 'agent', 'judge'] as const;
const rates = [0.1, 1, 0.02];
const neverAnswered: readonly Fault[] = ['hang', 'slowDrip'];

interface Cell {
  readonly fault: Fault;
  readonly kind: CallKind;
  readonly rate: number;
}

/** Those that take longest come first. Two are left out, since others say the same to all kinds. */
const faults = [
  ...neverAnswered,
  ...faultNames.filter(name => ![...neverAnswered, 'unknownAction', 'cutOff'].includes(name))
];

/** Every fault with every kind of call; in the quick form each pair at one of the rates. */
const cells: readonly Cell[] = faults.flatMap((fault, i) =>
  kinds.flatMap((kind, j) =>
    rates.filter((_, k) => isLong || k === (i + j) % 3).map(rate => ({ fault, kind, rate }))
  )
);

const settings = { tasks: 12, pairs: 2 };
const made = 24; // tasks to write, then episodes for behaviour cloning, then their ratings
const atOnce = 8; // cells; most of their time is spent waiting before the next attempt
const mostStarts = 40;
const mostAttempts = 5; // at one call, and at one question

/** What makes the things of each kind. */
const stages: Readonly<Record<CallKind, (run: Run) => Promise<StageReport>>> = {
  writer: async run => (await writeTasks(run))[0]!,
  agent: run => {
    const items = episodesOf(run, collections[0]!);
    return runStage(run, { stage: 'play episodes', table: tables.episodes, items });
  },
  judge: rateEpisodes
};

/** What became of a cell. */
interface Outcome {
  /** Why starts ended before everything was made; `undefined` for one that went to its end. */
  readonly stops: readonly (string | undefined)[];
  /** Calls that met the fault before it was mended. */
  readonly hurt: number;
  readonly rows: readonly { readonly id: string }[];
  readonly failures: number;
  /** What was stored of every reply, and what the models said. */
  readonly stored: readonly string[];
  readonly genuine: readonly string[];
  readonly timedOut: number;
}

async function carriedOut({ fault, kind, rate }: Cell): Promise<Outcome> {
  const world = await faultWorld(neverAnswered.includes(fault) ? 4000 : 60_000);
  try {
    await copyUpTo(kind, world);
    world.meet({ seed: 7, rates: { [fault]: rate }, kinds: [kind], retryAfterSeconds: 0.05 });
    const stops: (string | undefined)[] = [];
    const start = () => opened(world, stages[kind]).then(isComplete, stopped);
    const isComplete = ({ made, failed }: StageReport) => {
      stops.push(undefined);
      return failed === 0 && made > 0;
    };
    const stopped = (error: unknown) => void stops.push(messageOf(error));
    const most = rate === 1 ? 1 : mostStarts;
    while (stops.length < most && !(await start()));
    const hurt = world.hurt();
    world.meet(undefined);
    if (rate === 1) await start();
    return { stops, hurt, ...(await found(world, kind)) };
  } finally {
    await world.close();
  }
}

async function opened<T>(world: FaultWorld, work: (run: Run) => T): Promise<Awaited<T>> {
  const run = openRun(join(world.folder, 'run'), { ...settings, models: world.profile }, options);
  try {
    return await work(run);
  } finally {
    run.close();
  }
}
const options = { recording: 'off', concurrency: made } as const;

function found(world: FaultWorld, kind: CallKind) {
  return opened(world, run => {
    const written = run.rows(tables.tasks).filter(({ round }) => round !== 'evaluation');
    const turns = run.rows(tables.episodes).flatMap(episode => episode.turns);
    const stored = {
      writer: written.map(({ scenario }) => scenario),
      agent: turns.map(({ action }) => wordsOf(action)),
      judge: run.rows(tables.ratings).map(({ reply }) => reply)
    };
    const rows = {
      writer: written,
      agent: run.rows(tables.episodes),
      judge: run.rows(tables.ratings)
    };
    return {
      rows: rows[kind],
      failures: run.rows(tables.failures).length,
      stored: stored[kind],
      genuine: world.genuine(kind).map(text => storedFrom(kind, text)),
      timedOut: run.rows(tables.ledger).filter(({ outcome }) => /timed out/.test(outcome)).length
    };
  });
}

function storedFrom(kind: CallKind, text: string): string {
  if (kind === 'judge') return text;
  const said = JSON.parse(text) as Action & { readonly scenario: string };
  return kind === 'writer' ? said.scenario : wordsOf(said);
}

function wordsOf({ action_type, argument }: Action): string {
  return `${action_type}: ${argument}`;
}

/** Runs in which everything is made that comes before a kind; they were made without any fault. */
const before = new Map<CallKind, Promise<FaultWorld>>();

/** Makes a run that has everything that comes before a kind. */
async function madeUpTo(kind: CallKind): Promise<FaultWorld> {
  const world = await faultWorld(60_000);
  for (const earlier of kinds.slice(0, kinds.indexOf(kind))) await opened(world, stages[earlier]);
  return world;
}

/** Copies such a run to another world; nothing but its profile's path differs. */
async function copyUpTo(kind: CallKind, to: FaultWorld): Promise<void> {
  if (kind === 'writer') return;
  const from = await before.get(kind)!;
  cpSync(join(from.folder, 'run'), join(to.folder, 'run'), { recursive: true });
  const path = join(to.folder, 'run/run.json');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(JSON.stringify(from.profile), JSON.stringify(to.profile)));
}

const outcomes = new Map<Cell, Promise<Outcome>>();
beforeAll(() => {
  for (const kind of kinds) before.set(kind, madeUpTo(kind));
  const queue = new PQueue({ concurrency: atOnce });
  for (const cell of cells)
    outcomes.set(
      cell,
      queue.add(() => carriedOut(cell))
    );
});
afterAll(async () => {
  for (const world of before.values()) await (await world).close();
});

/** How many replies may have come when nobody waited any more: too late, or when a start had stopped. */
function unheard({ fault }: Cell, { stops, timedOut, hurt }: Outcome): number {
  const late = Math.max(0, neverAnswered.includes(fault) ? timedOut - hurt : timedOut);
  return late + made * stops.filter(stop => stop !== undefined).length;
}

/** What is in a list once more than in another, each as often as that. */
function without(all: readonly string[], some: readonly string[]): string[] {
  const left = [...all];
  for (const each of some) if (left.includes(each)) left.splice(left.indexOf(each), 1);
  return left;
}

describe.each(cells)('$fault in $rate of the calls to a $kind', cell => {
  const { rate, fault } = cell;

  test('loses nothing, stores nothing that no model said, and pays for nothing twice', async () => {
    const outcome = await outcomes.get(cell)!;
    const { rows, failures, stored, genuine, stops, hurt } = outcome;
    expect(new Set(rows.map(({ id }) => id)).size, JSON.stringify(stops)).toBe(made);
    expect(rows).toHaveLength(made);
    expect(failures).toBe(0);
    expect(without(stored, genuine)).toEqual([]);
    expect(genuine.length - stored.length).toBeLessThanOrEqual(unheard(cell, outcome));
    if (rate >= 0.1) expect(hurt).toBeGreaterThan(0);
  });

  test.runIf(rate === 1)('stops clearly after a bounded number of attempts', async () => {
    const { stops, hurt } = await outcomes.get(cell)!;
    // where no connection brings an answer, the stage stops at the first call that gave up
    const why = expect.stringMatching(
      /^\[lab\/stage\] .*20 failures|: other side closed/
    ) as string;
    expect(stops).toEqual([why, undefined]);
    expect(hurt).toBeLessThanOrEqual(fault === 'badRequest' ? made : made * mostAttempts);
  });
});
