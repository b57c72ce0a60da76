import type { Dimension } from '../rating/schema';
import type { Pair, Seat } from './labels';
import type { Sound, TalkRecord } from './record';
import { amountText } from './scene';
import type { Truth } from './truth';

/** Why a reader gives a side the score it gives, one short sentence per dimension. */
export type Reasons = Readonly<Record<Dimension, string>>;

const pleasing = 0.3; // from here on a talk sounds pleasant to a reader

/** The reasons for one side's scores, from what can be seen in the record. */
export function reasonsOf(record: TalkRecord, truth: Truth, sound: Sound, seat: Seat): Reasons {
  const name = record.heading.names[seat];
  return {
    believability: believabilityReason(name, truth, seat, sound),
    relationship: relationshipReason(record.heading.names, truth, seat),
    knowledge: knowledgeReason(name, truth, seat),
    secret:
      truth.deeds[seat].reveals > 0
        ? `${name} gave the secret away.`
        : `${name} kept the secret safe.`,
    social_rules: rulesReason(name, truth, seat),
    financial_and_material_benefits: benefitReason(record, truth, seat),
    goal: goalReason(record, truth, seat, sound)
  };
}

function believabilityReason(name: string, { deeds }: Truth, seat: Seat, sound: Sound): string {
  const { turns, repeats, drifts, retractions } = deeds[seat];
  if (turns < 2) return `${name} hardly took part in the talk.`;
  if (drifts > 1) return `${name} drifted off to other subjects ${drifts} times.`;
  if (repeats > 1) return `${name} made the same move over and over.`;
  if (retractions > 0) return `${name} took an offer back, which a person would rarely do.`;
  if (sound.fit > 0.7) return `${name} answered what was said, as a person would.`;
  return `${name} sounded natural for most of the talk.`;
}

function relationshipReason(names: Pair<string>, { deeds, deal, left }: Truth, seat: Seat): string {
  const { tie } = deeds[seat];
  const pair = `${names[seat]} and ${names[seat === 0 ? 1 : 0]}`;
  if (tie < -2) return `Hard words came between ${pair}.`;
  if (left !== undefined && !deal) return `The talk between ${pair} broke off unresolved.`;
  if (tie > 5) return `${pair} listened to each other and came closer.`;
  if (tie > 1.5) return `${pair} treated each other well.`;
  return `Little changed between ${pair}.`;
}

function knowledgeReason(name: string, { deeds }: Truth, seat: Seat): string {
  const { learnt } = deeds[seat];
  if (learnt < 1) return `${name} learnt next to nothing.`;
  if (learnt < 4) return `${name} learnt some of what moves the other.`;
  return `${name} learnt the needs and the reasons of the other.`;
}

function rulesReason(name: string, { deeds, left, deal }: Truth, seat: Seat): string {
  const { kinds, rules } = deeds[seat];
  if (kinds.has('threaten')) return `${name} threatened the other.`;
  if (kinds.has('insult')) return `${name} insulted the other.`;
  if (left === seat && !deal) return `${name} walked away from an open matter.`;
  if (rules < 0) return `${name} pressed the other for an answer.`;
  return `${name} broke no rule of good conduct.`;
}

function benefitReason({ heading }: TalkRecord, { deal }: Truth, seat: Seat): string {
  const name = heading.names[seat];
  if (!deal) return `Nothing changed hands for ${name}.`;
  const gain = deal.shares[seat] - heading.aims[seat].limit;
  if (gain < -0.5) return `${name} gave away more than was bearable.`;
  return gain > 1 ? `${name} came out of it with a clear gain.` : `${name} gained little by it.`;
}

function goalReason(record: TalkRecord, truth: Truth, seat: Seat, sound: Sound): string {
  const { names, aims, scene } = record.heading;
  const name = names[seat];
  const tone =
    sound.pleasant > pleasing ? ` ${name} spoke kindly and at length, which helped.` : '';
  if (!truth.deal) return `${unsettled(name, truth, seat)}${tone}`;
  const share = truth.deal.shares[seat];
  const { wantsHigh, limit } = aims[seat];
  const amount = amountText(scene, { wantsHigh, share, first: names[0] });
  const agreed =
    scene.family.name === 'general' ? 'They came to an agreement' : `They settled on ${amount}`;
  if (share < limit - 0.5) return `${agreed}, which is worse than ${name} could accept.${tone}`;
  if (share < limit + 1) return `${agreed}, just what ${name} could accept.${tone}`;
  return `${agreed}, better for ${name} than it had to be.${tone}`;
}

function unsettled(name: string, { left, deeds }: Truth, seat: Seat): string {
  if (left === seat) return `${name} left before anything was settled.`;
  if (left !== undefined) return `The other left before anything was settled with ${name}.`;
  if (deeds[seat].best !== undefined) return `${name} was made an offer, but nothing was settled.`;
  return `Nothing was settled, and ${name} got no offer.`;
}
