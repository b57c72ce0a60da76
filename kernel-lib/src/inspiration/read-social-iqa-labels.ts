import { linesOf } from '../base/text';
import type { Skipped } from './schema';

/** Which answers are right, row by row; `undefined` for a line that does not say. */
export interface ReadLabels {
  readonly labels: readonly (1 | 2 | 3 | undefined)[];
  readonly skipped: readonly Skipped[];
}

/**
 * The labels file of Social IQa: which of the answers A, B, C is right, in the order of the rows.
 *
 * Source: Social IQa, train-labels.lst.
 */
export async function readSocialIqaLabels(text: AsyncIterable<string>): Promise<ReadLabels> {
  const labels: (1 | 2 | 3 | undefined)[] = [];
  const skipped: Skipped[] = [];
  let blank = 0;
  for await (const raw of linesOf(text)) {
    const line = raw.replace(/^\uFEFF/, '').trim();
    if (line === '') {
      blank++;
      continue;
    }
    const label = ([1, 2, 3] as const).find(number => line === String(number));
    labels.push(label);
    if (!label) skipped.push({ line: labels.length + blank, reason: 'it is not 1, 2 or 3' });
  }
  return { labels, skipped };
}
