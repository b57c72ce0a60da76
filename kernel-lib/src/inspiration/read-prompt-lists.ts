import { tableRows } from '../base/csv';
import { headerIn } from '../base/table-header';
import { openingOf } from '../base/text';
import { intakeFor, wrongFormat, type Listener } from './intake';
import { Source, type Inspiration, type ReadInspirations } from './schema';

/** A published list of prompts: its header there, and the columns that it must have. */
interface ListFormat {
  readonly header: string;
  readonly columns: readonly string[];
}

/** All inspirations in one table; its first column counts, and begins again with every source. */
export const inspirationalPrompts: ListFormat = {
  header: ',prompt,source',
  columns: ['prompt', 'source']
};

/** Those that tasks were written from; nothing is quoted. */
export const usedPrompts: ListFormat = {
  header: 'model|source|pk|prompt',
  columns: ['model', 'source', 'pk', 'prompt']
};

/** Whether a line is the header of such a list. */
export function isPromptList({ columns }: ListFormat, line: string): boolean {
  return headerIn(line, columns) !== undefined;
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
  const header = headerIn(line, format.columns);
  if (!header) {
    throw wrongFormat('inspiration/read-prompt-lists', `the header ${format.header}`, line);
  }
  const [prompt, source] = ['prompt', 'source'].map(name => header.names.indexOf(name));
  const intake = intakeFor('prompt', listener);
  for await (const row of tableRows(rest(), { ...header.shape, firstLine: number + 1 })) {
    if ('reason' in row) intake.skip(row.line, row.reason);
    else take(row.line, row.cells[prompt!]!, row.cells[source!]!);
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
