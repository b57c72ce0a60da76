import { markLike } from '../base/simulated';
import { clusteredInterval, mean, pairedT } from '../base/stats';
import { scales, scoreSources, type Comparison, type Scale, type Score } from './schema';
import type { ScoreSource, Summary } from './schema';

/**
 * The means of every model by every source on every scale, with 95 % intervals clustered by task
 * and the number of characters left unrated. Models in order of first appearance.
 *
 * Shapes: scores[S] → summaries[models × sources × 8], only of pairs that occur
 * Differs: the published scripts know neither the interval nor the unrated.
 */
export function summaryOf(scores: readonly Score[]): Summary[] {
  const models = [...new Set(scores.map(score => score.model))];
  const summaries = models.flatMap(model =>
    scoreSources.flatMap(source => {
      const own = scoresOf(scores, model, source);
      return own.length === 0 ? [] : scales.map(scale => summaryOn(own, model, source, scale));
    })
  );
  for (const summary of summaries) markLike(summary, scores);
  return summaries;
}

function summaryOn(
  scores: readonly Score[],
  model: string,
  source: ScoreSource,
  dimension: Scale
): Summary {
  const points = scores.flatMap(({ task, points }) =>
    points ? [{ value: points[dimension], cluster: task }] : []
  );
  const unrated = scores.length - points.length;
  const interval = clusteredInterval(points) ?? {
    n: 0 as const,
    clusters: 0 as const,
    noInterval: 'nothing is rated'
  };
  return { model, source, dimension, unrated, ...interval };
}

/** Two models, who says it, and on what scale. */
export type Question = Pick<Comparison, 'model' | 'versus' | 'source' | 'dimension'>;

/**
 * How far one model is above another: two scores of the same task, pair, seat and repeat make a
 * difference, each task the mean of its differences, and the tasks a paired t-test.
 *
 * Shapes: scores[S] → one Comparison; its `n` counts tasks
 */
export function comparison(
  scores: readonly Score[],
  model: string,
  versus: string,
  source: ScoreSource,
  dimension: Scale
): Comparison {
  return compared(scores, { model, versus, source, dimension }, gameOf);
}

/**
 * The same where each model met other pairs, as with ratings by people: of every task that both
 * have scores of, the mean of all the one's scores minus the mean of all the other's.
 *
 * Source: Sotopia-π, Table 6.
 */
export function comparisonByTask(
  scores: readonly Score[],
  model: string,
  versus: string,
  source: ScoreSource,
  dimension: Scale
): Comparison {
  return compared(scores, { model, versus, source, dimension }, score => score.task);
}

/** What two models have to share for their scores to be compared exactly. */
function gameOf({ task, pair, seat, repeat }: Score): string {
  return JSON.stringify([task, pair, seat, repeat]);
}

/** Compares the scores whose key both models have, task by task. */
function compared(
  scores: readonly Score[],
  question: Question,
  keyOf: (score: Score) => string
): Comparison {
  const { model, versus, source, dimension } = question;
  const [ours, theirs] = [model, versus].map(name => scoresOf(scores, name, source));
  const [ourKeys, theirKeys] = [keysOf(ours!, keyOf), keysOf(theirs!, keyOf)];
  const shared = (score: Score) =>
    score.points !== undefined && ourKeys.has(keyOf(score)) && theirKeys.has(keyOf(score));
  const used = [ours!.filter(shared), theirs!.filter(shared)] as const;
  const [ourMeans, theirMeans] = used.map(list => taskMeans(list, dimension));
  const pairs = [...ourMeans!].map(([task, value]) => [value, theirMeans!.get(task)!] as const);
  const result: Comparison = {
    ...question,
    used: [used[0].length, used[1].length],
    leftOut: [ours!.length - used[0].length, theirs!.length - used[1].length],
    ...(pairedT(pairs) ?? { n: 0 as const, noInterval: 'no task has scores of both models' })
  };
  return markLike(result, scores);
}

function keysOf(scores: readonly Score[], keyOf: (score: Score) => string): Set<string> {
  return new Set(scores.filter(({ points }) => points !== undefined).map(keyOf));
}

/** The mean of each task, in order of first appearance. */
function taskMeans(scores: readonly Score[], dimension: Scale): Map<string, number> {
  const tasks = new Map<string, number[]>();
  for (const { task, points } of scores) {
    if (points) tasks.set(task, [...(tasks.get(task) ?? []), points[dimension]]);
  }
  return new Map([...tasks].map(([task, values]) => [task, mean(values)!]));
}

function scoresOf(scores: readonly Score[], model: string, source: ScoreSource): Score[] {
  return scores.filter(score => score.model === model && score.source === source);
}
