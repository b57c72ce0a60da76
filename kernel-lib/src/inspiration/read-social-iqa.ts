import { z } from 'zod';
import { intakeFor, wrongFormat, type Listener } from './intake';
import type { ReadInspirations } from './schema';
import { linesOf, openingOf } from '../base/text';

const columns = ['context', 'question', 'answerA', 'answerB', 'answerC'] as const;
const JsonObject = z.record(z.string(), z.unknown());
type JsonObject = z.infer<typeof JsonObject>;

/** What a Social IQa file looks like, as an error message shows it. */
export const socialIqaText = `Social IQa (train.jsonl), one JSON object in each line with the fields ${columns.join(', ')}`;

/**
 * The distinct contexts of Social IQa; other fields of a row, such as its label, do not matter.
 *
 * Throws: LabError [inspiration/read-social-iqa] when the first row that is JSON lacks a field,
 *   or no row is JSON
 * Source: Social IQa, train.jsonl.
 */
export async function readSocialIqa(
  text: AsyncIterable<string>,
  listener?: Listener
): Promise<ReadInspirations> {
  const { line: opening, whole } = await openingOf(text);
  const refused = wrongFormat('inspiration/read-social-iqa', socialIqaText, opening);
  if (!opening.startsWith('{')) throw refused;

  const intake = intakeFor('context', listener);
  let isKnown = false;
  let number = 0;
  for await (const line of linesOf(whole())) {
    number++;
    if (line.trim() === '') continue;
    const row = objectIn(line);
    if (row && !isKnown && !columns.every(column => column in row)) throw refused;
    isKnown ||= row !== undefined;
    if (!row) intake.skip(number, 'it is not a JSON object');
    else if (typeof row.context === 'string') intake.take(number, row.context, 'social_iqa');
    else intake.skip(number, 'it has no "context"');
  }
  if (!isKnown) throw refused;
  return intake.found();
}

/** Whether a line is a row of Social IQa. */
export function isSocialIqaRow(line: string): boolean {
  const row = line.startsWith('{') && line.includes('"answerA"') ? objectIn(line) : undefined;
  return row !== undefined && columns.every(column => column in row);
}

/**
 * Why a file of Social IQa that nobody named is not read; nothing for its train split.
 *
 * Source: the SOTOPIA paper, which draws from the train split.
 */
export function heldOut(path: string, line: string): string | undefined {
  const name = path.split(/[\\/]/).at(-1)!;
  const isSplit = /(^|[^a-z])(dev|tst|test|val|validation)([^a-z]|$)/i.test(name);
  return isSplit && isSocialIqaRow(line) ? notTrain : undefined;
}

const notTrain =
  'it is not of the train split of Social IQa, and the paper draws from its train split only; name the file itself to read it';

function objectIn(line: string): JsonObject | undefined {
  try {
    return JsonObject.safeParse(JSON.parse(line.trim())).data;
  } catch {
    return undefined;
  }
}
