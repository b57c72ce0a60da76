import { randomFrom } from '../../base/random';
import type { Profile } from '../../edge/profile';
import { agentPrompt } from '../../episode/prompt';
import { seats, type Scene } from '../../episode/schema';
import { judgePrompt } from '../../rating/prompt';
import { castTask } from '../../task/cast';
import { writerPrompt } from '../../task/prompt';
import type { Task } from '../../task/schema';
import { evaluationTasksOf } from '../plan';
import type { Prompts } from '../prompts';
import type { Settings } from '../settings';
import type { World } from '../world';

/** What a run is made of, before there is one. */
export interface Plan {
  readonly settings: Settings;
  readonly profile: Profile;
  readonly prompts: Prompts;
  readonly world: World;
}

/** What an estimate takes for granted; all of it is printed with it. */
export interface Assumptions {
  /** Turns of an episode on average. */
  readonly turns: number;
  /** Tokens of a reply: a task, an action, a rating of both characters. */
  readonly taskTokens: number;
  readonly actionTokens: number;
  readonly ratingTokens: number;
  readonly charactersPerToken: number;
  /** Of a call to a model that is not embedded; embedded ones take half a millisecond. */
  readonly secondsPerCall: number;
  /** Calls under way at once. */
  readonly concurrency: number;
}

/** All of it but the turns, of which an episode has as many as its rules allow. */
export const usualAssumptions: Omit<Assumptions, 'turns'> = {
  taskTokens: 400,
  actionTokens: 50,
  ratingTokens: 800,
  charactersPerToken: 4,
  secondsPerCall: 2,
  concurrency: 32
};

/** What a call can be for. */
export type Kind = 'task' | 'turn' | 'rating';

/** Tokens of one call. */
export interface Size {
  readonly prompt: number;
  readonly reply: number;
}

/** The mean size of each kind of call, and that of the longest prompt of an agent, in tokens. */
export function sizesOf(
  plan: Plan,
  assumed: Assumptions
): Record<Kind, Size> & { readonly longestTurn: number } {
  const { turns, actionTokens, charactersPerToken } = assumed;
  const tokens = (texts: readonly string[]) =>
    texts.reduce((sum, text) => sum + text.length, 0) / texts.length / charactersPerToken || 0;
  const scenes = scenesOf(plan);
  const opening = tokens(
    scenes.flatMap(scene =>
      seats.map(seat => agentPrompt(scene, seat, [], plan.prompts.agent).join(''))
    )
  );
  const record = tokens(
    scenes.map(scene => judgePrompt({ ...scene, turns: [] }, plan.prompts.judge)[0]!.content)
  );
  const line = actionTokens; // the JSON around an action is about as long as "Turn #1: Ava Reed said"
  return {
    task: { prompt: tokens(writerPromptsOf(plan)), reply: assumed.taskTokens },
    turn: { prompt: opening + (line * (turns - 1)) / 2, reply: actionTokens },
    rating: { prompt: record + line * turns, reply: assumed.ratingTokens },
    longestTurn: Math.round(opening + line * turns)
  };
}

function writerPromptsOf({ world, prompts }: Plan): string[] {
  const inspiration = { id: '', source: 'unknown' as const, text: 'x'.repeat(80) }; // as most are
  return world.tasks.map(task => writerPrompt(inspiration, task, prompts.writer)[0]!.content);
}

/** One cast for each of them, where somebody fits. */
function scenesOf(plan: Plan): Scene[] {
  const { world } = plan;
  const people = new Map(world.people.characters.map(person => [person.id, person]));
  return evaluationTasksOf(plan).flatMap(task => {
    const known = world.castings?.find(casting => casting.task === task.id);
    const [casting] = known ? [known] : castOrNone(task, world);
    const cast = casting?.characters.map(id => people.get(id));
    const [first, second] = cast ?? [];
    return first && second
      ? [{ task, cast: [first, second] as [typeof first, typeof second] }]
      : [];
  });
}

function castOrNone(task: Task, world: World) {
  try {
    return castTask(task, world.people, 1, randomFrom('estimate', task.id));
  } catch {
    return []; // the run itself will say that nobody fits
  }
}
