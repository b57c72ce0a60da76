import type { Seat } from '../episode/schema';
import { overallOf, type SeatRating } from '../rating/schema';

/** The scores that rules look at. */
export interface SeatPoints {
  readonly goal: number;
  readonly overall: number;
}

/** The scores of a rated character that rules look at, or `undefined` where one of them is missing. */
export function seatPoints(given: SeatRating | undefined): SeatPoints | undefined {
  const goal = given?.goal?.score;
  const overall = given && overallOf(given);
  return goal === undefined || overall === undefined ? undefined : { goal, overall };
}

/** An agent-episode: one character of one episode. */
export interface Candidate {
  readonly task: string;
  readonly seat: Seat;
  readonly points: SeatPoints;
}

/** The candidates of each position of each task, best first. */
export function positions(candidates: readonly Candidate[]): Candidate[][] {
  return grouped(candidates, one => `${one.seat} ${one.task}`).map(list => ranked(list, byGoal));
}

/** The candidates in groups of one key each, groups and members in input order. */
export function grouped(
  candidates: readonly Candidate[],
  key: (one: Candidate) => string
): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return [...groups.values()];
}

type Order = (a: Candidate, b: Candidate) => number;
/** Higher overall score first. */
export const byOverall: Order = (a, b) => b.points.overall - a.points.overall;
/** Higher goal score first, equals by overall. */
export const byGoal: Order = (a, b) => b.points.goal - a.points.goal || byOverall(a, b);

/** The candidates from best to worst; equals stay in input order. */
export function ranked(candidates: readonly Candidate[], order: Order): Candidate[] {
  return [...candidates].sort(order);
}

/** A number as a reason shows it. */
export function shown(value: number): string {
  return String(Number(value.toFixed(4)));
}

/** A candidate's place among its rivals for the position, with its scores. */
export function placeOf(
  { seat, points: { goal, overall } }: Candidate,
  index: number,
  n: number
): string {
  const rank = `rank ${index + 1} of ${n} as agent ${seat + 1}`;
  return `${rank} by goal ${shown(goal)} (overall ${shown(overall)})`;
}
