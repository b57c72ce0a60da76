import { dimensions, type Dimension } from '../rating/schema';
import { both, type Pair, type Seat } from './labels';
import { isOffer, type Move } from './moves';
import type { RecordTurn, TalkRecord } from './record';

/** The seven scores of one side, not rounded. */
export type Scores = Readonly<Record<Dimension, number>>;

/** An offer that was accepted. */
export interface Deal {
  /** Who accepted. */
  readonly by: Seat;
  /** What it leaves to each side, 0..10. */
  readonly shares: Pair<number>;
}

/** What one side did and met, counted. */
export interface Deeds {
  turns: number;
  repeats: number;
  drifts: number;
  retractions: number;
  reveals: number;
  /** What its moves did to the tie with the other, and to the rules among people. */
  tie: number;
  rules: number;
  learnt: number;
  /** The best share that it was offered, and what it offers itself. */
  best: number | undefined;
  offer: number | undefined;
  last: Move | undefined;
  readonly kinds: Set<Move>;
}

/** What really happened in a talk, and what it was worth to each side. */
export interface Truth {
  readonly scores: Pair<Scores>;
  readonly deal: Deal | undefined;
  /** Who left, if someone did. */
  readonly left: Seat | undefined;
  readonly deeds: Pair<Readonly<Deeds>>;
}

const tieOf: Readonly<Record<Move, number>> = {
  greet: 0.2,
  ask: 0.3,
  need: 0,
  reason: 0.1,
  propose: 0.1,
  concede: 0.5,
  accept: 0.9,
  refuse: -0.3,
  thank: 0.4,
  empathise: 0.6,
  apologise: 0.4,
  press: -0.6,
  threaten: -2,
  insult: -2.2,
  reveal: 0.4,
  subject: -0.2,
  silent: -0.2,
  leave: 0
};
const rulesOf: Readonly<Partial<Record<Move, number>>> = {
  press: -0.4,
  threaten: -2.5,
  insult: -3
};

/** The seven true scores of both sides: from the moves, the offers and both goals alone. */
export function truthOf(record: TalkRecord): Truth {
  const deeds = both(newDeeds);
  let deal: Deal | undefined;
  let left: Seat | undefined;
  for (const turn of record.turns) {
    const own = deeds[turn.seat];
    const other = deeds[turn.seat === 0 ? 1 : 0];
    if (isOffer(turn.move) && turn.share !== undefined && !deal) countOffer(own, other, turn.share);
    if (turn.move === 'accept' && !deal && other.offer !== undefined) {
      const shares: Pair<number> =
        turn.seat === 0 ? [10 - other.offer, other.offer] : [other.offer, 10 - other.offer];
      deal = { by: turn.seat, shares };
    }
    count(own, other, turn);
    if (turn.move === 'leave') {
      left = turn.seat;
      if (!deal) countBreak(own, other);
    }
  }
  return { scores: both(seat => scoresOf(record, deeds, deal, seat)), deal, left, deeds };
}

function newDeeds(): Deeds {
  const none = { best: undefined, offer: undefined, last: undefined, kinds: new Set<Move>() };
  const zero = { turns: 0, repeats: 0, drifts: 0, retractions: 0, reveals: 0 };
  return { ...zero, tie: 0, rules: 0, learnt: 0, ...none };
}

function countOffer(own: Deeds, other: Deeds, share: number): void {
  if (own.offer !== undefined && share > own.offer + 0.5) own.retractions++;
  own.offer = share;
  other.best = Math.max(other.best ?? 0, 10 - share);
  other.learnt += 0.4;
}

function count(own: Deeds, other: Deeds, { move, manner }: RecordTurn): void {
  own.turns++;
  if (move === own.last && move !== 'concede') own.repeats++;
  own.last = move;
  if (move === 'subject') own.drifts++;
  if (move === 'reveal') {
    own.reveals++;
    other.learnt += 2;
  }
  if (move === 'need' || move === 'reason') other.learnt += own.kinds.has(move) ? 0.5 : 1.6;
  own.kinds.add(move);
  const tie = tieOf[move] + (manner === 'warm' ? 0.1 : manner === 'curt' ? -0.15 : 0);
  own.tie += tie;
  other.tie += tie * 0.6;
  own.rules += rulesOf[move] ?? 0;
}

/** Walking away from an open matter breaks a rule and hurts both. */
function countBreak(own: Deeds, other: Deeds): void {
  own.rules -= 1;
  own.tie -= 1;
  other.tie -= 1;
}

/** What ending with a share is worth: 5.2 at the limit, 8.2 at all of it, steeply down below the limit. */
export function worth(share: number, limit: number): number {
  const value =
    share >= limit - 0.05
      ? 5.2 + (3 * (share - limit)) / (10 - limit)
      : 4.4 - 1.2 * (limit - share);
  return clip(value, 0, 10);
}

/**
 * What the talk itself adds: each side knows what the other needs, the move that the matter calls
 * for was made, the other side felt with one. Without it bargaining would be a sum of zero.
 */
function easeOf({ heading }: TalkRecord, own: Deeds, other: Deeds): number {
  const told = ({ kinds }: Deeds) => kinds.has('need') || kinds.has('reason');
  const { key } = heading.scene.family;
  return (
    (told(own) ? 0.5 : 0) +
    (told(other) ? 0.6 : 0) +
    (own.kinds.has(key) || other.kinds.has(key) ? 0.9 : 0) +
    (other.kinds.has('empathise') || other.kinds.has('apologise') ? 0.6 : 0)
  );
}

function scoresOf(
  record: TalkRecord,
  deeds: Pair<Deeds>,
  deal: Deal | undefined,
  seat: Seat
): Scores {
  const { aims, relation, scene } = record.heading;
  const own = deeds[seat];
  const { limit } = aims[seat];
  const share = deal?.shares[seat];
  const ease = easeOf(record, own, deeds[seat === 0 ? 1 : 0]);
  const nearly = own.best === undefined ? 0 : 1.5 * clip(own.best / limit, 0, 1);
  const goal = share === undefined ? 1.2 + 0.5 * ease + nearly : worth(share, limit) + ease;
  const gain = scene.family.name === 'price' || scene.family.name === 'share' ? 0.8 : 0.4;
  const faults = 0.8 * own.repeats + 0.9 * own.drifts + 0.7 * own.retractions;
  return inRange({
    believability: 9.5 - faults - (own.turns < 2 ? 3 : 0),
    relationship: 3.2 * Math.tanh(own.tie / 4) + (/stranger/.test(relation) ? 0 : 0.2),
    knowledge: own.learnt,
    secret: -4 * own.reveals,
    social_rules: own.rules,
    financial_and_material_benefits: share === undefined ? 0 : (share - limit) * gain,
    goal: goal - (own.rules < -2 ? 0.5 : 0)
  });
}

function inRange(scores: Scores): Scores {
  const entries = dimensions.map(({ name, low, high }) => [name, clip(scores[name], low, high)]);
  return Object.fromEntries(entries) as Scores;
}

function clip(x: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, x));
}
