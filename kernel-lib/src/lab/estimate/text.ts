import { postsOf } from '../../edge/profile';
import type { Estimate } from './estimate';
import type { Plan } from './sizes';

/** An estimate for people: what each role is asked, what it costs, and what was taken for granted. */
export function estimateText(plan: Plan, estimate: Estimate): string {
  const { assumptions: taken, episodes } = estimate;
  const rows = estimate.roles.map(({ role, model, calls, promptTokens, completionTokens, money }) =>
    [
      role.padEnd(8),
      count(calls).padStart(9),
      count(promptTokens).padStart(13),
      count(completionTokens).padStart(12),
      inMoney(money).padStart(9),
      ` ${model}`
    ].join('  ')
  );
  const { turns, charactersPerToken, secondsPerCall, concurrency } = taken;
  return [
    `The whole run: ${inWords(estimate)}`,
    '',
    'role          calls  prompt tokens  reply tokens      money   model',
    ...rows,
    '',
    `Assumed: ${count(episodes)} episodes of ${rounded(turns)} turns, replies of ` +
      `${rounded(taken.taskTokens)} (task), ${rounded(taken.actionTokens)} (action) and ` +
      `${rounded(taken.ratingTokens)} tokens (rating), ${charactersPerToken} characters a token, ` +
      `${secondsPerCall} s a call, ${concurrency} at once; nothing asked twice, no token cached, ` +
      'training left out.',
    ...tooLong(plan, estimate),
    ''
  ].join('\n');
}

/** An estimate in one line. */
export function inWords({
  calls,
  promptTokens,
  completionTokens,
  money,
  seconds
}: Estimate): string {
  const tokens = `${count(promptTokens)} + ${count(completionTokens)} tokens`;
  return `about ${count(calls)} calls, ${tokens}, money ${inMoney(money)}, ${timeOf(seconds)}`;
}

function tooLong(plan: Plan, { longestPrompt, assumptions }: Estimate): string[] {
  const needed = longestPrompt + assumptions.ratingTokens;
  const short = postsOf(plan.profile).filter(
    ({ endpoint: { contextLength } }) => contextLength !== undefined && contextLength < needed
  );
  return short.map(
    ({ role, endpoint }) =>
      `Too long: about ${count(needed)} tokens may not fit into the ${count(endpoint.contextLength!)} of ${role}.`
  );
}

function inMoney(money: number | undefined): string {
  return money === undefined ? 'unknown' : money.toFixed(2);
}

function count(n: number): string {
  return Math.round(n).toLocaleString('en-US');
}

function rounded(n: number): string {
  return String(Math.round(n * 10) / 10);
}

function timeOf(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
