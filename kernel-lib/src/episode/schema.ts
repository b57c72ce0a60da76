import { z } from 'zod';
import { Attempt, type Message } from '../base/chat';
import { Character, fullName, relationshipText, Task } from '../task/schema';

const said = z.string().regex(/\S/); // kept as it was written; parse.ts trims, the stored data never changes

/** The five things a character can do on its turn. */
export const actionTypes = [
  'none',
  'speak',
  'non-verbal communication',
  'action',
  'leave'
] as const;

/**
 * One thing a character does on its turn. The three visible kinds must say something;
 * the argument of a silent or leaving character is kept for foreign data and never shown.
 *
 * Source: Sotopia `sotopia/messages/message_classes.py`, ActionType.
 */
export const Action = z.discriminatedUnion('action_type', [
  z.object({ action_type: z.literal('speak'), argument: said }),
  z.object({ action_type: z.literal('non-verbal communication'), argument: said }),
  z.object({ action_type: z.literal('action'), argument: said }),
  z.object({ action_type: z.literal('none'), argument: z.string() }),
  z.object({ action_type: z.literal('leave'), argument: z.string() })
]);
export type Action = z.infer<typeof Action>;

/**
 * What others see of an action, on one line.
 *
 * Source: Sotopia, AgentAction.to_natural_language.
 */
export function actionText(name: string, action: Action): string {
  return oneLine(rendered(name, action, oneLine(action.argument)));
}

/** A text on one line, so that nothing in it can pass for a line of a prompt. */
export function oneLine(text: string): string {
  const lines = text.split(/[\r\n\v\f\x85\u2028\u2029]+/).map(line => line.trim());
  return lines.filter(line => line !== '').join(' ');
}

function rendered(name: string, action: Action, words: string): string {
  switch (action.action_type) {
    case 'speak':
      return `${name} said: "${words}"`;
    case 'non-verbal communication':
      return `${name} [non-verbal communication] ${words}`;
    case 'action':
      return `${name} [action] ${words}`;
    case 'none':
      return `${name} did nothing`;
    case 'leave':
      return `${name} left the conversation`;
    default:
      return action satisfies never;
  }
}

/** One turn: who, what, and the exact prompt its model saw. */
export const Turn = z.object({
  character: z.string(),
  action: Action,
  /** Indices into the episode's `texts`; joined they are the prompt. Empty for a person's turn. */
  prompt: z.array(z.number().int().nonnegative()).readonly(),
  /** What went wrong before, oldest first; absent when the first reply was an action. */
  attempts: z.array(Attempt).readonly().optional(),
  /** Whether no reply was an action and the published rule took that for silence. */
  invalid: z.literal(true).exactOptional(),
  /** What the model thought before it answered; never in a prompt or in a training row. */
  thoughts: z.string().exactOptional()
});
export type Turn = z.infer<typeof Turn>;

/** Why an episode is over. */
export const Ending = z.enum(['too few characters', 'stale', 'turn limit']);
export type Ending = z.infer<typeof Ending>;

/** A seat at the table: 0 plays agent 1 and begins, 1 plays agent 2. */
export const Seat = z.union([z.literal(0), z.literal(1)]);
export type Seat = z.infer<typeof Seat>;
export const seats = [0, 1] as const;

/** A finished talk between two characters, whole in itself. */
export const Episode = z.object({
  id: z.string(),
  /** The set of episodes it was played for, e.g. `collect BC` or `evaluate BC+SR`. */
  tag: z.string(),
  task: Task,
  /** The characters in seat order. */
  cast: z.tuple([Character, Character]),
  /** The models in seat order, by the names their server knows. */
  models: z.tuple([z.string(), z.string()]),
  /** The seat whose score counts in an evaluation; absent where both do. */
  target: Seat.optional(),
  /** The seat that a person played; absent where models talked with each other. */
  human: Seat.exactOptional(),
  repeat: z.number().int().nonnegative(),
  rules: z.enum(['clean', 'published']),
  /** Every piece of prompt text once, in the order of first use. */
  texts: z.array(z.string()),
  turns: z.array(Turn),
  ending: Ending,
  /** A hash of what a reader sees: scene, cast and actions. Ratings repeat it. */
  transcript: z.string()
});
export type Episode = z.infer<typeof Episode>;

/** The exact messages that the model behind a turn saw; none for a person's turn. */
export function promptOf(episode: Pick<Episode, 'texts'>, turn: Pick<Turn, 'prompt'>): Message[] {
  const content = turn.prompt.map(index => episode.texts[index]).join('');
  return content === '' ? [] : [{ role: 'user', content }];
}

/** What an episode plays in: the task and the characters in seat order. */
export type Scene = Pick<Episode, 'task' | 'cast'>;

/** What a reader sees of one character; an empty secret has no line. */
export interface Seen {
  readonly background: string;
  readonly secret: string;
  readonly goal: string;
}

/** The tags of published texts: hints for their owner, and parts for certain viewers only. */
export const textTag = /<(\/?)(p|extra_info|clarification_hint|strategy_hint)(\s[^<>]*)?>/gi;

/** A task's text with the players' full names for "Agent 1" and "Agent 2". */
export function withNames(text: string, cast: Scene['cast']): string {
  return text.replace(/\bagent\s+([12])(?!\w|[.,]\d)/gi, (_, number: string) =>
    fullName(cast[number === '1' ? 0 : 1])
  );
}

/** A character's public self in three steps: the bare facts, what is known, the personality. */
export function profileOf(character: Character): [string, string, string] {
  const { age, gender, occupation, pronouns, publicInfo, personality } = character;
  const article = /^(8|11$|18$)/.test(String(age)) ? 'an' : 'a';
  const genders = new Map([
    ['man', 'male'],
    ['woman', 'female']
  ]);
  const adjective = genders.get(gender.toLowerCase()) ?? gender.toLowerCase();
  const work = occupation.toLowerCase();
  return [
    `${fullName(character)} is ${article} ${age}-year-old ${adjective} ${work} (${pronouns}).`,
    publicInfo,
    personality && `Personality and values: ${personality}`
  ];
}

/** The labelled lines that begin an agent's history and a rater's record, one line per label. */
export function sceneText({ task, cast }: Scene, scenario: string, seen: [Seen, Seen]): string {
  const names = cast.map(fullName);
  const lines = (field: keyof Seen): string[] =>
    names.map((name, seat) => `${name}'s ${field}: ${seen[seat]?.[field] || 'Unknown'}`);
  return [
    `Scenario: ${scenario}`,
    `Participants: ${names.join(' and ')} (${relationshipText[task.relationship]})`,
    ...lines('background'),
    ...lines('secret').filter((_, seat) => seen[seat]?.secret.trim()),
    ...lines('goal'),
    'Conversation starts:'
  ]
    .map(oneLine)
    .join('\n');
}

/** The scene as a rater sees it: everything about both, both secrets and goals included. */
export function omniscientContext(scene: Scene): string {
  const plain = (text: string): string => withNames(text.replace(textTag, ''), scene.cast);
  const seen = (seat: Seat): Seen => ({
    background: profileOf(scene.cast[seat]).filter(Boolean).join(' ').replace(textTag, ''),
    secret: scene.cast[seat].secret.replace(textTag, ''),
    goal: plain(scene.task.goals[seat])
  });
  return sceneText(scene, plain(scene.task.scenario), [seen(0), seen(1)]);
}
