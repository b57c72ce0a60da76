import { expect, test } from 'vitest';
import type { CallRecord } from '../../../kernel-lib/src/edge/chat/call-record';
import { ledgerTotals, openLedger, type Budget } from '../../../kernel-lib/src/lab/budget';
import { emptyFolder } from '../../support/folder';

const now = () => new Date(0);
const call = {
  purpose: 'a test',
  model: 'm',
  attempt: 1,
  outcome: 'ok',
  promptTokens: 1,
  completionTokens: 1,
  price: 0.5,
  latencyMs: 1
};

/** A ledger after so many calls, one after another; the last is refused when `refused`. */
function ledgerAfter(calls: number, budget: Budget, folder = emptyFolder()) {
  const ledger = openLedger(folder, budget, now);
  for (let i = 0; i < calls; i++) {
    ledger.allow();
    ledger.record(call);
  }
  return ledger;
}

test.each<[string, Budget, number]>([
  ['calls', { calls: 3 }, 3],
  ['money', { money: 1.5 }, 3],
  ['the tighter of both', { calls: 9, money: 1 }, 2]
])('a budget of %s is spent to its end and not beyond', (_, budget, most) => {
  const ledger = ledgerAfter(most, budget);
  expect(ledger.halted.aborted).toBe(false);
  expect(() => ledger.allow()).toThrow('raise --budget or --max-calls');
  expect(ledger.halted.aborted).toBe(true);
  expect(ledger.calls()).toBe(most);
});

test('calls under way count as made', () => {
  const ledger = openLedger(emptyFolder(), { calls: 2 }, now);
  ledger.allow();
  ledger.allow();
  expect(() => ledger.allow()).toThrow('got "0.0000 spent in 0 calls, and 2 under way"');
});

test('failed attempts count, and so does what earlier processes spent', () => {
  const folder = emptyFolder();
  const first = openLedger(folder, {}, now);
  first.allow();
  first.record({ ...call, outcome: 'HTTP 500', price: 0 });
  first.close();
  expect(ledgerTotals(folder).calls()).toBe(1);
  const second = ledgerAfter(1, { calls: 2 }, folder);
  expect(() => second.allow()).toThrow('got "0.5000 spent in 2 calls"');
});

test.each<[string, Budget, Partial<CallRecord>, boolean]>([
  ['an answer whose price nobody knows', { money: 9 }, { unpriced: true }, true],
  ['the same where only calls count', { calls: 9 }, { unpriced: true }, false],
  ['an interrupted call', { money: 9 }, { unpriced: true, outcome: 'interrupted' }, false],
  ['an answer with its price', { money: 9 }, {}, false]
])('%s under the budget %j %j: it ends the run is %s', (_, budget, fields, isEnd) => {
  const ledger = openLedger(emptyFolder(), budget, now);
  ledger.allow();
  ledger.record({ ...call, ...fields });
  expect(ledger.halted.aborted).toBe(isEnd);
  if (isEnd) expect(() => ledger.allow()).toThrow('limit the run by --max-calls');
});

test('without a budget nothing is refused', () => {
  expect(ledgerAfter(50, {}).halted.aborted).toBe(false);
});

test('calls that other machines made are counted as they come, and the last that is allowed spends the budget', () => {
  const ledger = openLedger(emptyFolder(), { calls: 2 }, now);
  ledger.count(call);
  expect(ledger.isSpent()).toBe(false);
  ledger.count(call);
  expect(ledger.halted.aborted).toBe(false);
  expect(ledger.isSpent()).toBe(true);
  expect(ledger.halted.aborted).toBe(true);
});
