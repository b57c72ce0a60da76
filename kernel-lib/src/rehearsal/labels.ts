import { remembered } from './remember';
import { leaving, recognised, type Seen } from './recognise';
import { aimOf, sceneOf, type Aim, type Scene } from './scene';

/** Both seats' values, agent 1 first. */
export type Pair<T> = readonly [T, T];
export type Seat = 0 | 1;

/** What the labelled lines above a talk say. */
export interface Heading {
  readonly scene: Scene;
  readonly names: Pair<string>;
  /** How the two stand to each other; empty where nothing says so. */
  readonly relation: string;
  readonly aims: Pair<Aim>;
  /** Whose goal is told. */
  readonly told: Pair<boolean>;
  readonly secrets: Pair<string>;
}

/** One visible turn: who, and what a reader sees in it. */
export interface SeenTurn {
  readonly seat: Seat;
  readonly seen: Seen;
}

/** Labelled text, read: the heading, and the visible turns in order. */
export interface Reading {
  readonly heading: Heading;
  readonly turns: readonly SeenTurn[];
}

/** Reads the labelled lines of a prompt or a record; what has no label is left alone. */
export function readingOf(text: string): Reading {
  const heading = headingOf(headingText(text));
  return { heading, turns: turnsIn(text, heading.names) };
}

/** Whether a text has the labels that this world reads. */
export function hasLabels(text: string): boolean {
  return text.includes('Scenario: ') && text.includes('Participants: ');
}

/** From the scenario's label to where the talk begins. */
function headingText(text: string): string {
  const from = Math.max(0, text.indexOf('Scenario: '));
  const usual = text.indexOf('\nConversation starts:', from);
  if (usual >= 0) return text.slice(from, usual);
  const talk = text.slice(from).search(/^[ \t]*Conversation starts:|^Turn #/im);
  return talk < 0 ? text.slice(from) : text.slice(from, from + talk);
}

const headingOf = remembered(4_000, (text): Heading => {
  const scene = sceneOf(valueOf(text, 'Scenario'));
  const [, first, second, relation] =
    /^[ \t]*Participants: (.{1,100}?) and (.{1,100}?)(?: \((.{1,100})\))?[ \t]*$/m.exec(text) ?? [];
  const names: Pair<string> = [first ?? 'Agent 1', second ?? 'Agent 2'];
  const goals = both(seat => valueOf(text, `${names[seat]}'s goal`));
  const told = both(seat => goals[seat] !== '' && !/^unknown\b/i.test(goals[seat]));
  return {
    scene,
    names,
    relation: relation ?? '',
    aims: aimsOf(goals, told, scene),
    told,
    secrets: both(seat => valueOf(text, `${names[seat]}'s secret`))
  };
});

/** Two aims that pull apart: an untold one, or one that reads the same way, is the opposite of the other. */
function aimsOf(goals: Pair<string>, told: Pair<boolean>, scene: Scene): Pair<Aim> {
  const read = both(seat => aimOf(goals[seat], scene, seat));
  if (read[0].wantsHigh !== read[1].wantsHigh) return read;
  const [leader, follower] = told[0] ? read : [read[1], read[0]];
  const opposite = { ...follower, wantsHigh: !leader.wantsHigh };
  return told[0] ? [leader, opposite] : [opposite, leader];
}

function valueOf(text: string, label: string): string {
  const start = `${label}: `;
  const line = text.split('\n').find(candidate => candidate.trimStart().startsWith(start));
  return line?.trimStart().slice(start.length).trim() ?? '';
}

/** The turns, wherever they stand: each begins a line, and the prompt's own words never do so. */
function turnsIn(text: string, names: Pair<string>): SeenTurn[] {
  const turns: SeenTurn[] = [];
  for (let at = startOfTurn(text, 0); at >= 0; at = startOfTurn(text, at)) {
    const end = text.indexOf('\n', at);
    const colon = text.indexOf(': ', at);
    const line = text.slice(colon + 2, end < 0 ? text.length : end);
    const turn = colon < 0 || (end >= 0 && colon > end) ? undefined : turnOf(line, names);
    if (turn) turns.push(turn);
    if (end < 0) break;
    at = end;
  }
  return turns;
}

function startOfTurn(text: string, from: number): number {
  if (from === 0 && text.startsWith('Turn #')) return 0;
  const at = text.indexOf('\nTurn #', from);
  return at < 0 ? -1 : at + 1;
}

const shownStart = /^ \[(non-verbal communication|action)\] /;

function turnOf(line: string, names: Pair<string>): SeenTurn | undefined {
  const seat = seatOf(line, names);
  if (seat === undefined) return undefined;
  const rest = line.slice(names[seat].length).trimEnd();
  if (rest.startsWith(' said: ')) {
    return { seat, seen: recognised('speak', rest.slice(7).replace(/^"|"$/g, '')) };
  }
  if (rest === ' left the conversation') return { seat, seen: leaving };
  const shown = shownStart.exec(rest);
  if (!shown) return undefined;
  const expression = shown[1] === 'action' ? 'action' : 'non-verbal communication';
  return { seat, seen: recognised(expression, rest.slice(shown[0].length)) };
}

/** The longer name first, so that "Ann Lee Park" is not taken for "Ann Lee". */
function seatOf(line: string, names: Pair<string>): Seat | undefined {
  const order: Pair<Seat> = names[1].length > names[0].length ? [1, 0] : [0, 1];
  return order.find(seat => line.startsWith(`${names[seat]} `));
}

/** The same for both seats. */
export function both<T>(of: (seat: Seat) => T): [T, T] {
  return [of(0), of(1)];
}
