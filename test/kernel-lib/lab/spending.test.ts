import { expect, test } from 'vitest';
import { keepBudget, ledgerTotals, openLedger } from '../../../kernel-lib/src/lab/budget';
import { spendingLines, spendingOf } from '../../../kernel-lib/src/lab/spending';
import { emptyFolder } from '../../support/folder';

const call = {
  purpose: 'a test',
  model: 'm',
  attempt: 1,
  outcome: 'ok',
  promptTokens: 1000,
  completionTokens: 100,
  price: 0.5,
  latencyMs: 1
};

/** What a run has used whose ledger has these calls. */
function after(
  ...calls: Partial<typeof call & { cachedTokens: number; unpriced: true; recorded: true }>[]
) {
  const folder = emptyFolder();
  const ledger = openLedger(folder, {}, () => new Date(0));
  for (const fields of calls) {
    ledger.allow();
    ledger.record({ ...call, ...fields });
  }
  ledger.close();
  return { folder, ledger: ledgerTotals(folder) };
}

test('calls, failures, money and tokens add up', () => {
  const spending = spendingOf(after({}, { outcome: 'HTTP 500', price: 0, promptTokens: 0 }));
  expect(spending).toMatchObject({ spent: { calls: 2, money: 0.5 }, failedCalls: 1 });
  expect(spending).toMatchObject({ promptTokens: 1000, completionTokens: 200, cachedShare: null });
  expect(spendingLines(spending)).toEqual([
    '2 calls, 1 of them failed (the last: HTTP 500), cost 0.50'
  ]);
});

test('the share of cached tokens is that of the calls for which the server said it', () => {
  const spending = spendingOf(after({ cachedTokens: 800 }, { cachedTokens: 0 }, {}));
  expect(spending.cachedShare).toBe(0.4);
  expect(spendingLines(spending)[0]).toContain('40 % of prompt tokens cached');
});

test('a price that nobody knows is said, never counted as nothing', () => {
  const lines = spendingLines(spendingOf(after({}, { price: 0, unpriced: true })));
  expect(lines).toEqual(['2 calls, cost 0.50, not counting 1 calls of unknown price']);
});

test('recorded replies are no calls', () => {
  const spending = spendingOf(after({}, { price: 0, recorded: true }));
  expect(spending).toMatchObject({ spent: { calls: 1 }, recorded: 1, promptTokens: 1000 });
});

test.each([
  ['money', { money: 2 }, ['1.00 of 2 money']],
  ['calls', { calls: 3 }, ['1 of 3 calls']],
  ['both', { money: 1, calls: 2 }, ['0.00 of 1 money', '0 of 2 calls']],
  ['less', { money: 0.75, calls: 1 }, ['0.00 of 0.75 money (0.25 over)', '0 of 1 calls (1 over)']]
])(
  'of a budget of %s it says what is left, or what calls under way took beyond it',
  (_, budget, left) => {
    const run = after({}, {});
    keepBudget(run.folder, budget);
    expect(spendingLines(spendingOf(run))[1]).toBe(`Left of the budget: ${left.join(', ')}`);
  }
);

test('a start without a budget forgets the last one', () => {
  const run = after({});
  keepBudget(run.folder, { calls: 3 });
  keepBudget(run.folder, {});
  expect(spendingOf(run)).not.toHaveProperty('budget');
});
