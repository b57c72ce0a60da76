import { missingColumns } from '../base/table-header';
import { openingOf } from '../base/text';
import { wrongFormat, type Listener } from './intake';
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
import { isSocialIqaRow, readSocialIqa, socialIqaText } from './read-social-iqa';
import type { ReadInspirations } from './schema';
import { headerText, isHeader } from './table';

interface Format {
  readonly name: string;
  readonly isIt: (firstLine: string) => boolean;
  readonly read: typeof readSocialIqa;
}

const socialIqa: Format = { name: 'Social IQa', isIt: isSocialIqaRow, read: readSocialIqa };
const formats: readonly Format[] = [
  {
    name: 'Social Chemistry 101',
    isIt: line => isHeader(socialChem, line),
    read: readSocialChem
  },
  { name: 'NormBank', isIt: line => isHeader(normbank, line), read: readNormbank },
  {
    name: 'used_prompt.csv',
    isIt: line => isPromptList(usedPrompts, line),
    read: readUsedPrompts
  },
  {
    name: 'inspirational_prompt.csv',
    isIt: line => isPromptList(inspirationalPrompts, line),
    read: readInspirationalPrompts
  },
  { name: 'our inspirations', isIt: isOwnInspiration, read: readOwnInspirations },
  socialIqa
];

/** The name of the format of inspirations that a text with this first line is in; `undefined` for none. */
export function inspirationFormat(firstLine: string): string | undefined {
  return formats.find(({ isIt }) => isIt(firstLine))?.name;
}

/** What a table lacks that is nearly one of the published ones; `undefined` for any other text. */
export function almostInspirations(firstLine: string): string | undefined {
  for (const { file, columns } of [socialChem, normbank]) {
    const missing = missingColumns(firstLine, columns);
    if (missing)
      return `its header is that of ${file} without, or with twice: ${missing.join(', ')}`;
  }
  return undefined;
}

/**
 * The inspirations in a file of any of the published formats, told apart by its first line; a
 * listener is given them one by one instead.
 *
 * Throws: LabError [inspiration/read] when it is none of them
 */
export async function readInspirations(
  text: AsyncIterable<string>,
  listener?: Listener
): Promise<ReadInspirations> {
  const { line, whole } = await openingOf(text);
  const format = formats.find(({ isIt }) => isIt(line)) ?? (line.startsWith('{') && socialIqa);
  if (format) return format.read(whole(), listener);
  const lists = [inspirationalPrompts, usedPrompts].map(({ header }) => `the header ${header}`);
  const known = [headerText(socialChem), headerText(normbank), socialIqaText, ...lists];
  throw wrongFormat('inspiration/read', `one of these formats: ${known.join('; or ')}`, line);
}
