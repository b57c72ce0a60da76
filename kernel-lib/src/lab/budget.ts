import { join } from 'node:path';
import { LabError } from '../base/fail';
import { lineOf, lineWriter, readRows } from '../edge/files';
import type { CallRecord } from '../edge/chat-http';
import { tables } from './tables';

/** The account of a run: every attempt at every call, and what they cost together. */
export interface Ledger {
  readonly record: (call: CallRecord) => void;
  /** Money spent on the run so far, in the profile's currency. */
  readonly cost: () => number;
  /** Attempts made so far, failed ones included. */
  readonly calls: () => number;
  /**
   * Asked before every attempt.
   *
   * Throws: LabError [lab/budget] when the budget is spent, and halts the run
   */
  readonly allow: () => void;
  /** Aborted when the budget is spent. */
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
  const earlier = ledgerTotals(folder);
  let cost = earlier.cost();
  let calls = earlier.calls();
  let under = 0; // attempts under way: they are counted before they are over
  const writer = lineWriter(pathOf(folder));
  return {
    record: call => {
      under--;
      cost += call.price;
      calls++;
      writer.add(lineOf(tables.ledger, { time: now().toISOString(), ...call }));
    },
    cost: () => cost,
    calls: () => calls,
    allow: () => {
      under++;
      const spent = overspent(budget, cost, calls + under);
      if (spent) halt.abort(spent);
      halt.signal.throwIfAborted();
    },
    halted: halt.signal,
    close: () => writer.close()
  };
}

function overspent({ money, calls }: Budget, cost: number, made: number): LabError | undefined {
  const isOver = (money !== undefined && cost >= money) || (calls !== undefined && made > calls);
  if (!isOver) return undefined;
  return new LabError('lab/budget', {
    expected: `to stay within ${[money !== undefined && `${money} of money`, calls !== undefined && `${calls} calls`].filter(Boolean).join(' and ')}`,
    got: `${cost.toFixed(4)} spent in ${made - 1} calls`,
    todo: 'Everything finished is kept; raise --budget or --max-calls to go on.'
  });
}

/** What stands in a ledger, without opening it for more. */
export function ledgerTotals(folder: string): Pick<Ledger, 'calls' | 'cost'> {
  const lines = readRows(tables.ledger, pathOf(folder));
  const cost = lines.reduce((sum, line) => sum + line.price, 0);
  return { calls: () => lines.length, cost: () => cost };
}

function pathOf(folder: string): string {
  return join(folder, tables.ledger.file);
}
