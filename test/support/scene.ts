import { type Episode, type Turn } from '../../kernel-lib/src/episode/schema';
import { transcriptOf } from '../../kernel-lib/src/episode/transcript';
import type { Character, Relationship, Task } from '../../kernel-lib/src/task/schema';

/** Two characters whose every text can be told apart from every other. */
export const ava: Character = {
  id: 'ava',
  firstName: 'Ava',
  lastName: 'Reed',
  age: 34,
  gender: 'Woman',
  pronouns: 'she/her',
  occupation: 'Baker',
  publicInfo: 'Ava runs a bakery by the harbour.',
  personality: 'Ava is patient and values fairness.',
  secret: 'Ava has sold the bakery already.'
};

export const ben: Character = {
  id: 'ben',
  firstName: 'Ben',
  lastName: 'Okoye',
  age: 28,
  gender: 'Man',
  pronouns: 'he/him',
  occupation: 'Nurse',
  publicInfo: 'Ben works nights at the hospital.',
  personality: 'Ben is restless and values honesty.',
  secret: 'Ben failed his final exam.'
};

/** What the two are to each other, unless a test says otherwise. */
export const friends: Relationship = {
  id: 'ava-ben',
  characters: ['ava', 'ben'],
  kind: 'friend',
  story: 'They met on a ferry.'
};

/** A task with the given fields; the others are those of a quarrel over a bicycle. */
export function taskWith(fields: Partial<Task> = {}): Task {
  return {
    id: 'task-bicycle',
    codename: 'bicycle_for_sale',
    source: 'hand-written',
    scenario: 'Agent 1 offers a used bicycle, and Agent 2 has come to look at it.',
    goals: [
      'Sell the bicycle to Agent 2 for at least 90 dollars.',
      'Buy the bicycle from Agent 1 for at most 70 dollars.'
    ],
    relationship: 'friend',
    ages: [
      [18, 70],
      [18, 70]
    ],
    occupations: [[], []],
    hard: false,
    ...fields
  };
}

/** A ready scene: the task, Ava in seat 0 and Ben in seat 1. */
export function sceneWith(fields: Partial<Task> = {}): Pick<Episode, 'task' | 'cast'> {
  return { task: taskWith(fields), cast: [ava, ben] };
}

/** A finished episode of that scene with the given turns, whose prompts are empty. */
export function episodeOf(turns: readonly Turn[], fields: Partial<Episode> = {}): Episode {
  const scene = sceneWith();
  return {
    id: 'episode-0000000000000001',
    tag: 'test',
    ...scene,
    models: ['model-a', 'model-b'],
    repeat: 0,
    rules: 'clean',
    texts: [],
    turns: [...turns],
    ending: 'turn limit',
    transcript: transcriptOf(scene, turns),
    ...fields
  };
}
