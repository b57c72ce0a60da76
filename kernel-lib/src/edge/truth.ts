import { z } from 'zod';
import { dimensions, type Dimension } from '../rating/schema';
import { clientOf } from './chat/openai-client';
import type { Endpoint } from './profile';

/** The true scores of one character; known of simulated worlds only. */
export type TrueScores = Readonly<Record<Dimension, number>>;

const names = dimensions.map(({ name }) => name);
const Truth = z.object({
  scores: z.tuple([z.record(z.enum(names), z.number()), z.record(z.enum(names), z.number())])
});

/**
 * Asks a simulated world what truly happened in a record.
 *
 * Shapes: a record of one episode → scores[2 seats × 7], in the order of `dimensions`
 */
export async function truthTeller(
  endpoint: Endpoint,
  fetch?: typeof globalThis.fetch
): Promise<(record: string, signal?: AbortSignal) => Promise<[number[], number[]]>> {
  const client = await clientOf(endpoint, fetch);
  return async (record, signal) => {
    const answer = await client.post('/rehearsal/truth', { body: { text: record }, signal });
    const [first, second] = Truth.parse(answer).scores;
    return [names.map(name => first[name]), names.map(name => second[name])];
  };
}
