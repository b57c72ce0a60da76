import { z } from 'zod';
import { LabError } from '../base/fail';
import { jsonIn, type Repair } from '../base/json';
import { dimensions, type DimensionRating, type SeatRating } from './schema';

/** Both characters' ratings in a judge's reply, in seat order, and what was taken away to read them. */
export interface ParsedRating {
  readonly seats: [SeatRating, SeatRating];
  readonly repairs: readonly Repair[];
}

type Scale = (typeof dimensions)[number];

const pairs = new Map(
  dimensions.map(({ name, low, high }) => [
    name,
    z.tuple([z.string(), z.number().int().min(low).max(high)])
  ])
);

const Evaluation = z.record(z.string(), z.unknown());
const Evaluations = z.object({ agent_1_evaluation: Evaluation, agent_2_evaluation: Evaluation });

/** The JSON schema that `parseRating` reads. */
export const ratingSchema: object = objectOf({
  agent_1_evaluation: seatSchema(),
  agent_2_evaluation: seatSchema()
});

function seatSchema(): object {
  return objectOf(Object.fromEntries(dimensions.map(scale => [scale.name, pairSchema(scale)])));
}

/** The scores are listed: not every server can keep a number within a range. */
function pairSchema({ low, high }: Scale): object {
  const scores = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const prefixItems = [{ type: 'string' }, { enum: scores }];
  return { type: 'array', prefixItems, minItems: 2, maxItems: 2 };
}

function objectOf(properties: object): object {
  const required = Object.keys(properties);
  return { type: 'object', properties, required, additionalProperties: false };
}

/**
 * Reads a judge's answer: an object for each of the two characters, in each a [reason, score]
 * pair for all seven dimensions. No score is rounded, cut to its range or made up.
 *
 * Throws: LabError [rating/parse] that names the character and the dimension when a pair is
 * missing, is no pair, or its score is not a whole number within the dimension's range
 */
export function parseRating(answer: string): ParsedRating {
  const found = jsonIn(answer);
  const expected = 'a JSON object with agent_1_evaluation and agent_2_evaluation';
  if ('problem' in found) throw failure(expected, answer, found.problem);
  const both = Evaluations.safeParse(found.value);
  if (!both.success) throw failure(expected, answer);
  const { agent_1_evaluation: first, agent_2_evaluation: second } = both.data;
  return { seats: [seatIn(first, 1), seatIn(second, 2)], repairs: found.repairs };
}

function seatIn(evaluation: z.infer<typeof Evaluation>, agent: number): SeatRating {
  return Object.fromEntries(
    dimensions.map(scale => [scale.name, pairIn(evaluation[scale.name], scale, agent)])
  );
}

function pairIn(value: unknown, { name, low, high }: Scale, agent: number): DimensionRating {
  const pair = pairs.get(name)!.safeParse(value);
  if (!pair.success) {
    throw failure(`${name} of agent ${agent} as ["reason", whole number ${low} to ${high}]`, value);
  }
  const [reason, score] = pair.data;
  return { score: score + 0, reason }; // + 0 turns −0 into 0, which files cannot tell apart
}

function failure(expected: string, got: unknown, problem = ''): LabError {
  const todo = 'Ask the model again or leave the episode unrated; never guess a score.';
  return new LabError('rating/parse', { expected, got, todo: `${problem} ${todo}`.trim() });
}
