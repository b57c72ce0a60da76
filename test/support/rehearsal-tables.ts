import { clusteredInterval, type Interval } from '../../kernel-lib/src/base/stats';
import { agreeing, claims, findingOf, textOf } from './rehearsal-claims';
import { mean, type Evaluation } from './rehearsal-line';
import { measuredModels, type SeedOutcome } from './rehearsal-measures';

/** Every measured model's goal by judge, raters and truth, the gap, and how often it came to a deal. */
export function modelTable(outcomes: readonly SeedOutcome[]): string {
  const rows = measuredModels.map(model => {
    const over = (value: (trial: Evaluation) => number) =>
      intervalOver(outcomes.map(outcome => value(outcome[model])));
    return [
      model,
      ...(['judged', 'rated', 'true'] as const).map(by => plain(over(trial => mean(trial[by])))),
      textOf(over(trial => mean(trial.judged) - mean(trial.rated))),
      over(trial => mean(trial.deals)).mean.toFixed(2)
    ];
  });
  return markdown(['model', 'judge', 'simulated raters', 'truth', 'gap', 'deals'], rows);
}

/** Every claim, what was measured, in how many seeds it was so, and whether it holds. */
export function claimTable(outcomes: readonly SeedOutcome[]): string {
  const rows = claims.map(claim => {
    const { values, interval, holds } = findingOf(claim, outcomes);
    return [
      String(claim.truth),
      claim.says,
      textOf(interval),
      `${agreeing(claim, values)} of ${values.length}`,
      holds ? 'yes' : '**no**'
    ];
  });
  return markdown(['', 'what has to be true', 'difference', 'seeds', 'holds'], rows);
}

function intervalOver(values: readonly number[]): Interval {
  return clusteredInterval(values.map((value, i) => ({ value, cluster: String(i) })))!;
}

function plain({ mean: center, low, high }: Interval): string {
  const ends = low === undefined ? '' : ` ± ${((high - low) / 2).toFixed(2)}`;
  return `${center.toFixed(2)}${ends}`;
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
