import { interrupted, type CallRecord } from '../edge/chat/call-record';

/** The most that one call may cost or count; more is an error, and no sum of such calls is infinite. */
export const mostPerCall = { price: 1e9, tokens: 1e12 } as const;

/** A call as it is booked: a price or a count beyond reason is unknown. */
export function plausible(call: CallRecord): CallRecord {
  const { price, promptTokens, completionTokens, cachedTokens = 0 } = call;
  const tokens = [promptTokens, completionTokens, cachedTokens];
  const isPlausible =
    price >= 0 && price <= mostPerCall.price && tokens.every(n => n <= mostPerCall.tokens);
  if (isPlausible) return call;
  const { cachedTokens: _, ...rest } = call;
  return { ...rest, promptTokens: 0, completionTokens: 0, price: 0, unpriced: true };
}

/** What a ledger adds up to. */
export interface Totals {
  /** Attempts that a server was asked for, failed ones included. */
  calls: number;
  /** Those of them that brought no reply. */
  failed: number;
  /** What went wrong with the last of them; absent while none failed. */
  lastFailure?: string;
  /** In the profile's currency, without the calls whose price is unknown. */
  cost: number;
  /** Calls whose price is unknown. */
  unpriced: number;
  promptTokens: number;
  completionTokens: number;
  /** The prompt's tokens of the calls for which the server said how many it had from before. */
  reportedTokens: number;
  /** Those it had from before. */
  cachedTokens: number;
  /** Prompts that servers cut in silence. */
  cutPrompts: number;
  /** Replies from the store of recorded calls, for which nobody was asked. */
  recorded: number;
  /** What the failed calls were for: the ids of tasks, episodes and ratings. */
  readonly failedItems: Set<string>;
}

/** The totals of an empty ledger. */
export function noTotals(): Totals {
  const calls = { calls: 0, failed: 0, cost: 0, unpriced: 0, recorded: 0 };
  const tokens = {
    promptTokens: 0,
    completionTokens: 0,
    reportedTokens: 0,
    cachedTokens: 0,
    cutPrompts: 0
  };
  return { ...calls, ...tokens, failedItems: new Set() };
}

/** Adds a call to totals, in place: there are many. */
export function countIn(totals: Totals, call: Omit<CallRecord, 'latencyMs'>): void {
  if (call.recorded) {
    totals.recorded++;
    return;
  }
  totals.calls++;
  if (call.outcome !== 'ok') {
    totals.failed++;
    if (call.outcome !== interrupted) totals.lastFailure = call.outcome;
    if (call.outcome !== interrupted) totals.failedItems.add(call.purpose.split('/', 1)[0]!);
  }
  if (call.unpriced) totals.unpriced++;
  totals.cost += call.price;
  totals.promptTokens += call.promptTokens;
  totals.completionTokens += call.completionTokens;
  totals.cutPrompts += call.cutPrompts ?? 0;
  if (call.cachedTokens === undefined) return;
  totals.reportedTokens += call.promptTokens;
  totals.cachedTokens += call.cachedTokens;
}
