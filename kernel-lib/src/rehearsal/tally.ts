import type { Heading, Seat, SeenTurn } from './labels';
import {
  choiceIndex,
  isHostile,
  isOffer,
  isSupport,
  choices,
  type Manner,
  type Move
} from './moves';
import { shareInOffer } from './scene';

/** What one character remembers of the talk so far; shares are its own, 0..10. */
export interface Tally {
  /** How often it made each move. */
  readonly used: Float64Array;
  readonly ownTurns: number;
  readonly ownLast: Move | undefined;
  readonly otherLast: Move | undefined;
  readonly ownManner: Manner;
  readonly otherManner: Manner;
  /** What each side offers at the moment, as one's own share. */
  readonly mine: number | undefined;
  readonly theirs: number | undefined;
  readonly mineBefore: number | undefined;
  readonly deal: boolean;
  readonly closed: boolean;
  /** Whether the other's last turn was an offer, and whether that was better than the one before. */
  readonly fresh: boolean;
  readonly better: boolean;
  readonly otherTurns: number;
  /** How far the other's latest turns sway one, -1 to 1, and how much hostility there was, 0 to 1. */
  readonly sway: number;
  readonly heat: number;
}

type Growing = { -readonly [K in keyof Tally]: Tally[K] };

const swayedBy = 4; // the other's latest turns that still move one

/** Counts a talk from one seat. */
export function tallyOf(turns: readonly SeenTurn[], heading: Heading, seat: Seat): Tally {
  const tally: Growing = {
    used: new Float64Array(choices.length),
    ownTurns: 0,
    ownLast: undefined,
    otherLast: undefined,
    ownManner: 'plain',
    otherManner: 'plain',
    mine: undefined,
    theirs: undefined,
    mineBefore: undefined,
    deal: false,
    closed: false,
    fresh: false,
    better: false,
    otherTurns: 0,
    sway: 0,
    heat: 0
  };
  for (const turn of turns) {
    if (turn.seat === seat) countOwn(tally, turn, heading);
    else countOther(tally, turn, heading);
  }
  weighOther(tally, turns, seat);
  return tally;
}

function countOwn(tally: Growing, { seat, seen }: SeenTurn, { scene, aims }: Heading): void {
  const { move } = seen;
  tally.ownTurns++;
  tally.used[choiceIndex[move]]!++;
  tally.ownLast = move;
  tally.ownManner = seen.manner;
  tally.fresh = false;
  if (isOffer(move)) {
    tally.mineBefore = tally.mine;
    tally.mine = shareInOffer(scene, aims[seat].wantsHigh, seen.offer) ?? tally.mine;
  }
  if (tally.deal) tally.closed = true;
  else if (move === 'accept' && tally.theirs !== undefined) tally.deal = true;
}

function countOther(tally: Growing, { seat, seen }: SeenTurn, { scene, aims }: Heading): void {
  const { move } = seen;
  tally.otherLast = move;
  tally.otherManner = seen.manner;
  tally.fresh = false;
  tally.better = false;
  if (isOffer(move)) {
    const share = shareInOffer(scene, aims[seat].wantsHigh, seen.offer);
    if (share !== undefined) {
      tally.better = tally.theirs !== undefined && 10 - share > tally.theirs + 0.3;
      tally.theirs = 10 - share;
      tally.fresh = true;
    }
  }
  if (move === 'accept' && tally.mine !== undefined) tally.deal = true;
  tally.otherTurns++;
  if (isHostile(move)) tally.heat = Math.min(1, tally.heat + 0.5);
}

function weighOther(tally: Growing, turns: readonly SeenTurn[], seat: Seat): void {
  let sum = 0;
  let counted = 0;
  for (let i = turns.length - 1; i >= 0 && counted < swayedBy; i--) {
    const { seat: speaker, seen } = turns[i]!;
    if (speaker === seat) continue;
    counted++;
    sum += isSupport(seen.move) ? 1 : isHostile(seen.move) ? -1 : 0;
  }
  tally.sway = Math.min(1, Math.max(-1, sum / 3));
}
