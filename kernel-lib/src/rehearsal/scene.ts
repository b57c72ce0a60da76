import { families, generalFamily, type Family } from './families';
import { remembered } from './remember';

/** What a scenario's text is about: a family's quantity between two ends. */
export interface Scene {
  readonly family: Family;
  readonly thing: string;
  readonly low: number;
  readonly high: number;
}

/** What a goal's text asks for, as a share of 0..10 for the one who holds it. */
export interface Aim {
  /** Whether its holder wants the quantity high. */
  readonly wantsHigh: boolean;
  /** The least share that is no loss. */
  readonly limit: number;
  /** Whether much is at stake. */
  readonly stake: boolean;
}

/** Reads any scenario: the first family whose sentence stands anywhere in it, else the general one. */
export const sceneOf = remembered(2_000, (scenario): Scene => {
  for (const family of families) {
    const match = family.thing.exec(scenario);
    if (!match) continue;
    const ends = endsIn(scenario.slice(match.index + match[0].length - 1));
    if (ends) return { family, thing: asKnown(match[1]!), low: ends[0], high: ends[1] };
  }
  return { family: generalFamily, thing: 'this', low: 0, high: 100 };
});

/** A thing as one speaks of it once it is known: "an old bicycle", or "her old bicycle", as "the old bicycle". */
function asKnown(thing: string): string {
  const known = thing.replace(/^(?:an?|some|his|her|their|its) (?=\S)/i, 'the ');
  return known === thing ? thing : known.replace(/ and an? /g, ' and the ');
}

const twoNumbers = /\$? ?(\d[\d,]{0,12}) ?(?:to|and|-|–) \$? ?(\d[\d,]{0,12})/;

function endsIn(text: string): [number, number] | undefined {
  const match = twoNumbers.exec(text);
  if (!match) return undefined;
  const [low, high] = [numberOf(match[1]!), numberOf(match[2]!)];
  return low < high ? [low, high] : undefined;
}

/**
 * Reads a goal: the direction from "at least" or "at most", the limit from the number after it.
 * Without a number the limit is the middle; without a direction the seat decides.
 */
export function aimOf(goal: string, scene: Scene, seat: 0 | 1): Aim {
  const bound = boundIn(goal);
  const wantsHigh = bound ? bound.least : seat === 0;
  const amount = bound?.amount ?? amountIn(goal, scene);
  const stake = /great deal|desperate|crucial/i.test(goal);
  if (scene.family === generalFamily || amount === undefined) return { wantsHigh, limit: 5, stake };
  const share = shareOf(amount, scene, wantsHigh);
  return { wantsHigh, limit: Math.min(9, Math.max(1, share)), stake };
}

const bounds =
  /\b(?:(at least|no less than|not less than|a minimum of)|at most|no more than|not more than|a maximum of)\b(?: \w+)?? ?\$? ?(\d[\d,]{0,12})?/i;

function boundIn(goal: string): { least: boolean; amount: number | undefined } | undefined {
  const match = bounds.exec(goal);
  if (!match) return undefined;
  return { least: match[1] !== undefined, amount: match[2] ? numberOf(match[2]) : undefined };
}

/** The amount that stands for a share of 0..10, in the speaker's words. */
export function offerText(scene: Scene, wantsHigh: boolean, share: number): string {
  const { unit } = scene.family;
  if (scene.family === generalFamily) return put(unit.many, Math.round((10 - share) * 10), '');
  const part = (wantsHigh ? share : 10 - share) / 10;
  const n = Math.round(scene.low + part * (scene.high - scene.low));
  return put(n === 1 ? unit.one : unit.many, n, wantsHigh ? unit.mine : unit.yours);
}

/** What a share comes to, as a third person says it. */
export function amountText(
  scene: Scene,
  { wantsHigh, share, first }: { wantsHigh: boolean; share: number; first: string }
): string {
  const part = (wantsHigh ? share : 10 - share) / 10;
  const n = Math.round(scene.low + part * (scene.high - scene.low));
  return goalAmount(scene.family, n).replace('Agent 1', first);
}

/** An amount as a goal names it. */
export function goalAmount(family: Family, n: number): string {
  return put(n === 1 ? family.unit.one : family.unit.many, n, family.unit.named);
}

/** The share of 0..10 that an offer's words leave to its speaker, where they name a possible one. */
export function shareInOffer(
  scene: Scene,
  wantsHigh: boolean,
  offer: string | undefined
): number | undefined {
  const amount = offer === undefined ? undefined : amountIn(offer, scene);
  if (amount === undefined) return undefined;
  if (scene.family === generalFamily) return amount > 100 ? undefined : 10 - amount / 10;
  const share = shareOf(amount, scene, wantsHigh);
  return share < -0.01 || share > 10.01 ? undefined : share;
}

function amountIn(text: string, scene: Scene): number | undefined {
  const match = scene.family.unit.number.exec(text);
  return match ? numberOf(match[1]!) : undefined;
}

function shareOf(amount: number, { low, high }: Scene, wantsHigh: boolean): number {
  const part = ((amount - low) / (high - low)) * 10;
  return wantsHigh ? part : 10 - part;
}

function put(text: string, n: number, whose: string): string {
  return text.replace('{n}', String(n)).replace('{for}', whose);
}

function numberOf(text: string): number {
  return Number(text.replaceAll(',', ''));
}
