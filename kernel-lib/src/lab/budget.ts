import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LabError, UsageError, messageOf } from '../base/fail';
import { lineWriter, readRows, removeFile, writeWhole } from '../edge/files';
import type { CallRecord } from '../edge/chat/call-record';
import { parseJson } from '../edge/parse-json';
import { countIn, noTotals, plausible, type Totals } from './ledger-totals';
import { tables } from './tables';

/** The account of a run: every attempt at every call, and what they cost together. */
export interface Ledger {
  readonly record: (call: CallRecord) => void;
  /** Money spent on the run so far, in the profile's currency. */
  readonly cost: () => number;
  /** Attempts made so far, failed ones included. */
  readonly calls: () => number;
  /** Everything that was counted so far. */
  readonly totals: () => Readonly<Totals>;
  /**
   * Asked before every attempt.
   *
   * Throws: LabError [lab/budget] when the budget is spent, and halts the run
   */
  readonly allow: () => void;
  /** Counts a call that another machine has made; it never was under way here. */
  readonly count: (call: CallRecord) => void;
  /** Whether no more may be spent; then the run is halted. */
  readonly isSpent: () => boolean;
  /** Stops the run, because what comes cannot be kept. */
  readonly halt: (error: unknown) => void;
  /** Aborted when the budget is spent, or what comes cannot be kept. */
  readonly halted: AbortSignal;
  readonly close: () => void;
}

/** What a run may cost altogether, over all its processes; failed attempts count. */
export interface Budget {
  /** In the profile's currency. */
  readonly money?: number;
  readonly calls?: number;
}

/** Opens a run's ledger; what earlier processes spent counts. */
export function openLedger(folder: string, budget: Budget, now: () => Date): Ledger {
  const halt = new AbortController();
  const totals = totalsIn(folder);
  let under = 0; // attempts under way: they are counted before they are over
  const stop = (error: unknown) => halt.abort(error instanceof LabError ? error : unkept(error));
  const writer = callWriter(folder, now, stop);
  const count = (record: CallRecord) => {
    const call = plausible(record);
    countIn(totals, call);
    if (budget.money !== undefined && isUnknown(call)) halt.abort(unmeasured(call));
    writer.add(call);
  };
  const isSpent = () => {
    const spent = overspent(budget, totals, under);
    if (spent) halt.abort(spent);
    return halt.signal.aborted;
  };
  return {
    record: call => {
      if (!call.recorded && !call.batch) under--; // those were never under way here
      count(call);
    },
    count,
    isSpent,
    cost: () => totals.cost,
    calls: () => totals.calls,
    totals: () => totals,
    allow: () => {
      isSpent();
      halt.signal.throwIfAborted();
      under++;
    },
    halt: stop,
    halted: halt.signal,
    close: () => writer.close()
  };
}

/** Writes calls to a run's ledger; a full disk is reported, since the call itself succeeded. */
function callWriter(folder: string, now: () => Date, onError: (error: unknown) => void) {
  const writer = lineWriter(pathOf(folder));
  const add = (call: CallRecord) => {
    try {
      writer.add(lineFor(call, now()));
    } catch (error) {
      onError(error);
    }
  };
  return { add, close: () => writer.close() };
}

// The hottest line of a run: its type says all that the schema would check.
function lineFor(call: CallRecord, time: Date): string {
  return JSON.stringify({ version: tables.ledger.version, time: time.toISOString(), ...call });
}

function overspent({ money, calls }: Budget, totals: Totals, under: number): LabError | undefined {
  const isOutOfMoney = money !== undefined && totals.cost >= money;
  if (!isOutOfMoney && !(calls !== undefined && totals.calls + under >= calls)) return undefined;
  const limits = [
    money !== undefined && `${money} of money`,
    calls !== undefined && `${calls} calls`
  ];
  const spent = `${totals.cost.toFixed(4)} spent in ${totals.calls} calls`;
  return new LabError('lab/budget', {
    expected: `to stay within ${limits.filter(Boolean).join(' and ')}`,
    got: under > 0 ? `${spent}, and ${under} under way` : spent,
    todo: 'Everything finished is kept; raise --budget or --max-calls to go on.'
  });
}

/** Whether a server answered and did not say how much that was. */
function isUnknown({ outcome, unpriced }: CallRecord): boolean {
  return outcome === 'ok' && unpriced === true;
}

function unmeasured({ model }: CallRecord): LabError {
  return new LabError('lab/budget', {
    expected: `${model}'s server to say how many tokens an answer took, since the budget is in money`,
    got: 'an answer without usage that could be true',
    todo: 'Everything finished is kept; limit the run by --max-calls instead of --budget.'
  });
}

function unkept(error: unknown): LabError {
  return new LabError('lab/budget', {
    expected: 'to keep what models answer',
    got: messageOf(error),
    todo: 'Mend the cause (make room on a full disk) and start again: what was done so far is kept.',
    cause: error
  });
}

/** What stands in a ledger, without opening it for more. */
export function ledgerTotals(folder: string): Pick<Ledger, 'calls' | 'cost' | 'totals'> {
  const totals = totalsIn(folder);
  return { calls: () => totals.calls, cost: () => totals.cost, totals: () => totals };
}

const StoredBudget = z.object({
  version: z.literal(1),
  money: z.number().optional(),
  calls: z.number().optional()
});

/** Notes the budget that a run was last started with, so that its status can say what is left. */
export function keepBudget(folder: string, { money, calls }: Budget): void {
  const path = join(folder, 'budget.json');
  if (money === undefined && calls === undefined) return removeFile(path);
  const stored = { version: 1, ...(money !== undefined && { money }), ...(calls && { calls }) };
  writeWhole(path, `${JSON.stringify(stored)}\n`);
}

/** The budget that a run was last started with; empty when it had none. */
export function keptBudget(folder: string): Budget {
  const path = join(folder, 'budget.json');
  if (!existsSync(path)) return {};
  const read = StoredBudget.safeParse(parseJson(readFileSync(path, 'utf8'), path));
  if (!read.success) throw brokenBudget(path, read.error);
  const { money, calls } = read.data;
  return { ...(money !== undefined && { money }), ...(calls !== undefined && { calls }) };
}

function brokenBudget(path: string, cause: z.ZodError): UsageError {
  const [issue] = cause.issues;
  return new UsageError('lab/budget', {
    expected: `the limit that the run was last started with in ${path}`,
    got: [issue?.path.join('.'), issue?.message].filter(Boolean).join(': '),
    todo: 'Delete the file; the next start with --budget or --max-calls writes it again.',
    cause
  });
}

function totalsIn(folder: string): Totals {
  const totals = noTotals();
  for (const line of readRows(tables.ledger, pathOf(folder))) countIn(totals, line);
  return totals;
}

function pathOf(folder: string): string {
  return join(folder, tables.ledger.file);
}
