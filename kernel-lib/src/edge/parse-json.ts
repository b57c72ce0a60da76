import { UsageError } from '../base/fail';
import { invisibleIn } from './invisible';

/**
 * The JSON value of a text that this project wrote.
 *
 * Throws: UsageError [edge/files] with the place, and the invisible character where there is one
 */
export function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const hidden = invisibleIn(text.replace(/[\t\n\r]/g, ' ')); // JSON's own white space is no fault
    throw new UsageError('edge/files', {
      expected: `JSON in ${place}`,
      got: hidden === undefined ? text : `${hidden} in ${text}`,
      todo: hidden === undefined ? 'Correct it or remove it.' : 'Remove the character.',
      cause: error
    });
  }
}
