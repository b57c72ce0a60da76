import type { BatchQuestion } from '../../edge/batch-files';
import { moneyFor } from '../../edge/chat/wording';
import { usualAssumptions } from '../estimate/sizes';
import type { BatchDesk } from './batch';

/** How many more calls the budget allows, those in open batches counted. */
export function roomIn({ run, batches }: BatchDesk): number {
  const { calls, money } = run.options.budget;
  run.ledger.halted.throwIfAborted(); // what it costs cannot be told, or cannot be kept
  if (money !== undefined && run.ledger.cost() >= money) return 0;
  if (calls === undefined) return Infinity;
  const open = batches.all.filter(({ collected }) => !collected);
  const under = open.reduce((sum, { rows }) => sum + rows, 0);
  return Math.max(0, calls - run.ledger.calls() - under);
}

/** As many of the questions as the money left can pay for, by what each of them should take. */
export function affordable(desk: BatchDesk, questions: readonly BatchQuestion[]): BatchQuestion[] {
  const { run, endpoint, batches } = desk;
  const { money } = run.options.budget;
  if (money === undefined) return [...questions];
  const { batchShare = 1 } = endpoint.pricePerMillionTokens ?? {};
  const { charactersPerToken, ratingTokens } = usualAssumptions;
  const price = (characters: number, replies: number) => {
    const promptTokens = characters / charactersPerToken;
    const tokens = { promptTokens, completionTokens: replies * ratingTokens };
    return (moneyFor(endpoint, tokens) ?? 0) * batchShare;
  };
  let spent = batches.all
    .filter(({ collected }) => !collected)
    .reduce(
      (sum, batch) => sum + price(batches.requests(batch).length, batch.rows),
      run.ledger.cost()
    );
  return questions.filter(({ request: { messages } }) => {
    spent += price(
      messages.reduce((sum, { content }) => sum + content.length, 0),
      1
    );
    return spent <= money;
  });
}
