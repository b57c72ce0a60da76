import type { Episode } from '../episode/schema';
import { pairOf } from './pair';
import { payloadOf, type PayloadOptions } from './payload';
import type { Pair } from './schema';

/**
 * Two episodes of one task as the extension shows them beside each other.
 *
 * Throws: LabError [transcript/pair] when they are not two episodes of one task
 */
export function pairPayloadOf(
  [first, second]: readonly [Episode, Episode],
  options: PayloadOptions
): Pair {
  return pairOf(payloadOf(first, options), payloadOf(second, options));
}
