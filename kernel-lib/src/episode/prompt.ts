import { piecesOf, type Template } from '../base/template';
import { fullName } from '../task/schema';
import { actionText, actionTypes, type Scene, type Seat, type Turn } from './schema';
import { contextFor } from './view';

const agentSlots = ['agent', 'context', 'history', 'turn', 'actions', 'format'] as const;
export type AgentSlot = (typeof agentSlots)[number];

/** What an agent is told on its turn. Source of the structure: Sotopia, agenerate_action. */
export const agentTemplate: Template<AgentSlot> = {
  slots: agentSlots,
  text: `Imagine being {agent}. Speak and act as {agent} would, with {agent}'s own social goal in mind.
The context below says who you are, where you are and what you want. Your goal, and your secret if you have one, can be read by you alone.
Try hard to reach your goal, in a way that is true to your character and to what you two are to each other.
Stay natural and realistic: answer what was said last, and do not say again what was said before.

This is the context and what has happened so far.
{context}
{history}

You are at Turn #{turn}.
What you can do now: {actions}.
You may leave once your goal is reached, when you feel uncomfortable, when you have lost interest or patience, or for another reason of your own.
Reply with one JSON object and nothing else. {format}`
};

const format =
  'It has two texts: "action_type", one of the types above, and "argument", which is what you say ' +
  'when you speak, the look or gesture of a non-verbal communication, what you do in an action, ' +
  'and empty for "none" and "leave". For example, to greet someone: ' +
  '{"action_type": "speak", "argument": "Good morning!"}';

/**
 * The prompt of an agent's turn, cut so that what repeats from turn to turn repeats as a piece;
 * joined, the pieces are the message.
 *
 * Shapes: turns[T] → pieces, about T + 5
 */
export function agentPrompt(
  scene: Scene,
  seat: Seat,
  turns: readonly Turn[],
  template: Template<AgentSlot> = agentTemplate
): string[] {
  return agentPrompts(scene, seat, template)(turns);
}

/** The prompts of an agent's turns, to be asked for as one talk grows; nothing is worded twice. */
export function agentPrompts(
  scene: Scene,
  seat: Seat,
  template: Template<AgentSlot> = agentTemplate
): (turns: readonly Turn[]) => string[] {
  const ask = promptsIn(fullName(scene.cast[seat]), contextFor(scene, seat), template);
  const lines = new Map<Turn, string>();
  return turns => ask(historyLines(turns, lines), turns.length);
}

/**
 * The same of anybody who was told something: the history as its lines, all but the first of which
 * begin with a line break, and the number of the turn.
 */
export function promptsIn(
  agent: string,
  context: string,
  template: Template<AgentSlot> = agentTemplate
): (history: readonly string[], turn: number) => string[] {
  const values = {
    agent,
    context,
    history: '',
    turn: '',
    actions: actionTypes.map(type => `"${type}"`).join(', '),
    format
  };
  const slotAt = piecesOf(template, slotNames);
  const pieces: Piece[] = [];
  for (const [i, text] of piecesOf(template, values).entries()) {
    const slot = i % 2 === 1 ? slotAt[i] : undefined;
    const last = pieces.at(-1);
    if (slot === 'history' || slot === 'turn') pieces.push({ slot });
    else if (last?.text === undefined) pieces.push({ text });
    else pieces.splice(-1, 1, { text: last.text + text });
  }
  return (history, turn) =>
    pieces
      .flatMap(({ slot, text }) => (slot === 'history' ? history : (text ?? String(turn))))
      .filter(text => text !== '');
}

/** Text that is the same in every turn, or what changes from turn to turn. */
type Piece =
  | { readonly text: string; readonly slot?: undefined }
  | { readonly slot: 'history' | 'turn'; readonly text?: undefined };

const slotNames: Readonly<Record<AgentSlot, string>> = {
  agent: 'agent',
  context: 'context',
  history: 'history',
  turn: 'turn',
  actions: 'actions',
  format: 'format'
};

/** What happened so far, one line per turn that was not silent, counted from 0. */
function historyLines(turns: readonly Turn[], known: Map<Turn, string>): string[] {
  const found: string[] = [];
  for (const [i, turn] of turns.entries()) {
    if (turn.action.action_type === 'none') continue;
    if (!known.has(turn)) known.set(turn, lineOf(turn, i, found.length === 0));
    found.push(known.get(turn)!);
  }
  return found;
}

function lineOf({ character, action }: Turn, i: number, isFirst: boolean): string {
  return `${isFirst ? '' : '\n'}Turn #${i}: ${actionText(character, action)}`;
}
