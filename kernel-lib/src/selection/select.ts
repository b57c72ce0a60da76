import { idOf } from '../base/id';
import { mean } from '../base/stats';
import { seats, type Seat } from '../episode/schema';
import {
  byGoal,
  byOverall,
  grouped,
  placeOf,
  positions,
  ranked,
  shown,
  type Candidate,
  type SeatPoints
} from './rank';
import type { Rule, Selection } from './schema';

/** What a rule looks at: the points of both characters of an episode; `undefined` where unrated. */
export interface RatedEpisode {
  readonly tag: string;
  readonly episode: string;
  readonly task: string;
  readonly points: readonly [SeatPoints | undefined, SeatPoints | undefined];
}

interface Verdict {
  readonly kept: boolean;
  readonly reason: string;
}

type Verdicts = ReadonlyMap<Candidate, Verdict>;

const rounding = 1e-9; // what sums of decimal numbers may be off by

/**
 * Which characters of which episodes a model is trained on, and why, for every one of them.
 * Ranks go by goal (the global ratio: by overall), ties to the higher overall, then to the
 * earlier episode. A share that is not whole is rounded up, and at least one is kept.
 *
 * Shapes: episodes[E] → selections[2E] in input order, agent 1 first
 * Source: Sotopia-π, appendix B.2; the rules beyond it: its repository, selection scripts.
 * Differs: a goal of 0 is a score like any other, never the sign of a failed rating.
 */
export function select(episodes: readonly RatedEpisode[], rule: Rule): Selection[] {
  const places = episodes.flatMap(({ tag, episode, task, points }) =>
    seats.map(seat => ({ tag, episode, task, seat, points: points[seat] }))
  );
  const candidates = places.map(({ task, seat, points }) => points && { task, seat, points });
  const verdicts = verdictsOf(
    candidates.filter(candidate => candidate !== undefined),
    rule
  );
  return places.map(({ tag, episode, task, seat }, index) => {
    const candidate = candidates[index];
    const { kept, reason } = (candidate && verdicts.get(candidate)) ?? notRated;
    const id = idOf('selection', { tag, episode, seat, rule });
    return { id, tag, episode, task, seat, rule, kept, reason };
  });
}

const notRated: Verdict = { kept: false, reason: 'not rated' };

function verdictsOf(candidates: readonly Candidate[], rule: Rule): Verdicts {
  switch (rule.name) {
    case 'bc':
      return topAndPairs(candidates, rule.top);
    case 'sr':
      return topShares(candidates, rule.share);
    case 'best':
      return bests(candidates);
    case 'threshold':
      return reachingGoal(candidates, rule.goal);
    case 'global ratio':
      return globalShare(candidates, rule.share);
    default:
      return rule satisfies never;
  }
}

/** The best `top` of each position of a task, then rank by rank both positions or neither. */
function topAndPairs(candidates: readonly Candidate[], top: number): Verdicts {
  const globalMeans = seats.map(seat => meanGoal(candidates.filter(one => one.seat === seat)));
  const verdicts = new Map<Candidate, Verdict>();
  for (const ofTask of grouped(candidates, one => one.task)) {
    const lists = seats.map(seat =>
      ranked(
        ofTask.filter(one => one.seat === seat),
        byGoal
      )
    );
    const bars = seats.map(seat => ({ local: meanGoal(lists[seat]!), global: globalMeans[seat] }));
    for (const seat of seats) {
      lists[seat]!.forEach((candidate, index) => {
        const place = placeOf(candidate, index, lists[seat]!.length);
        const { kept, reason } =
          index < top
            ? { kept: true, reason: `within the top ${top}` }
            : pairVerdict(
                lists.map(list => list[index]),
                bars
              );
        verdicts.set(candidate, { kept, reason: `${place}: ${reason}` });
      });
    }
  }
  return verdicts;
}

/** The mean goal of a position on the task and over all tasks; the lower of the two is the bar. */
interface Bar {
  readonly local: number | undefined;
  readonly global: number | undefined;
}

/** Whether the two candidates of one rank are kept: both have to reach the bar of their position. */
function pairVerdict(pair: readonly (Candidate | undefined)[], bars: readonly Bar[]): Verdict {
  const found = seats.map(seat => meeting(pair[seat], seat, bars[seat]!));
  const alone = found.findIndex(one => one === undefined);
  if (alone >= 0) return { kept: false, reason: `no agent ${alone + 1} at this rank to pair with` };
  const both = found.filter(one => one !== undefined);
  const kept = both.every(one => one.reached);
  const told = kept ? both : both.filter(one => !one.reached);
  const outcome = kept ? 'kept as a pair' : 'dropped as a pair';
  return { kept, reason: `${outcome}, ${told.map(one => one.text).join('; ')}` };
}

function meeting(candidate: Candidate | undefined, seat: Seat, { local, global }: Bar) {
  if (!candidate || local === undefined || global === undefined) return undefined;
  const { goal } = candidate.points;
  const reached = goal >= Math.min(local, global) - rounding;
  const bar = `the lower of ${shown(local)} (mean of the task) and ${shown(global)} (mean of all)`;
  return {
    reached,
    text: `agent ${seat + 1} with ${shown(goal)} ${reached ? 'reaches' : 'misses'} ${bar}`
  };
}

function meanGoal(candidates: readonly Candidate[]): number | undefined {
  return mean(candidates.map(one => one.points.goal));
}

/** The best share of each position of a task. */
function topShares(candidates: readonly Candidate[], share: number): Verdicts {
  return new Map(positions(candidates).flatMap(list => shareVerdicts(list, share, placeOf)));
}

/** The one best of each position of a task. */
function bests(candidates: readonly Candidate[]): Verdicts {
  return new Map(
    positions(candidates).flatMap(list =>
      list.map((candidate, index): [Candidate, Verdict] => {
        const reason = index === 0 ? 'the best of its position' : 'not the best of its position';
        const place = placeOf(candidate, index, list.length);
        return [candidate, { kept: index === 0, reason: `${place}: ${reason}` }];
      })
    )
  );
}

/** Everyone whose goal score is at least `goal`. */
function reachingGoal(candidates: readonly Candidate[], goal: number): Verdicts {
  return new Map(
    candidates.map(candidate => {
      const kept = candidate.points.goal >= goal;
      const reason = `goal ${shown(candidate.points.goal)} ${kept ? 'reaches' : 'misses'} ${shown(goal)}`;
      return [candidate, { kept, reason }];
    })
  );
}

/** The best share of all candidates together, by overall score. */
function globalShare(candidates: readonly Candidate[], share: number): Verdicts {
  const place = ({ points }: Candidate, index: number, n: number) =>
    `rank ${index + 1} of ${n} by overall ${shown(points.overall)}`;
  return new Map(shareVerdicts(ranked(candidates, byOverall), share, place));
}

function shareVerdicts(
  list: readonly Candidate[],
  share: number,
  place: typeof placeOf
): [Candidate, Verdict][] {
  const n = Math.max(1, Math.ceil(list.length * share - rounding));
  const cut = `the top ${shown(share * 100)} % (${n} of ${list.length})`;
  return list.map((candidate, index) => {
    const kept = index < n;
    const reason = `${place(candidate, index, list.length)}: ${kept ? 'within' : 'below'} ${cut}`;
    return [candidate, { kept, reason }];
  });
}
