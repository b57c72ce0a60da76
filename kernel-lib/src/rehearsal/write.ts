import { pick, type Random } from '../base/random';
import { families, type Family } from './families';
import { goalAmount } from './scene';
import { settingDetails } from './occasions';

/** How much room two goals leave: the sum of both limits, out of 10; from and to. */
export type Room = readonly [number, number];

/** Between the limits of an everyday task, and of one with next to no room. */
export const usualRoom: Room = [6, 9];
export const scarceRoom: Room = [9, 10];

/** The texts of a task. */
export interface WrittenTask {
  readonly family: Family;
  readonly scenario: string;
  readonly goals: readonly [string, string];
}

/** An inspiration becomes a scenario and two goals, all text. */
export function writtenTask(inspiration: string, random: Random, room = usualRoom): WrittenTask {
  const family = familyFor(inspiration, random);
  const [low, step] = pick(family.ranges, random);
  const sum = between(room, random);
  const first = Math.min(7, Math.max(2, Math.round(sum / 2 + between([-2, 2], random) / 2)));
  const amount = (share: number) => goalAmount(family, low + share * step);
  const [least, most] = [amount(first), amount(10 - (sum - first))];
  return {
    family,
    scenario: scenarioFor(family, inspiration, { low, high: low + 10 * step }, random),
    goals: [
      `${family.aims[0]}, but at least ${least}; less would be a loss.${stake(random)}`,
      `${family.aims[1]}, at most ${most}; more would be a loss.${stake(random)}`
    ]
  };
}

/** What the writer answers to its prompt: a task as JSON text in published names. */
export function writerReply(prompt: string, random: Random): string {
  const inspiration = /^[ \t]*Inspiration:(.+)$/m.exec(prompt)?.[1]?.trim() ?? 'two people meet';
  const source = /"source": *"([^"]+)"/.exec(prompt)?.[1] ?? 'social_chem';
  const task = writtenTask(inspiration, random);
  const [ages, relationship] = [agesFor(inspiration), relationshipFor(inspiration, random)];
  return JSON.stringify({
    codename: codenameOf(task.family, inspiration),
    source,
    scenario: task.scenario,
    agent_goals: task.goals,
    relationship,
    age_constraint: ages,
    occupation_constraint: '[[], []]'
  });
}

function familyFor(inspiration: string, random: Random): Family {
  const cues = ({ cue }: Family) => inspiration.match(cue)?.length ?? 0;
  const most = Math.max(...families.map(cues));
  return pick(
    families.filter(family => cues(family) === most),
    random
  );
}

function scenarioFor(
  family: Family,
  inspiration: string,
  { low, high }: { low: number; high: number },
  random: Random
): string {
  const slots: Readonly<Record<string, string>> = {
    A: 'Agent 1',
    B: 'Agent 2',
    thing: thingFor(family, inspiration, random),
    low: String(low),
    high: String(high)
  };
  const setting = family.setting.replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? slot);
  return settingDetails(setting, anonymous(inspiration), random);
}

/** A thing that the inspiration names, or any of the family's. */
function thingFor({ things }: Family, inspiration: string, random: Random): string {
  const text = inspiration.toLowerCase();
  const named = things.filter(thing =>
    thing.match(/[a-z]{4,}/g)?.some(word => text.includes(word))
  );
  return pick(named.length > 0 ? named : things, random);
}

/** The names that Social IQA gives its people, after which nobody of ours shall be called. */
const names =
  /\b(Addison|Alex|Ash|Aubrey|Austin|Bailey|Cameron|Carson|Casey|Jan|Jesse|Jordan|Kai|Kendall|Lee|Quinn|Remy|Riley|Robin|Sasha|Skylar|Sydney|Taylor|Tracy)\b/g;
const strangers = ['someone', 'another person', 'a third person'];

/** An inspiration on one line, without quotation marks and without its people's names. */
function anonymous(inspiration: string): string {
  const met = [...new Set(inspiration.match(names) ?? [])];
  return inspiration
    .replace(names, name => strangers[met.indexOf(name)] ?? 'somebody else')
    .replace(/\s+/g, ' ')
    .replace(/ ?\[BEHAVIOR\] ?/g, ': ')
    .replace(/\[[A-Z]+\]/g, '')
    .replace(/\bmy\b/gi, 'one’s')
    .replace(/["\s]+/g, ' ')
    .replace(/(?<![.\s])[.\s]+$/, '')
    .trim();
}

const kin: readonly (readonly [RegExp, number])[] = [
  [
    /\b(?:mom|mum|mother|dad|father|parent|brother|sister|sibling|son|daughter|aunt|uncle|cousin|grand\w+|famil\w+|in-law)s?\b/i,
    5
  ],
  [/\b(?:husband|wife|spouse|boyfriend|girlfriend|partner|fianc\w+|dating|married)s?\b/i, 4],
  [/\b(?:friend|roommate|buddy|best man|bff|flatmate)s?\b/i, 3],
  [/\b(?:colleague|co-?worker|neighbou?r|boss|classmate|teacher|manager|team)s?\b/i, 2],
  [
    /\b(?:stranger|customer|waiter|driver|police|passenger|clerk|restaurant|train|bus|store)s?\b/i,
    0
  ]
];
const usualRelationships = [0, 2, 3, 3, 5] as const;

function relationshipFor(inspiration: string, random: Random): number {
  return kin.find(([cue]) => cue.test(inspiration))?.[1] ?? pick(usualRelationships, random);
}

function agesFor(inspiration: string): string {
  if (/\b(?:student|college|roommate|school)\b/i.test(inspiration)) return '[(18, 60), (18, 60)]';
  if (/\b(?:retire\w*|grand\w+|elder\w*)\b/i.test(inspiration)) return '[(25, 70), (25, 70)]';
  return '[(18, 70), (18, 70)]';
}

function codenameOf(family: Family, inspiration: string): string {
  const words =
    anonymous(inspiration)
      .toLowerCase()
      .match(/[a-z]{4,}/g) ?? [];
  return [family.name, ...words.slice(0, 3)].join('_');
}

function stake(random: Random): string {
  return random.next() < 0.5 ? ' It matters a great deal to you.' : ' It matters somewhat to you.';
}

function between([low, high]: readonly [number, number], random: Random): number {
  return low + random.int(high - low + 1);
}
