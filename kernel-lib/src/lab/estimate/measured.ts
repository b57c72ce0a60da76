import type { Assumptions } from './sizes';
import type { RunView } from '../run';
import { tables, type LedgerLine } from '../tables';

const fewest = 20; // calls of a kind or episodes: fewer say too little

/** What a run's own calls so far say in place of an assumption; what they do not say is absent. */
export function measuredIn(run: Pick<RunView, 'rows'>): Partial<Assumptions> {
  const answered = run
    .rows(tables.ledger)
    .filter(({ outcome, recorded }) => outcome === 'ok' && !recorded);
  const of = (kind: string) => answered.filter(({ purpose }) => purpose.startsWith(`${kind}-`));
  const reply = ({ completionTokens }: LedgerLine) => completionTokens;
  const episodes = run.rows(tables.episodes);
  const turns = meanOf(episodes, episode => episode.turns.length);
  const taskTokens = meanOf(of('task'), reply);
  const actionTokens = meanOf(of('episode'), reply);
  const ratingTokens = meanOf(of('rating'), reply);
  const live = answered.filter(({ batch }) => !batch); // nobody waits for a row of a batch
  const milliseconds = meanOf(live, ({ latencyMs }) => latencyMs);
  return {
    ...(turns !== undefined && { turns }),
    ...(taskTokens !== undefined && { taskTokens }),
    ...(actionTokens !== undefined && { actionTokens }),
    ...(ratingTokens !== undefined && { ratingTokens }),
    ...(milliseconds !== undefined && { secondsPerCall: Math.round(milliseconds) / 1000 })
  };
}

function meanOf<T>(rows: readonly T[], value: (row: T) => number): number | undefined {
  if (rows.length < fewest) return undefined;
  return rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
}
