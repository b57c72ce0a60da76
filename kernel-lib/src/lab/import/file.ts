import { LabError } from '../../base/fail';
import { openingOf, type Opening } from '../../base/text';
import type { SourceFile } from '../../edge/source-files';
import type { Inspiring } from '../../inspiration/intake';
import { almostInspirations, inspirationFormat, readInspirations } from '../../inspiration/read';
import { heldOut } from '../../inspiration/read-social-iqa';
import { readSocialIqaLabels } from '../../inspiration/read-social-iqa-labels';
import type { Thing } from '../../interop/found';
import { foundIn } from '../../interop/read';

/** Takes what is in a file. */
export interface Intake {
  thing(thing: Thing, line: number): void;
  /** The same text as often as it comes. */
  inspiration(one: Inspiring): void;
  /** How many rows a file of inspirations has, and in which format. */
  rows(n: number, format: string): void;
  labels(rows: number): void;
  skip(line: number, reason: string): void;
}

/**
 * Reads a file of any known format; what each is, its first line and its fields say. What goes
 * wrong ends this file and is named.
 */
export async function readFile(
  file: SourceFile,
  intake: Intake,
  signal?: AbortSignal
): Promise<void> {
  try {
    if (file.name.endsWith('.lst')) return await takeLabels(file, intake);
    const { line, whole } = await tableOpening(stoppable(file.text(), signal));
    const reason = file.isNamed ? undefined : heldOut(file.name, line);
    if (reason !== undefined) return intake.skip(1, reason);
    const format = inspirationFormat(line);
    if (format) return await takeInspirations(whole(), format, intake);
    const lacking = almostInspirations(line);
    if (lacking !== undefined) return intake.skip(1, lacking);
    for await (const found of foundIn(whole(), file.name)) {
      if (found.kind === 'skipped') intake.skip(found.line, found.reason);
      else intake.thing(found, found.line);
    }
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    intake.skip(1, error.message);
  }
}

/** The opening of a text after the line `sep=;` with which spreadsheets name a table's delimiter. */
async function tableOpening(text: AsyncIterable<string>): Promise<Opening> {
  const opening = await openingOf(text);
  return /^"?sep=.?"?$/.test(opening.line) ? openingOf(belowFirstLine(opening)) : opening;
}

async function* belowFirstLine({ number, rest }: Opening): AsyncGenerator<string> {
  yield '\n'.repeat(number); // so that lines keep their numbers
  yield* rest();
}

/** A text that ends when its reading is stopped, however it is read. */
async function* stoppable(
  text: AsyncIterable<string>,
  signal: AbortSignal | undefined
): AsyncGenerator<string> {
  for await (const piece of text) {
    signal?.throwIfAborted();
    yield piece;
  }
}

async function takeInspirations(
  text: AsyncIterable<string>,
  format: string,
  intake: Intake
): Promise<void> {
  const { rows } = await readInspirations(text, {
    inspiration: one => intake.inspiration(one),
    skipped: ({ line, reason }) => intake.skip(line, reason)
  });
  intake.rows(rows, format);
}

async function takeLabels(file: SourceFile, intake: Intake): Promise<void> {
  const { labels, skipped } = await readSocialIqaLabels(file.text());
  intake.labels(labels.length);
  for (const { line, reason } of skipped) intake.skip(line, reason);
}
