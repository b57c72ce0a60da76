import { join } from 'node:path';
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
  readonly close: () => void;
}

/** Opens a run's ledger; what earlier processes spent counts. */
export function openLedger(folder: string, now: () => Date): Ledger {
  const earlier = ledgerTotals(folder);
  let cost = earlier.cost();
  let calls = earlier.calls();
  const writer = lineWriter(pathOf(folder));
  return {
    record: call => {
      cost += call.price;
      calls++;
      writer.add(lineOf(tables.ledger, { time: now().toISOString(), ...call }));
    },
    cost: () => cost,
    calls: () => calls,
    close: () => writer.close()
  };
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
