import { linesOf, openingOf } from '../base/text';
import { intakeFor, wrongFormat, type Listener } from './intake';
import { Inspiration, type ReadInspirations } from './schema';

/** Whether a line is an inspiration as a run's folder keeps it. */
export function isOwnInspiration(line: string): boolean {
  return line.startsWith('{"version":') && inspirationIn(line) !== undefined;
}

/**
 * The inspirations of a file of ours, e.g. those that were imported into a run folder.
 *
 * Throws: LabError [inspiration/read-own] when the first line is none
 */
export async function readOwnInspirations(
  text: AsyncIterable<string>,
  listener?: Listener
): Promise<ReadInspirations> {
  const { line: opening, whole } = await openingOf(text);
  if (!isOwnInspiration(opening)) {
    throw wrongFormat('inspiration/read-own', 'inspirations of version 1, one a line', opening);
  }
  const intake = intakeFor('text', listener);
  let number = 0;
  for await (const line of linesOf(whole())) {
    number++;
    if (line.trim() === '') continue;
    const row = inspirationIn(line);
    if (row) intake.take(number, row.text, row.source);
    else intake.skip(number, 'it is not an inspiration of version 1');
  }
  return intake.found();
}

function inspirationIn(line: string): Inspiration | undefined {
  try {
    const row: unknown = JSON.parse(line.replace(/^\uFEFF/, ''));
    const version = typeof row === 'object' && row && 'version' in row ? row.version : undefined;
    return version === 1 ? Inspiration.safeParse(row).data : undefined;
  } catch {
    return undefined;
  }
}
