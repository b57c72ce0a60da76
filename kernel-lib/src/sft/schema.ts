import { z } from 'zod';
import { jsonLine } from '../base/json';
import { Seat } from '../episode/schema';

/** One training row: the exact prompt a character saw, and the action it took, as JSON. */
export const Row = z.object({
  id: z.string(),
  /** The set of episodes it comes from. */
  tag: z.string(),
  episode: z.string(),
  seat: Seat,
  /** The turn, counted from 0. */
  turn: z.number().int().nonnegative(),
  prompt: z.string(),
  completion: z.string()
});
export type Row = z.infer<typeof Row>;

/**
 * A row in OpenAI's chat format, one line of JSON without its line break.
 *
 * Source: OpenAI, fine-tuning guide, "Preparing your dataset".
 */
export function chatLine({ prompt, completion }: Pick<Row, 'prompt' | 'completion'>): string {
  return jsonLine({
    messages: [
      { role: 'user', content: prompt },
      { role: 'assistant', content: completion }
    ]
  });
}
