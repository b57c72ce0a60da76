import cdf from '@stdlib/stats-base-dists-t-cdf';
import quantile from '@stdlib/stats-base-dists-t-quantile';

const tail = 0.975; // of the t distribution: what bounds the middle 95 %

/** A value and the cluster it belongs to: values of one cluster (a task) resemble each other. */
export interface Point {
  readonly value: number;
  readonly cluster: string;
}

/** A 95 % interval's two ends. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly noInterval?: undefined;
}

/** No interval, and why there is none. */
export interface NoBounds {
  readonly low?: undefined;
  readonly high?: undefined;
  readonly noInterval: string;
}

/** A mean of `n` values in `clusters` clusters, with its 95 % interval or the reason why it has none. */
export type Interval = {
  readonly mean: number;
  readonly n: number;
  readonly clusters: number;
} & (Bounds | NoBounds);

/** A test of whether the mean of paired differences is 0; `p` is two-sided. */
export interface Test extends Bounds {
  readonly t: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/** No test, for the reason that `noInterval` gives. */
export interface NoTest extends NoBounds {
  readonly t?: undefined;
  readonly degreesOfFreedom?: undefined;
  readonly p?: undefined;
}

/** The mean difference (first minus second) of `n` pairs, tested where it can be. */
export type PairedT = { readonly difference: number; readonly n: number } & (Test | NoTest);

/** The mean, or `undefined` of no values. */
export function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The standard error of the mean of independent values, or `undefined` of fewer than two. */
export function standardError(values: readonly number[]): number | undefined {
  const center = mean(values);
  if (center === undefined || values.length < 2) return undefined;
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/**
 * The mean with a 95 % interval that allows for values of one cluster being alike, or `undefined`
 * of no values. Its standard error is sqrt(G/(G−1) · Σ over clusters of (Σ e)²) / n with e the
 * distance from the mean, and the t distribution has G−1 degrees of freedom, G clusters. Clusters
 * whose means are equal have no interval.
 *
 * Source: Miller (2024), Adding Error Bars to Evals, clustered standard errors; the factor G/(G−1) as in Stata.
 */
export function clusteredInterval(points: readonly Point[]): Interval | undefined {
  const center = mean(points.map(point => point.value));
  if (center === undefined) return undefined;
  const sums = new Map<string, number>();
  for (const { value, cluster } of points) {
    sums.set(cluster, (sums.get(cluster) ?? 0) + value - center);
  }
  const measured = { mean: center, n: points.length, clusters: sums.size };
  if (sums.size < 2) return { ...measured, noInterval: 'an interval needs two clusters' };

  const squares = [...sums.values()].reduce((total, sum) => total + sum ** 2, 0);
  const error = Math.sqrt((sums.size / (sums.size - 1)) * squares) / points.length;
  const values = points.map(point => point.value);
  if (isRounding(error, values))
    return { ...measured, noInterval: 'every cluster has the same mean' };
  return { ...measured, ...boundsOf(center, error, sums.size - 1) };
}

/**
 * Student's t-test of paired values, or `undefined` of no pairs.
 *
 * Shapes: pairs[n] of [first, second] → the mean of first − second
 */
export function pairedT(pairs: readonly (readonly [number, number])[]): PairedT | undefined {
  const differences = pairs.map(([first, second]) => first - second);
  const difference = mean(differences);
  if (difference === undefined) return undefined;
  const measured = { difference, n: pairs.length };
  const error = standardError(differences);
  if (error === undefined) return { ...measured, noInterval: 'a test needs two pairs' };
  if (isRounding(error, pairs.flat())) {
    return { ...measured, noInterval: 'every pair differs by the same' };
  }
  const t = difference / error;
  const degreesOfFreedom = pairs.length - 1;
  const p = 2 * cdf(-Math.abs(t), degreesOfFreedom);
  return { ...measured, t, degreesOfFreedom, p, ...boundsOf(difference, error, degreesOfFreedom) };
}

/** Whether a standard error is only the rounding error of adding up these values. */
function isRounding(error: number, values: readonly number[]): boolean {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return error <= largest * Number.EPSILON * Math.max(4, values.length);
}

function boundsOf(center: number, error: number, degreesOfFreedom: number): Bounds {
  const margin = quantile(tail, degreesOfFreedom) * error;
  return { low: center - margin, high: center + margin };
}
