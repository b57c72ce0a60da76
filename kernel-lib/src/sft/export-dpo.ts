import { jsonLine } from '../base/json';
import type { Row } from './schema';

/** One character of an episode with its scores and its training rows, in playing order. */
export interface Candidate {
  readonly tag: string;
  readonly task: string;
  readonly seat: 0 | 1;
  readonly episode: string;
  readonly goal: number;
  readonly overall: number;
  readonly rows: readonly Row[];
}

/** What a model is to prefer: of two first actions in the same task and position, the better talk's. */
export interface Preference {
  readonly prompt: string;
  readonly chosen: string;
  readonly rejected: string;
  /** The rows that they come from. */
  readonly rows: readonly [chosen: string, rejected: string];
  /** Whether both were said to the very same prompt; else only task and position are the same. */
  readonly samePrompt: boolean;
}

/**
 * The best and the worst of every task and position, by goal and then by overall score. Their
 * first actions are set side by side: later ones answer different talks. Where two of the same
 * prompt differ in their goal, they come before pairs of different prompts.
 */
export function preferencesOf(candidates: readonly Candidate[]): Preference[] {
  const usable = candidates.filter(({ rows }) => rows.length > 0);
  const groups = grouped(usable, one => JSON.stringify([one.tag, one.task, one.seat]));
  return groups.flatMap(group => {
    const samePrompt = grouped(group, one => one.rows[0]!.prompt)
      .map(endsOf)
      .sort(byGap);
    const pair = [...samePrompt, endsOf(group)].find(([best, worst]) => best.goal > worst.goal);
    return pair ? preference(...pair) : [];
  });
}

type Ends = readonly [best: Candidate, worst: Candidate];

function endsOf(group: readonly Candidate[]): Ends {
  const sorted = [...group].sort((a, b) => b.goal - a.goal || b.overall - a.overall);
  return [sorted[0]!, sorted.at(-1)!];
}

function byGap(a: Ends, b: Ends): number {
  return b[0].goal - b[1].goal - (a[0].goal - a[1].goal);
}

function grouped(
  candidates: readonly Candidate[],
  keyOf: (one: Candidate) => string
): (readonly Candidate[])[] {
  const groups = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const group = groups.get(keyOf(one)) ?? [];
    group.push(one);
    groups.set(keyOf(one), group);
  }
  return [...groups.values()];
}

function preference(best: Candidate, worst: Candidate): Preference[] {
  const [chosen, rejected] = [best.rows[0]!, worst.rows[0]!];
  if (chosen.completion === rejected.completion) return [];
  const samePrompt = chosen.prompt === rejected.prompt;
  const { prompt, completion } = chosen;
  const rows = [chosen.id, rejected.id] as const;
  return [{ prompt, chosen: completion, rejected: rejected.completion, rows, samePrompt }];
}

/**
 * Preferences in TRL's conversational preference format, one line of JSON each.
 *
 * Source: TRL, documentation, "Dataset formats and types", preference.
 */
export function* toDpo(preferences: Iterable<Preference>): Generator<string, void> {
  for (const { prompt, chosen, rejected, samePrompt } of preferences) {
    const line = {
      prompt: [{ role: 'user', content: prompt }],
      chosen: [{ role: 'assistant', content: chosen }],
      rejected: [{ role: 'assistant', content: rejected }],
      same_prompt: samePrompt
    };
    yield `${jsonLine(line)}\n`;
  }
}
