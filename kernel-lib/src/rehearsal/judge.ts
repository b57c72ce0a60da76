import { normal, randomFrom, type Random } from '../base/random';
import { dimensions, type Dimension } from '../rating/schema';
import { both, type Pair, type Seat } from './labels';
import { reasonsOf, type Reasons } from './reasons';
import { recordOf, soundsOf, type Sound } from './record';
import { remembered } from './remember';
import { truthOf, type Scores, type Truth } from './truth';

/** How a judge departs from the truth. */
export interface JudgeTraits {
  /** Goal points that the most pleasant talk earns on top of an outcome that earned none. */
  readonly credit: number;
  /** The pleasantness that is neither credited nor held against anyone. */
  readonly neutral: number;
  /** Standard deviation of its noise, in points. */
  readonly noise: number;
}

/** The judge that fine words can fool, the one that they cannot, and the one that they put off. */
export const judgeTraits: ReadonlyMap<string, JudgeTraits> = new Map([
  ['rehearsal-judge', { credit: 4.2, neutral: 0.15, noise: 0.7 }],
  ['rehearsal-judge-without-credit', { credit: 0, neutral: 0.15, noise: 0.7 }],
  ['rehearsal-judge-reversed', { credit: -4.2, neutral: 0.15, noise: 0.7 }]
]);

/** A record as everyone who rates it reads it: what happened, how it sounds, and why one scores so. */
interface ReadRecord {
  readonly truth: Truth;
  readonly sounds: Pair<Sound>;
  readonly reasons: Pair<Reasons>;
}

// The judge and the raters are asked about the same record one after the other.
const readRecord = remembered(64, (text): ReadRecord => {
  const record = recordOf(text);
  const truth = truthOf(record);
  const sounds = soundsOf(record);
  return { truth, sounds, reasons: both(seat => reasonsOf(record, truth, sounds[seat], seat)) };
});

/** What a judge answers about a record, as JSON text. */
export function judgeReply(text: string, traits: JudgeTraits, random: Random): string {
  const record = readRecord(text);
  const { sounds } = record;
  return replyOf(record, (scores, seat) => {
    const pleased = sounds[seat].pleasant - traits.neutral;
    const credited: Scores = {
      ...scores,
      goal: scores.goal + traits.credit * pleased * (1 - scores.goal / 15),
      relationship: scores.relationship + 1.2 * pleased,
      believability: scores.believability + pleased,
      knowledge: scores.knowledge + 1.5 * pleased
    };
    return noisy(credited, traits.noise, 0.15, random);
  });
}

const people = 30; // simulated raters; a rater's number among them decides its taste

/** What one simulated person answers about a record; the person is the one the seed points at. */
export function raterReply(text: string, seed: number, random: Random): string {
  const record = readRecord(text);
  const { sounds } = record;
  const person = randomFrom('person', randomFrom('panel', seed).int(people));
  const severity = -0.3 + 0.5 * normal(person);
  const warmth = 0.8 * normal(person);
  const tiredness = 0.6 * person.next();
  return replyOf(record, (scores, seat) => {
    const felt = feltBy({ severity, warmth, tiredness }, scores, sounds[seat]);
    return noisy(felt, 1.1, 0.2, random);
  });
}

interface Taste {
  readonly severity: number;
  readonly warmth: number;
  readonly tiredness: number;
}

function feltBy({ severity, warmth, tiredness }: Taste, scores: Scores, sound: Sound): Scores {
  const taste = warmth * (sound.polite - 0.3) - tiredness * Math.max(0, sound.long - 0.5);
  const felt = dimensions.map(({ name }) => [
    name,
    scores[name] + severity * (isRule(name) ? 0.2 : 1) + (name === 'goal' ? taste : 0)
  ]);
  return Object.fromEntries(felt) as Scores;
}

/** Rounded scores in range with noise; the two dimensions of broken rules are seen more clearly. */
function noisy(scores: Scores, noise: number, ruleNoise: number, random: Random): Scores {
  const drawn = dimensions.map(({ name, low, high }) => {
    const score = scores[name] + (isRule(name) ? ruleNoise : noise) * normal(random);
    return [name, Math.min(high, Math.max(low, Math.round(score))) + 0];
  });
  return Object.fromEntries(drawn) as Scores;
}

function isRule(name: Dimension): boolean {
  return name === 'secret' || name === 'social_rules';
}

/** The answer's JSON: per side and dimension a reason and a score. */
function replyOf(
  { truth, reasons }: ReadRecord,
  scored: (scores: Scores, seat: Seat) => Scores
): string {
  const [first, second] = both(seat => {
    const scores = scored(truth.scores[seat], seat);
    return Object.fromEntries(
      dimensions.map(({ name }) => [name, [reasons[seat][name], scores[name]]])
    );
  });
  return JSON.stringify({ agent_1_evaluation: first, agent_2_evaluation: second });
}

/** The true scores of a record's text, for reports that teach with them. */
export function truthReply(text: string): {
  scores: Pair<Scores>;
  deal?: { by: Seat; shares: Pair<number> };
} {
  const { scores, deal } = readRecord(text).truth;
  return { scores, ...(deal && { deal }) };
}
