import type { Gap } from '../../kernel-lib/src/figure/schema';

/** A gap between the judge and the simulated raters on goal; with `none`, no interval. */
export function gapWith(
  model: string,
  mean: number,
  halfWidth: number | 'none' = 0.1,
  fields: Partial<Pick<Gap, 'below' | 'dimension'>> = {}
): Gap {
  const what = { model, dimension: 'goal', above: 'judge', below: 'simulatedRaters' } as const;
  const counts = { unmatched: 0, mean, n: 28, clusters: 14 };
  const bounds =
    halfWidth === 'none'
      ? { noInterval: 'an interval needs two clusters' }
      : { low: mean - halfWidth, high: mean + halfWidth };
  return { ...what, ...counts, ...bounds, ...fields };
}
