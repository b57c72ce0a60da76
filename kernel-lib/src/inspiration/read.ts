import { openingOf } from '../base/text';
import { wrongFormat } from './intake';
import { isOwnInspiration, readOwnInspirations } from './read-own';
import { normbank, readNormbank } from './read-normbank';
import {
  inspirationalPrompts,
  isPromptList,
  readInspirationalPrompts,
  readUsedPrompts,
  usedPrompts
} from './read-prompt-lists';
import { readSocialChem, socialChem } from './read-social-chem';
import { readSocialIqa, socialIqaText } from './read-social-iqa';
import type { ReadInspirations } from './schema';
import { headerText, isHeader } from './table';

/** Whether a text that begins with this line is a table of inspirations. */
export function isInspirationTable(line: string): boolean {
  if (/^[{[]/.test(line)) return false;
  const lists = [inspirationalPrompts, usedPrompts].some(list => isPromptList(list, line));
  return lists || [socialChem, normbank].some(table => isHeader(table, line));
}

/**
 * The inspirations in a file of any of the published formats, told apart by its first line.
 *
 * Throws: LabError [inspiration/read] when it is none of them
 */
export async function readInspirations(text: AsyncIterable<string>): Promise<ReadInspirations> {
  const { line, whole } = await openingOf(text);
  if (isHeader(socialChem, line)) return readSocialChem(whole());
  if (isHeader(normbank, line)) return readNormbank(whole());
  if (isPromptList(inspirationalPrompts, line)) return readInspirationalPrompts(whole());
  if (isPromptList(usedPrompts, line)) return readUsedPrompts(whole());
  if (isOwnInspiration(line)) return readOwnInspirations(whole());
  if (line.startsWith('{')) return readSocialIqa(whole());
  const lists = [inspirationalPrompts, usedPrompts].map(({ header }) => `the header ${header}`);
  const formats = [headerText(socialChem), headerText(normbank), socialIqaText, ...lists];
  throw wrongFormat('inspiration/read', `one of these formats: ${formats.join('; or ')}`, line);
}
