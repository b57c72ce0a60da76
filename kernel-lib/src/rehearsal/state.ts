import {
  levelFeatures,
  mannerFeatures,
  moveFeatures,
  placesOf,
  talkFeatures,
  type MannerFeature,
  type MoveFeature,
  type TalkFeature
} from './features';
import { readingOf, type Heading, type Seat } from './labels';
import { choiceIndex, choices, isHostile, isKind, type Move } from './moves';
import type { Aim } from './scene';
import { tallyOf, type Tally } from './tally';

/** What a policy sees of a prompt. */
export interface State {
  readonly heading: Heading;
  readonly seat: Seat;
  readonly aim: Aim;
  readonly tally: Tally;
  /** Values of `talkFeatures`, of `moveFeatures` for each choice, and of `mannerFeatures`. */
  readonly talk: Float64Array;
  readonly moves: Float64Array;
  readonly manner: Float64Array;
}

/** Reads an agent's prompt: the agent is the one whose goal is told. */
export function stateOf(prompt: string): State {
  const { heading, turns } = readingOf(prompt);
  const seat = seatIn(prompt, heading);
  const tally = tallyOf(turns, heading, seat);
  const aim = heading.aims[seat];
  return {
    heading,
    seat,
    aim,
    tally,
    talk: talkVector(tally, aim, heading.relation),
    moves: moveMatrix(tally, heading.scene.family.key),
    manner: mannerVector(tally)
  };
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
  const values = new Float64Array(talkFeatures.length);
  const put = (feature: TalkFeature, value: number | boolean) => {
    values[talk[feature]] = Number(value);
  };
  const count = (move: keyof typeof choiceIndex) => used[choiceIndex[move]]!;
  put('bias', 1);
  put('start', tally.ownTurns === 0);
  put('late', Math.min(1, tally.ownTurns / 8));
  put('deal', deal);
  put('closed', tally.closed);
  if (theirs !== undefined && !deal) putOffer(put, theirs, tally, aim);
  put('asked', otherLast === 'ask');
  put('warm', otherLast !== undefined && isKind(otherLast));
  put('hostile', otherLast !== undefined && isHostile(otherLast));
  put('reasoned', otherLast === 'reason' || otherLast === 'need');
  put('refused', otherLast === 'refuse');
  put('idle', otherLast === 'subject' || otherLast === undefined);
  put('iOffered', mine !== undefined);
  put('iReasoned', Math.min(1, count('reason') / 2));
  put('iNeed', Math.min(1, count('need')));
  put('iAsked', Math.min(1, count('ask')));
  put('iGreeted', Math.min(1, count('greet')));
  put('iWarm', Math.min(1, count('empathise') + count('apologise')));
  put('iPressed', Math.min(1, (count('press') + count('threaten') + count('insult')) / 2));
  put('sway', tally.sway);
  put('heat', tally.heat);
  put('close', mine !== undefined && theirs !== undefined && mine - theirs <= 1.05);
  put('stuck', mine !== undefined && mineBefore !== undefined && Math.abs(mine - mineBefore) < 0.3);
  put('stake', aim.stake);
  put('tie', isClose.test(relation));
  put('talked', Math.min(1, tally.otherTurns / 4));
  return values;
}

const isClose = /friends|family|romantic/;

/** What can be said of an open offer of the other. */
function putOffer(
  put: (feature: TalkFeature, value: number | boolean) => void,
  theirs: number,
  { fresh, better }: Tally,
  { limit }: Aim
): void {
  put('offer', 1);
  put('good', theirs >= limit - 0.05);
  put('margin', Math.min(1, Math.max(-1, (theirs - limit) / 4)));
  put('fresh', fresh);
  put('better', better);
}

/** Values of `moveFeatures` for each choice, one row after the other. */
function moveMatrix({ used, ownLast, otherLast }: Tally, key: Move): Float64Array {
  const width = moveFeatures.length;
  const values = new Float64Array(choices.length * width);
  const put = (move: Move, feature: MoveFeature, value: number) => {
    values[choiceIndex[move] * width + ofMove[feature]] = value;
  };
  for (let i = 0; i < choices.length; i++) {
    values[i * width + ofMove.count] = Math.min(3, used[i]!) / 3;
  }
  if (ownLast !== undefined) put(ownLast, 'repeat', 1);
  if (otherLast !== undefined) put(otherLast, 'echo', 1);
  if (used[choiceIndex[key]] === 0) put(key, 'key', 1);
  return values;
}

function mannerVector(tally: Tally): Float64Array {
  const values = new Float64Array(mannerFeatures.length);
  const put = (feature: MannerFeature, value: number | boolean) => {
    values[ofManner[feature]] = Number(value);
  };
  const spoke = tally.ownTurns > 0;
  const heard = tally.otherLast !== undefined;
  put('bias', 1);
  put('iWarm', spoke && tally.ownManner === 'warm');
  put('iCurt', spoke && tally.ownManner === 'curt');
  put('oWarm', heard && tally.otherManner === 'warm');
  put('oCurt', heard && tally.otherManner === 'curt');
  put('hostile', tally.otherLast !== undefined && isHostile(tally.otherLast));
  put('late', Math.min(1, tally.ownTurns / 8));
  put('deal', tally.deal);
  return values;
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
  values[level.retract] = mine !== undefined && isRetraction(share, mine, aim, concede) ? 1 : 0;
  return values;
}

// Written place by place: a run asks for these values millions of times.
const talk = placesOf(talkFeatures);
const ofMove = placesOf(moveFeatures);
const ofManner = placesOf(mannerFeatures);
const level = placesOf(levelFeatures);

/** Asking for more than before; or calling the same a concession while there is room for one. */
function isRetraction(share: number, mine: number, { limit }: Aim, concede: boolean): boolean {
  return concede && mine > limit + 0.5 ? share > mine - 0.5 : share > mine + 0.5;
}

function centred(share: number): number {
  return (share - 5) / 5;
}
