import { LabError } from '../base/fail';
import { openingOf } from '../base/text';
import type { SourceFile } from '../edge/source-files';
import { isInspirationTable, readInspirations } from '../inspiration/read';
import { isOwnInspiration } from '../inspiration/read-own';
import { heldOut, isSocialIqaRow } from '../inspiration/read-social-iqa';
import { readSocialIqaLabels } from '../inspiration/read-social-iqa-labels';
import type { Inspiration } from '../inspiration/schema';
import type { Thing } from '../interop/found';
import { foundIn } from '../interop/read';

/** Takes what is in a file. */
export interface Intake {
  thing(thing: Thing, line: number): void;
  inspirations(read: readonly Inspiration[], rows: number): void;
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
    if (file.path.endsWith('.lst')) return await takeLabels(file, intake);
    const { line, whole } = await openingOf(stoppable(file.text(), signal));
    const reason = file.isNamed ? undefined : heldOut(file.path, line);
    if (reason !== undefined) return intake.skip(1, reason);
    if (areInspirations(line)) return await takeInspirations(whole(), intake);
    for await (const found of foundIn(whole(), file.path)) {
      if (found.kind === 'skipped') intake.skip(found.line, found.reason);
      else intake.thing(found, found.line);
    }
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    intake.skip(1, error.message);
  }
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

function areInspirations(line: string): boolean {
  return isInspirationTable(line) || isSocialIqaRow(line) || isOwnInspiration(line);
}

async function takeInspirations(text: AsyncIterable<string>, intake: Intake): Promise<void> {
  const { inspirations, rows, skipped } = await readInspirations(text);
  intake.inspirations(inspirations, rows);
  for (const { line, reason } of skipped) intake.skip(line, reason);
}

async function takeLabels(file: SourceFile, intake: Intake): Promise<void> {
  const { labels, skipped } = await readSocialIqaLabels(file.text());
  intake.labels(labels.length);
  for (const { line, reason } of skipped) intake.skip(line, reason);
}
