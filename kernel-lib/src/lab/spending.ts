import { keptBudget } from './budget';
import type { RunView } from './run';

/** What a run has used, what is left of its budget, and what its servers had from before. */
export interface Spending {
  readonly spent: { readonly money: number; readonly calls: number };
  /** Calls whose price is unknown: their money is not in it. */
  readonly unpriced: number;
  /** Attempts that brought no reply. */
  readonly failedCalls: number;
  /** What went wrong with the last of them; absent while none failed. */
  readonly lastFailure?: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Which share of the prompt's tokens servers had from before; `null` where none said. */
  readonly cachedShare: number | null;
  /** Replies from the store of recorded calls. */
  readonly recorded: number;
  /** Share of calls whose prompts servers cut in silence, as their reported tokens show; absent for none. */
  readonly cutShare?: number;
  /** The budget of the last start, and what is left of it; absent when it had none. */
  readonly budget?: { readonly money?: Allowance; readonly calls?: Allowance };
}

/** A limit and what is left of it, never less than 0. */
export interface Allowance {
  readonly of: number;
  readonly left: number;
}

/** Counts what a run has used so far. */
export function spendingOf(run: Pick<RunView, 'folder' | 'ledger'>): Spending {
  const totals = run.ledger.totals();
  const { cost, calls, reportedTokens, cachedTokens } = totals;
  const limit = keptBudget(run.folder);
  const allowance = (of: number, used: number) => ({ of, left: Math.max(0, of - used) });
  const budget = {
    ...(limit.money !== undefined && { money: allowance(limit.money, cost) }),
    ...(limit.calls !== undefined && { calls: allowance(limit.calls, calls) })
  };
  return {
    spent: { money: cost, calls },
    unpriced: totals.unpriced,
    failedCalls: totals.failed,
    ...(totals.lastFailure !== undefined && { lastFailure: totals.lastFailure }),
    promptTokens: totals.promptTokens,
    completionTokens: totals.completionTokens,
    cachedShare: reportedTokens > 0 ? cachedTokens / reportedTokens : null,
    recorded: totals.recorded,
    ...(totals.cutPrompts > 0 && { cutShare: Math.min(1, totals.cutPrompts / calls) }),
    ...(Object.keys(budget).length > 0 && { budget })
  };
}

/** What a run has used, as lines for people; the first says it all where nothing is special. */
export function spendingLines(spending: Spending): string[] {
  const { spent, unpriced, failedCalls, lastFailure, recorded, cachedShare, cutShare, budget } =
    spending;
  const first = [
    `${spent.calls} calls`,
    ...(failedCalls > 0 ? [`${failedCalls} of them failed${lastOf(lastFailure)}`] : []),
    `cost ${spent.money.toFixed(2)}`,
    ...(unpriced > 0 ? [`not counting ${unpriced} calls of unknown price`] : []),
    ...(recorded > 0 ? [`${recorded} replies from recorded calls`] : []),
    ...(cachedShare === null ? [] : [`${Math.round(cachedShare * 100)} % of prompt tokens cached`])
  ];
  const left = [
    ...(budget?.money
      ? [
          `${budget.money.left.toFixed(2)} of ${budget.money.of} money${over(spent.money, budget.money, 2)}`
        ]
      : []),
    ...(budget?.calls
      ? [`${budget.calls.left} of ${budget.calls.of} calls${over(spent.calls, budget.calls, 0)}`]
      : [])
  ];
  const cut =
    cutShare === undefined
      ? []
      : [
          `Cut prompts: ${Math.ceil(cutShare * 100)} % of calls; servers reported no more tokens for longer prompts`
        ];
  return [
    first.join(', '),
    ...cut,
    ...(left.length > 0 ? [`Left of the budget: ${left.join(', ')}`] : [])
  ];
}

function lastOf(failure: string | undefined): string {
  return failure === undefined ? '' : ` (the last: ${failure.slice(0, 120)})`;
}

/** What calls that were under way took beyond the limit. */
function over(used: number, { of }: Allowance, digits: number): string {
  return used > of ? ` (${(used - of).toFixed(digits)} over)` : '';
}
