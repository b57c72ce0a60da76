import { dimensions, SeatRating } from '../rating/schema';
import { fieldsOf, unreadable } from './fields';
import type { Reward } from './schema';

/**
 * Rewards as published: `[overall, {dimension: score}]` for each character. `0` and `0.0` stand
 * for a rating that failed, never for a score of zero.
 *
 * Throws: LabError [interop/rewards] when they are something else, or not one for each character
 */
export function readRewards(value: unknown, n: number, where: string): (Reward | null)[] {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) {
    return Array.from({ length: n }, () => null);
  }
  if (!Array.isArray(value) || value.length !== n) {
    throw unreadable(where, `rewards for ${n} characters`, value);
  }
  return value.map((reward: unknown) => readReward(reward, where));
}

function readReward(value: unknown, where: string): Reward | null {
  if (value === 0 || value === null) return null;
  if (typeof value === 'number' && Number.isFinite(value)) return [value, {}];
  const [overall, scores, ...more] = Array.isArray(value) ? (value as unknown[]) : [];
  const points = Object.entries(fieldsOf(scores) ?? { none: undefined });
  const isReward = isNumber(overall) && points.every(hasNumber) && more.length === 0;
  if (!isReward) throw unreadable(where, 'a reward as [overall, {dimension: score}] or 0', value);
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
