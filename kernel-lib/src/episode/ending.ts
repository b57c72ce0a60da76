import type { Ending, Turn } from './schema';

/** What an episode's end depends on; what a character did, not the prompt it saw. */
export type Played = Pick<Turn, 'character' | 'action'>;

export interface EndingRules {
  /** Turns, all characters together. */
  readonly maxTurns: number;
  /** Silences in a row still tolerated. */
  readonly maxStaleTurns: number;
  /** How many silences in a row the talk ends with. */
  readonly silence: (turns: readonly Played[], cast: readonly string[]) => number;
}

/**
 * When an episode is over: `clean` counts the turns as they were played; `published` counts as
 * the published code does. There a talk has 21 turns, and at every turn both characters act, the
 * one whose turn it is not silently. So agent 2's first silence after agent 1 acted ends the talk
 * (three silent acts in a row), and agent 1's after agent 2 acted does not (two).
 *
 * Source: Sotopia `sotopia/envs/evaluators.py`, RuleBasedTerminatedEvaluator.
 * Differs: `clean` ends at turn 20 and treats both seats alike.
 */
export const ruleSets = {
  clean: { maxTurns: 20, maxStaleTurns: 2, silence: staleRun },
  published: { maxTurns: 21, maxStaleTurns: 2, silence: idleRun }
} as const satisfies Record<string, EndingRules>;
export type RuleSetName = keyof typeof ruleSets;

/**
 * Says why the episode is over, or `undefined` while it goes on.
 *
 * Shapes: turns[T] in playing order, cast[C] of names → one Ending or undefined
 * Units:  turns
 */
export function endingOf(
  turns: readonly Played[],
  cast: readonly string[],
  rules: EndingRules = ruleSets.clean
): Ending | undefined {
  if (present(turns, cast).length < 2) return 'too few characters';
  if (rules.silence(turns, cast) > rules.maxStaleTurns) return 'stale';
  if (turns.length >= rules.maxTurns) return 'turn limit';
  return undefined;
}

/** The cast members who have not left. */
export function present(turns: readonly Played[], cast: readonly string[]): string[] {
  const left = turns.filter(turn => turn.action.action_type === 'leave');
  const gone = new Set(left.map(turn => turn.character));
  return cast.filter(name => !gone.has(name));
}

/** How many of the last turns in a row were silent. */
export function staleRun(turns: readonly Played[]): number {
  return turns.length - 1 - turns.findLastIndex(isLoud);
}

/** How many of the last acts in a row were silent, where everybody acts in every turn, in seat order. */
export function idleRun(turns: readonly Played[], cast: readonly string[]): number {
  const loud = turns.flatMap(turn => cast.map(name => name === turn.character && isLoud(turn)));
  return loud.length - 1 - loud.lastIndexOf(true);
}

function isLoud(turn: Played): boolean {
  return turn.action.action_type !== 'none';
}
