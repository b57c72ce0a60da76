import type { Summary } from '../evaluation/schema';
import { sourceLooks } from './palette';
import type { Figure, Gap } from './schema';
import { dimensionText } from './sentence';

type TableRow = Figure['table'][number];

/** A mean as a row of a figure's table. */
export function summaryRow(summary: Summary): TableRow {
  return {
    model: summary.model,
    'scored by': sourceLooks[summary.source].label,
    dimension: dimensionText(summary.dimension),
    ...interval(summary),
    'not rated': summary.unrated
  };
}

/** A gap as a row of a figure's table. */
export function gapRow(gap: Gap): TableRow {
  return {
    model: gap.model,
    'scored by': `${sourceLooks[gap.above].label} − ${sourceLooks[gap.below].label}`,
    dimension: dimensionText(gap.dimension),
    ...interval(gap),
    'not rated': gap.unmatched
  };
}

function interval({ mean, low, high, n, clusters }: Summary | Gap): TableRow {
  return { mean: mean ?? null, low: low ?? null, high: high ?? null, n, tasks: clusters };
}
