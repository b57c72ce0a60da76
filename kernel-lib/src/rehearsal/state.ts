import {
  levelFeatures,
  mannerFeatures,
  placesOf,
  talkFeatures,
  type MannerFeature,
  type TalkFeature
} from './features';
import { readingOf, type Heading, type Seat } from './labels';
import { choiceIndex, isHostile, isKind } from './moves';
import type { Aim } from './scene';
import { tallyOf, type Tally } from './tally';

/** What a policy sees of a prompt. */
export interface State {
  readonly heading: Heading;
  readonly seat: Seat;
  readonly aim: Aim;
  readonly tally: Tally;
  /** Values of `talkFeatures` and of `mannerFeatures`. */
  readonly talk: Float64Array;
  readonly manner: Float64Array;
}

/** Reads an agent's prompt: the agent is the one whose goal is told. */
export function stateOf(prompt: string): State {
  const { heading, turns } = readingOf(prompt);
  const seat = seatIn(prompt, heading);
  const tally = tallyOf(turns, heading, seat);
  const aim = heading.aims[seat];
  const talk = talkVector(tally, aim, heading.relation);
  return { heading, seat, aim, tally, talk, manner: mannerVector(tally) };
}

/** Where both goals are told, or none, the prompt has to say who is meant. */
function seatIn(prompt: string, { told, names }: Heading): Seat {
  if (told[0] !== told[1]) return told[0] ? 0 : 1;
  const imagined = /\bImagine (?:that )?(?:being|you are) (.+?)(?=[,.;:\n]|$)/i.exec(prompt)?.[1];
  if (imagined !== undefined && imagined !== names[0]) return imagined === names[1] ? 1 : 0;
  if (imagined === names[0]) return 0;
  const turn = /You are at Turn #(\d+)/i.exec(prompt)?.[1];
  return Number(turn ?? 0) % 2 === 1 ? 1 : 0;
}

function talkVector(tally: Tally, aim: Aim, relation: string): Float64Array {
  const { used, mine, theirs, mineBefore, deal, otherLast } = tally;
  const count = (move: keyof typeof choiceIndex) => used[choiceIndex[move]]!;
  const open = theirs !== undefined && !deal;
  const values: Record<TalkFeature, number | boolean> = {
    bias: 1,
    start: tally.ownTurns === 0,
    late: Math.min(1, tally.ownTurns / 8),
    deal,
    closed: tally.closed,
    offer: open,
    good: open && theirs >= aim.limit - 0.05,
    margin: open ? clip((theirs - aim.limit) / 4, -1, 1) : 0,
    fresh: open && tally.fresh,
    better: open && tally.better,
    asked: otherLast === 'ask',
    warm: otherLast !== undefined && isKind(otherLast),
    hostile: otherLast !== undefined && isHostile(otherLast),
    reasoned: otherLast === 'reason' || otherLast === 'need',
    refused: otherLast === 'refuse',
    idle: otherLast === 'subject' || otherLast === undefined,
    iOffered: mine !== undefined,
    iReasoned: Math.min(1, count('reason') / 2),
    iNeed: Math.min(1, count('need')),
    iAsked: Math.min(1, count('ask')),
    iGreeted: Math.min(1, count('greet')),
    iWarm: Math.min(1, count('empathise') + count('apologise')),
    iPressed: Math.min(1, (count('press') + count('threaten') + count('insult')) / 2),
    sway: tally.sway,
    heat: tally.heat,
    close: mine !== undefined && theirs !== undefined && mine - theirs <= 1.05,
    stuck: mine !== undefined && mineBefore !== undefined && Math.abs(mine - mineBefore) < 0.3,
    stake: aim.stake,
    tie: /friends|family|romantic/.test(relation),
    talked: Math.min(1, tally.otherTurns / 4)
  };
  return Float64Array.from(talkFeatures, name => Number(values[name]));
}

function mannerVector(tally: Tally): Float64Array {
  const spoke = tally.ownTurns > 0;
  const heard = tally.otherLast !== undefined;
  const values: Record<MannerFeature, number | boolean> = {
    bias: 1,
    iWarm: spoke && tally.ownManner === 'warm',
    iCurt: spoke && tally.ownManner === 'curt',
    oWarm: heard && tally.otherManner === 'warm',
    oCurt: heard && tally.otherManner === 'curt',
    hostile: tally.otherLast !== undefined && isHostile(tally.otherLast),
    late: Math.min(1, tally.ownTurns / 8),
    deal: tally.deal
  };
  return Float64Array.from(mannerFeatures, name => Number(values[name]));
}

/** Writes the values of `levelFeatures` for offering a share of 0..10 into `values`. */
export function levelVector(
  { tally, aim }: State,
  share: number,
  concede: boolean,
  values: Float64Array
): Float64Array {
  const { mine, theirs } = tally;
  const z = centred(share);
  values[level.zz] = z * z;
  values[level.z] = z;
  values[level['z.limit']] = z * centred(aim.limit);
  values[level['z.late']] = z * Math.min(1, tally.ownTurns / 8);
  values[level['z.hasMine']] = mine === undefined ? 0 : z;
  values[level['z.mine']] = mine === undefined ? 0 : z * centred(mine);
  values[level['z.hasOther']] = theirs === undefined ? 0 : z;
  values[level['z.other']] = theirs === undefined ? 0 : z * centred(theirs);
  values[level['z.sway']] = z * tally.sway;
  values[level['z.heat']] = z * tally.heat;
  values[level['z.stake']] = aim.stake ? z : 0;
  values[level['z.concede']] = concede ? z : 0;
  values[level.under] = share < aim.limit - 0.05 ? 1 : 0;
  values[level.same] = mine !== undefined && Math.abs(share - mine) < 0.5 ? 1 : 0;
  values[level.retract] = mine !== undefined && share > mine + 0.5 ? 1 : 0;
  return values;
}

// Written place by place: a job asks for these values millions of times.
const level = placesOf(levelFeatures);

function centred(share: number): number {
  return (share - 5) / 5;
}

function clip(x: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, x));
}
