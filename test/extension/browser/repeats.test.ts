import { expect, test } from 'vitest';
import { withoutRepeats } from '../../../extension/src/browser/repeats';
import {
  LineReader,
  isSkipped,
  type EpisodeEntry
} from '../../../kernel-lib/src/transcript/index-file';
import { nthId, nthLine } from '../../support/index-lines';

const entriesOf = (...numbers: number[]): EpisodeEntry[] =>
  [
    ...new LineReader('episodes').push(new TextEncoder().encode(numbers.map(nthLine).join('')))
  ].filter((read): read is EpisodeEntry => !isSkipped(read));

test('a file whose ids are all different is listed as it is', () => {
  const entries = entriesOf(1, 2, 3);
  expect(withoutRepeats(entries)).toEqual({ entries, repeats: [] });
  expect(withoutRepeats(entries).entries).toBe(entries);
});

test('of two lines with one id the first is listed, and the other is named with its place', () => {
  const all = entriesOf(1, 2, 1, 3, 1);
  const { entries, repeats } = withoutRepeats(all);
  expect(entries).toEqual([all[0], all[1], all[3]]);
  expect(repeats.map(({ at }) => at)).toEqual([all[2]!.at, all[4]!.at]);
  expect(repeats[0]!.reason).toContain(`got "${nthId(1)}"`);
});
