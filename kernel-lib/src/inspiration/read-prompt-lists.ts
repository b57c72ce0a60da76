import { commaTable, rowsIn, tableRows, type TableShape } from '../base/csv';
import { openingOf } from '../base/text';
import { intakeFor, wrongFormat, type Listener } from './intake';
import { Source, type Inspiration, type ReadInspirations } from './schema';

/** A published list of prompts: how its header is written, and where a row says what. */
interface ListFormat {
  readonly header: string;
  readonly shape: Pick<TableShape, 'delimiter' | 'quotes'>;
  readonly prompt: number;
  readonly source: number;
}

/** All inspirations in one table; its first column counts, and begins anew with every source. */
export const inspirationalPrompts: ListFormat = {
  header: ',prompt,source',
  shape: { delimiter: ',', quotes: true },
  prompt: 1,
  source: 2
};

/** Those that tasks were written from; nothing is quoted. */
export const usedPrompts: ListFormat = {
  header: 'model|source|pk|prompt',
  shape: { delimiter: '|', quotes: false },
  prompt: 3,
  source: 1
};

/** Whether a line is the header of such a list. */
export function isPromptList({ header, shape }: ListFormat, line: string): boolean {
  const [row] = rowsIn(line, { ...commaTable, ...shape });
  return row !== undefined && 'cells' in row && row.cells.join(shape.delimiter) === header;
}

/**
 * The prompts of sotopia-pi's pool, `inspirational_prompt.csv`.
 *
 * Throws: LabError [inspiration/read-prompt-lists] when the header is another one
 */
export function readInspirationalPrompts(
  text: AsyncIterable<string>,
  listener?: Listener
): Promise<ReadInspirations> {
  return readList(text, inspirationalPrompts, listener);
}

/**
 * The prompts that sotopia-pi wrote its tasks from, `used_prompt.csv`. A source of `nan` (the
 * published look-up failed) is an unknown one.
 *
 * Throws: LabError [inspiration/read-prompt-lists] when the header is another one
 */
export function readUsedPrompts(
  text: AsyncIterable<string>,
  listener?: Listener
): Promise<ReadInspirations> {
  return readList(text, usedPrompts, listener);
}

async function readList(
  text: AsyncIterable<string>,
  format: ListFormat,
  listener?: Listener
): Promise<ReadInspirations> {
  const { line, number, rest } = await openingOf(text);
  if (!isPromptList(format, line)) {
    throw wrongFormat('inspiration/read-prompt-lists', `the header ${format.header}`, line);
  }
  const width = format.header.split(format.shape.delimiter).length;
  const intake = intakeFor('prompt', listener);
  for await (const row of tableRows(rest(), { ...format.shape, width, firstLine: number + 1 })) {
    if ('reason' in row) intake.skip(row.line, row.reason);
    else take(row.line, row.cells[format.prompt]!, row.cells[format.source]!);
  }
  return intake.found();

  function take(at: number, prompt: string, written: string): void {
    const source = sourceOf(written);
    if (source) intake.take(at, prompt, source);
    else intake.skip(at, `its source "${written}" is none of the three`);
  }
}

function sourceOf(written: string): Inspiration['source'] | undefined {
  const name = written.trim().toLowerCase();
  return name === 'nan' || name === '' ? 'unknown' : Source.safeParse(name).data;
}
