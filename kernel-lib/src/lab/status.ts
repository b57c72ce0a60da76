import { summaryOf } from '../evaluation/compare';
import { scoreSources, type ScoreSource, type Summary } from '../evaluation/schema';
import { waitingIn } from './batch/state';
import { effectsOf, type Effects } from './effects';
import { isSmall } from './notices';
import { contestants } from './plan';
import { begunIn } from './replies';
import type { RunView } from './run';
import { spendingOf, type Spending } from './spending';
import { tables } from './tables';

/** A goal score as machines read it: absent numbers are `null`, never 0. */
export interface GoalScore {
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  readonly unrated: number;
}

/** What stands in a run folder. */
export interface Status {
  readonly run: string;
  readonly folder: string;
  readonly simulated: boolean;
  /** Whether a model is too small for conclusions. */
  readonly small: boolean;
  /** Rows of each file. */
  readonly counts: Readonly<Record<string, number>>;
  /** Things that could not be made, tried again by the next start. */
  readonly failed: number;
  /** Things that were begun and not finished: the next start goes on with them. */
  readonly begun: number;
  /** Ratings that are under way in a batch. */
  readonly inBatch: number;
  readonly calls: number;
  readonly cost: number;
  readonly spending: Spending;
  /** What failures, second tries and repairs did to the means. */
  readonly effects: Effects;
  readonly goal: Readonly<Record<string, Partial<Record<ScoreSource, GoalScore>>>>;
}

/** Counts what stands in a run folder, and the goal score of every model tried so far. */
export function statusOf(run: RunView): Status {
  return {
    run: run.file.id,
    folder: run.folder,
    simulated: run.file.simulated,
    small: isSmall(run.file),
    counts: countsOf(run),
    failed: run.rows(tables.failures).length,
    begun: begunIn(run),
    inBatch: waitingIn(run),
    calls: run.ledger.calls(),
    cost: run.ledger.cost(),
    spending: spendingOf(run),
    effects: effectsOf(run),
    goal: goalScores(summariesOf(run))
  };
}

function countsOf(run: RunView): Status['counts'] {
  return {
    inspirations: run.rows(tables.inspirations).length,
    tasks: run.rows(tables.tasks).length,
    castings: run.rows(tables.castings).length,
    episodes: run.rows(tables.episodes).length,
    ratings: run.rows(tables.ratings).length,
    selections: run.rows(tables.selections).length,
    rows: run.rows(tables.rows).length,
    models: run.rows(tables.models).length,
    scores: run.rows(tables.scores).length
  };
}

/** The means of this run's trials: every model, source and dimension. */
export function summariesOf(run: RunView): Summary[] {
  return summaryOf(run.rows(tables.scores));
}

function goalScores(summaries: readonly Summary[]): Status['goal'] {
  const goals = summaries.filter(({ dimension }) => dimension === 'goal');
  const models = contestants.filter(model => goals.some(goal => goal.model === model));
  return Object.fromEntries(
    models.map(model => [
      model,
      Object.fromEntries(
        scoreSources.flatMap(source => {
          const goal = goals.find(one => one.model === model && one.source === source);
          return goal ? [[source, goalScore(goal)]] : [];
        })
      )
    ])
  );
}

function goalScore({ mean, low, high, n, unrated }: Summary): GoalScore {
  return { mean: mean ?? null, low: low ?? null, high: high ?? null, n, unrated };
}
