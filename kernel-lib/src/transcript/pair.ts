import { LabError } from '../base/fail';
import { checksumOf } from './checksum';
import type { Pair, Transcript } from './schema';

/**
 * Two transcripts of one task beside each other, both blind or neither. For a reader who is not
 * blind the first one is A. For a blind one a checksum of the two ids decides, the same whichever
 * is named first: so the order says nothing of models, and is the same on every showing.
 *
 * Throws: LabError [transcript/pair] when they are not two episodes of one task
 */
export function pairOf(first: Transcript, second: Transcript): Pair {
  if (first.episode === second.episode || first.task.id !== second.task.id) {
    throw new LabError('transcript/pair', {
      expected: 'two different episodes of one task',
      got: [first, second].map(({ episode, task }) => `${episode} of ${task.id}`).join(' and '),
      todo: 'Choose two whose task has the same id.'
    });
  }
  const isTurned = first.blind && turns(first.episode, second.episode);
  return { version: 1, episodes: isTurned ? [second, first] : [first, second] };
}

/** Whether the second goes first: a coin that the two ids toss, in whatever order they come. */
function turns(first: string, second: string): boolean {
  const isSorted = first < second;
  const both = isSorted ? `${first}+${second}` : `${second}+${first}`;
  const coin = Number.parseInt(checksumOf([new TextEncoder().encode(both)]).slice(0, 2), 16) % 2;
  return (coin === 0) !== isSorted;
}
