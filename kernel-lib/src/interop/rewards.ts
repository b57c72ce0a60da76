import { dimensions, SeatRating } from '../rating/schema';
import { fieldsOf, unreadable, type Fields } from './fields';
import type { ImportedEpisode, Reward } from './schema';

/** Is told of a rating that is not taken while the rest of its record is. */
export type Note = (reason: string) => void;

/**
 * Rewards as published: `[overall, {dimension: score}]` for each character. `0` and `0.0` stand
 * for a rating that failed, never for a score of zero. A reward that is something else or out of its
 * dimension's range makes the character unrated where `note` is given, else it is an error.
 *
 * Throws: LabError [interop/rewards] when they are something else, or not one for each character
 */
export function readRewards(
  value: unknown,
  n: number,
  where: string,
  note?: Note
): (Reward | null)[] {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) {
    return Array.from({ length: n }, () => null);
  }
  if (!Array.isArray(value) || value.length !== n) {
    const error = unreadable(where, `rewards for ${n} characters`, value);
    if (!note) throw error;
    note(`no agent counts as rated: ${error.message}`);
    return Array.from({ length: n }, () => null);
  }
  return value.map((one: unknown, seat) => rewardOrNote(one, seat, where, note));
}

/** A reward within its ranges; one that cannot be used makes the character unrated. */
function rewardOrNote(
  value: unknown,
  seat: number,
  where: string,
  note: Note | undefined
): Reward | null {
  const unrated = (reason: string) => {
    note?.(`agent ${seat + 1} counts as not rated: ${reason}`);
    return null;
  };
  const reward = readReward(value);
  if (reward === undefined) {
    const error = unreadable(where, 'a reward as [overall, {dimension: score}] or 0', value);
    if (!note) throw error;
    return unrated(error.message);
  }
  const wrong = reward && outOfRange(reward);
  if (!wrong) return reward;
  if (!note) throw unreadable(where, `rewards within their ranges (${wrong})`, value);
  return unrated(wrong);
}

const widest = { low: -10, high: 10 }; // no dimension goes further

/** What is out of range in a reward; scores on dimensions that are not ours have none. */
function outOfRange([overall, scores]: Reward): string | undefined {
  const points = Object.entries({ overall, ...scores });
  const ranges = points.map(([name, score]) => {
    const own = dimensions.find(one => one.name === name);
    const range = own ?? (name.startsWith('overall') ? widest : undefined);
    const isIn = !range || (score >= range.low && score <= range.high);
    return isIn ? undefined : `${name} ${score} is not from ${range.low} to ${range.high}`;
  });
  return ranges.find(wrong => wrong !== undefined);
}

/** A reward, `null` for one that failed, `undefined` for anything else. */
function readReward(value: unknown): Reward | null | undefined {
  if (value === 0 || value === null) return null;
  if (typeof value === 'number' && Number.isFinite(value)) return [value, {}];
  const [overall, scores, ...more] = Array.isArray(value) ? (value as unknown[]) : [];
  const points = Object.entries(fieldsOf(scores) ?? { none: undefined });
  const isReward = isNumber(overall) && points.every(hasNumber) && more.length === 0;
  if (!isReward) return undefined;
  if (overall === 0 && points.length === 0) return null;
  return [overall + 0, Object.fromEntries(points)];
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Whether a point is a number; Python's -0.0, which JSON does not keep, becomes 0. */
function hasNumber(point: [string, unknown]): point is [string, number] {
  if (!isNumber(point[1])) return false;
  point[1] += 0;
  return true;
}

/** Rewards as they are stored; what was not rated is 0.0 there. */
export function toRewards(rewards: readonly (Reward | null)[]): (Reward | number)[] {
  return rewards.map(reward =>
    reward === null ? 0 : Object.keys(reward[1]).length === 0 ? reward[0] : reward
  );
}

type OtherRewards = Pick<ImportedEpisode, 'otherRewards'>;

/**
 * The second list of rewards that a released episode has, as a log of ours carries it.
 *
 * Throws: LabError [interop/<where>] when it is something else
 */
export function readOtherRewards(value: unknown, n: number, where: string): OtherRewards {
  if (value === undefined || value === null) return {};
  const { field, values } = fieldsOf(value) ?? {};
  if (field !== 'raw_rewards' && field !== 'rewards') {
    throw unreadable(where, 'other_rewards with the field they come from', value);
  }
  return { otherRewards: { field, values: readRewards(values, n, where) } };
}

/** The same the other way round. */
export function toOtherRewards({ otherRewards }: OtherRewards): Fields {
  if (!otherRewards) return {};
  const { field, values } = otherRewards;
  return { other_rewards: { field, values: toRewards(values) } };
}

/**
 * A reward as a rating of our seven dimensions, without reasons; none of them for one that was
 * not rated.
 *
 * Throws: LabError [interop/rewards] when a score is no whole number in its dimension's range
 */
export function seatRatingOf(reward: Reward | null): SeatRating {
  const scores = reward?.[1] ?? {};
  const rated = dimensions.flatMap(({ name }) => {
    const score = scores[name];
    return score === undefined ? [] : [[name, { score, reason: '' }]];
  });
  const read = SeatRating.safeParse(Object.fromEntries(rated));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw unreadable('rewards', `${issue?.path[0]?.toString()}: ${issue?.message}`, scores);
}
