import { LabError } from '../base/fail';
import { idOf } from '../base/id';
import { brokenTextReason, ownText } from '../base/text';
import type { Inspiration, ReadInspirations, Skipped } from './schema';

/** Takes a file's rows one by one and keeps what is to be kept. */
export interface Intake {
  take(line: number, text: string, source: Inspiration['source']): void;
  skip(line: number, reason: string): void;
  found(): ReadInspirations;
}

/** An inspiration before it has an id. */
export type Inspiring = Omit<Inspiration, 'id'>;

/**
 * Is given what a reader finds row by row, the same text as often as it comes, so that a file of any
 * size can be read; the reader then returns the number of rows and nothing else.
 */
export interface Listener {
  readonly inspiration: (one: Inspiring) => void;
  readonly skipped: (one: Skipped) => void;
}

/**
 * An intake for one file: texts cleaned, rows without a text that can be read listed as skipped. It
 * keeps each text once, unless a listener is given them.
 */
export function intakeFor(field: string, listener?: Listener): Intake {
  const inspirations = new Map<string, Inspiration>();
  const skipped: Skipped[] = [];
  const { inspiration, skipped: skip } = listener ?? {
    inspiration: ({ source, text }: Inspiring) => {
      if (!inspirations.has(text)) inspirations.set(ownText(text), inspirationOf(source, text));
    },
    skipped: (one: Skipped) => void skipped.push(one)
  };
  let rows = 0;
  return {
    take: (line, raw, source) => {
      const text = cleaned(raw);
      rows++;
      const reason = wrongText(text, field);
      if (reason === undefined) inspiration({ source, text });
      else skip({ line, reason });
    },
    skip: (line, reason) => {
      rows++;
      skip({ line, reason });
    },
    found: () => ({ inspirations: [...inspirations.values()], rows, skipped })
  };
}

/** An inspiration with its id, in memory of its own. */
export function inspirationOf(source: Inspiration['source'], found: string): Inspiration {
  const text = ownText(found);
  return { id: idOf('inspiration', { source, text }), source, text };
}

/** Why a text is not an inspiration. */
function wrongText(text: string, field: string): string | undefined {
  if (text === '') return `its "${field}" is empty`;
  if (text === 'nan') return `its "${field}" is missing ("nan")`;
  if (text.includes('\uFFFD')) return 'it holds U+FFFD, the mark of a character that was lost';
  return brokenTextReason(text);
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
