import { LabError } from '../base/fail';
import { idOf } from '../base/id';
import { ownText } from '../base/text';
import type { Inspiration, ReadInspirations, Skipped } from './schema';

/** Takes a file's rows one by one and keeps what is to be kept. */
export interface Intake {
  take(line: number, text: string, source: Inspiration['source']): void;
  skip(line: number, reason: string): void;
  found(): ReadInspirations;
}

/** An intake for one file: texts cleaned, each kept once, rows without a text that can be read listed as skipped. */
export function intakeFor(field: string): Intake {
  const inspirations = new Map<string, Inspiration>();
  const skipped: Skipped[] = [];
  let rows = 0;
  const skip = (line: number, reason: string): void => {
    rows++;
    skipped.push({ line, reason });
  };
  const take: Intake['take'] = (line, raw, source) => {
    const found = cleaned(raw);
    if (found === '') return skip(line, `its "${field}" is empty`);
    if (found.includes('\uFFFD')) return skip(line, 'it holds a character that is no UTF-8');
    rows++;
    if (!inspirations.has(found)) {
      const text = ownText(found);
      inspirations.set(text, { id: idOf('inspiration', { source, text }), source, text });
    }
  };
  return { take, skip, found: () => ({ inspirations: [...inspirations.values()], rows, skipped }) };
}

/** A row's text as a prompt shows it. Source: sotopia-pi, generate_new_envs.py. */
function cleaned(text: string): string {
  return text.replaceAll('"', '').trim();
}

/** The error for a file that is not what a reader reads. */
export function wrongFormat(where: string, expected: string, line: string): LabError {
  return new LabError(where, {
    expected,
    got: line === '' ? 'an empty file' : line,
    todo: 'Give the file as it was published, its first line included.'
  });
}
