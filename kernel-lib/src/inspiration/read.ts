import { wrongFormat } from './intake';
import { normbank, readNormbank } from './read-normbank';
import { readSocialChem, socialChem } from './read-social-chem';
import { readSocialIqa, socialIqaText } from './read-social-iqa';
import type { ReadInspirations } from './schema';
import { headerText, isHeader } from './table';
import { openingOf } from './text';

/**
 * The inspirations in a file of any of the three published formats, told apart by its first line.
 *
 * Throws: LabError [inspiration/read] when it is none of the three
 */
export async function readInspirations(text: AsyncIterable<string>): Promise<ReadInspirations> {
  const { line, whole } = await openingOf(text);
  if (isHeader(socialChem, line)) return readSocialChem(whole());
  if (isHeader(normbank, line)) return readNormbank(whole());
  if (line.startsWith('{')) return readSocialIqa(whole());
  const formats = [headerText(socialChem), headerText(normbank), socialIqaText];
  throw wrongFormat('inspiration/read', `one of three formats: ${formats.join('; or ')}`, line);
}
