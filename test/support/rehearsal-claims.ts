import { clusteredInterval, type Interval } from '../../kernel-lib/src/base/stats';
import { mean, type Evaluation } from './rehearsal-line';
import type { MeasuredModel, SeedOutcome } from './rehearsal-measures';

/** Something that has to be true of the world: the sign of a number that every seed has one of. */
export interface Claim {
  /** The paragraph of the list of truths that it belongs to. */
  readonly truth: number;
  readonly says: string;
  readonly of: (outcome: SeedOutcome) => number;
  /**
   * What the 95 % interval over seeds has to be: above 0, below 0, not below 0 (the claim is that
   * nothing gets worse), or not above 0 (that nothing is gained).
   */
  readonly has: 'above' | 'below' | 'not below' | 'not above';
  /** Whether it is so large that a few seeds show it too. */
  readonly isLarge?: true;
}

type By = 'true' | 'judged' | 'judgedWithout' | 'judgedReversed';

const goal = (outcome: SeedOutcome, model: MeasuredModel, by: By = 'true') =>
  mean(outcome[model][by]);
const gain =
  (model: MeasuredModel, over: MeasuredModel, by: By = 'true') =>
  (outcome: SeedOutcome) =>
    goal(outcome, model, by) - goal(outcome, over, by);
const gap = ({ rated, ...by }: Evaluation, judge: By) => mean(by[judge]) - mean(rated);
const growth =
  (model: MeasuredModel, from: MeasuredModel, judge: By = 'judged') =>
  (outcome: SeedOutcome) =>
    gap(outcome[model], judge) - gap(outcome[from], judge);

const steps = ['base', '10 rows', '30 rows', '100 rows', '300 rows', '1000 rows'] as const;

/** The truths of the world that have a size, in the order of the list. */
export const claims: readonly Claim[] = [
  ...(['true', 'judged'] as const).flatMap((by): Claim[] => [
    {
      truth: 1,
      says: `BC raises the ${by} goal of base`,
      of: gain('BC', 'base', by),
      has: 'above',
      isLarge: true
    },
    {
      truth: 1,
      says: `SR raises the ${by} goal of base`,
      of: gain('SR', 'base', by),
      has: 'above'
    },
    {
      truth: 1,
      says: `BC then SR ends above BC in the ${by} goal`,
      of: gain('BC+SR', 'BC', by),
      has: 'above'
    }
  ]),
  {
    truth: 1,
    says: 'the expert stays above BC+SR in the true goal',
    of: gain('expert', 'BC+SR'),
    has: 'above'
  },
  {
    truth: 2,
    says: 'BC’s rows, shuffled, bring no true goal',
    of: gain('BC, shuffled', 'base'),
    has: 'not above'
  },
  {
    truth: 2,
    says: 'SR’s rows, shuffled, bring no true goal',
    of: gain('SR, shuffled', 'base'),
    has: 'not above'
  },
  {
    truth: 3,
    says: 'of its own talk, a random fifth teaches more than the worst',
    of: gain('SR, random', 'SR, bottom'),
    has: 'above'
  },
  {
    truth: 3,
    says: 'of its own talk, the best fifth teaches more than a random one',
    of: gain('SR', 'SR, random'),
    has: 'above',
    isLarge: true
  },
  {
    truth: 3,
    says: 'of the expert’s talk, a random fifth teaches more than the worst',
    of: gain('BC, random', 'BC, bottom'),
    has: 'above'
  },
  {
    truth: 3,
    says: 'of the expert’s talk, the best fifth teaches more than a random one',
    of: gain('BC', 'BC, random'),
    has: 'above'
  },
  ...steps.slice(1).map((step, i): Claim => ({
    truth: 4,
    says: `${step} teach no less than ${i === 0 ? 'none' : steps[i]}`,
    of: gain(step, steps[i]!),
    has: 'not below'
  })),
  {
    truth: 4,
    says: '1000 rows teach more than 10',
    of: gain('1000 rows', '10 rows'),
    has: 'above',
    isLarge: true
  },
  {
    truth: 5,
    says: 'the gap grows from base to BC',
    of: growth('BC', 'base'),
    has: 'above',
    isLarge: true
  },
  { truth: 5, says: 'the gap grows from BC to BC+SR', of: growth('BC+SR', 'BC'), has: 'above' },
  {
    truth: 5,
    says: 'with rows selected by a judge without credit, it does not from BC to BC+SR',
    of: growth('BC+SR, no credit', 'BC, no credit'),
    has: 'not above'
  },
  {
    truth: 5,
    says: 'with a judge without credit throughout, less than a fifth of the growth from base to BC is left',
    of: outcome =>
      growth('BC, no credit', 'base', 'judgedWithout')(outcome) - growth('BC', 'base')(outcome) / 5,
    has: 'below'
  },
  {
    truth: 5,
    says: 'and none of that from BC to BC+SR',
    of: growth('BC+SR, no credit', 'BC, no credit', 'judgedWithout'),
    has: 'not above'
  },
  {
    truth: 5,
    says: 'with rows selected by a judge whose credit is reversed, it shrinks from BC to BC+SR',
    of: growth('BC+SR, reversed', 'BC, reversed'),
    has: 'below'
  },
  {
    truth: 5,
    says: 'measured by that judge, it shrinks from base to BC',
    of: growth('BC, reversed', 'base', 'judgedReversed'),
    has: 'below',
    isLarge: true
  }
];

/** What was measured for a claim over seeds. */
export interface Finding {
  readonly claim: Claim;
  readonly values: readonly number[];
  readonly interval: Interval;
  readonly holds: boolean;
}

/** A claim held against the outcomes of seeds. */
export function findingOf(claim: Claim, outcomes: readonly SeedOutcome[]): Finding {
  const values = outcomes.map(claim.of);
  const points = values.map((value, i) => ({ value, cluster: String(i) }));
  const interval = clusteredInterval(points)!;
  return { claim, values, interval, holds: isSo(claim.has, interval) };
}

/** Whether the outcomes speak against a claim: what few seeds can still say of a small effect. */
export function isRefuted({ claim: { has }, interval }: Finding): boolean {
  const { mean: center, low = center, high = center } = interval;
  return isUp(has) ? high < 0 : low > 0;
}

/** A finding in one line: the claim, the mean, its interval, and in how many seeds it was so. */
export function lineOf({ claim, values, interval }: Finding): string {
  return `${claim.says}: ${textOf(interval)}; ${agreeing(claim, values)} of ${values.length} seeds`;
}

/** A mean with its interval. */
export function textOf({ mean: center, low, high }: Interval): string {
  if (low === undefined || high === undefined) return signed(center);
  return `${signed(center)} [${signed(low)}, ${signed(high)}]`;
}

/** In how many seeds the number has the sign that the claim hopes for. */
export function agreeing({ has }: Claim, values: readonly number[]): number {
  return values.filter(value => (isUp(has) ? value > 0 : value < 0)).length;
}

function isUp(has: Claim['has']): boolean {
  return has === 'above' || has === 'not below';
}

function isSo(has: Claim['has'], { mean: center, low = center, high = center }: Interval): boolean {
  switch (has) {
    case 'above':
      return low > 0;
    case 'below':
      return high < 0;
    case 'not below':
      return high >= 0;
    case 'not above':
      return low <= 0;
    default:
      return has satisfies never;
  }
}

function signed(value: number): string {
  const text = value.toFixed(2).replace(/^-0\.00$/, '0.00');
  return text.startsWith('-') ? text.replace('-', '−') : `+${text}`;
}
