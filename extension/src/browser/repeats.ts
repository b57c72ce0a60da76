import { LabError } from '../../../kernel-lib/src/base/fail';
import type { EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';

/** A part of the file that is not listed, and why. */
export interface LeftOut {
  /** Where it is known: the number of the line. */
  readonly line?: number;
  /** In bytes from the beginning of the file. */
  readonly at: number;
  readonly reason: string;
}

/** The first episode of each id, and what is said of the others: an id can open but one. */
export function withoutRepeats(entries: readonly EpisodeEntry[]): {
  readonly entries: readonly EpisodeEntry[];
  readonly repeats: readonly LeftOut[];
} {
  const ids = new Set(entries.map(({ id }) => id));
  if (ids.size === entries.length) return { entries, repeats: [] };
  const isFirst = (entry: EpisodeEntry) => ids.delete(entry.id);
  const firsts = new Set(entries.filter(isFirst));
  const others = entries.filter(entry => !firsts.has(entry));
  return { entries: [...firsts], repeats: others.map(repeatOf) };
}

function repeatOf({ id, at }: EpisodeEntry): LeftOut {
  const { message } = new LabError('extension/browser/repeats', {
    expected: 'an id that no line before has',
    got: id,
    todo: 'The first of them is listed; give the other one an id of its own.'
  });
  return { at, reason: message };
}
