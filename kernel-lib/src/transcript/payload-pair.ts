import { LabError } from '../base/fail';
import { digest } from '../base/id';
import type { Episode } from '../episode/schema';
import { payloadOf, type PayloadOptions } from './payload';
import type { Pair } from './schema';

/**
 * Two episodes of one task as the extension shows them beside each other. For a reader who is not
 * blind the first one is A. For a blind one a hash of the two ids decides, the same whichever is
 * named first: so the order says nothing of models, and is the same on every showing.
 *
 * Throws: LabError [transcript/payload-pair] when they are not two episodes of one task
 */
export function pairPayloadOf(pair: readonly [Episode, Episode], options: PayloadOptions): Pair {
  const [first, second] = pair;
  if (first.id === second.id || first.task.id !== second.task.id) {
    throw new LabError('transcript/payload-pair', {
      expected: 'two different episodes of one task',
      got: pair.map(({ id, task }) => `${id} of ${task.id}`).join(' and '),
      todo: 'Choose two whose task has the same id.'
    });
  }
  const [a, b] = options.blind && isTurned(first.id, second.id) ? [second, first] : [first, second];
  return { version: 1, episodes: [payloadOf(a, options), payloadOf(b, options)] };
}

/** Whether the second goes first: a coin that the two ids toss, in whatever order they come. */
function isTurned(first: string, second: string): boolean {
  const isSorted = first < second;
  const [low, high] = isSorted ? [first, second] : [second, first];
  const isLowFirst = Number.parseInt(digest({ low, high }).slice(0, 2), 16) % 2 === 0;
  return isLowFirst !== isSorted;
}
