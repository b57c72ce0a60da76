import { z } from 'zod';
import { indexable, SkippedLine, type EntryOf, type Indexable } from './index-entry';

export { checksumOf } from './checksum';
export {
  spokenText,
  transcriptOfLine,
  type EntryOf,
  type EpisodeEntry,
  type Indexable,
  type RatingEntry,
  type SkippedLine
} from './index-entry';
export { isSkipped, LineReader, type Read } from './line-reader';
export { pairOf } from './pair';

const sampleBytes = 1 << 16; // 64 KiB

/**
 * An index of a JSONL file: where each line stands, and what a list shows of it. It is good for
 * the first `size` bytes of the file while their checksum is the one it names.
 */
export interface IndexFile<K extends Indexable = Indexable> {
  readonly of: K;
  readonly size: number;
  readonly checksum: string;
  /** How many lines those bytes are. */
  readonly lines: number;
  readonly entries: readonly EntryOf<K>[];
  readonly skipped: readonly SkippedLine[];
}

const Head = z.object({
  version: z.literal(1),
  of: z.enum(['episodes', 'ratings']),
  size: z.number().int().nonnegative(),
  checksum: z.string(),
  lines: z.number().int().nonnegative(),
  entries: z.array(z.unknown())
});

/** Where the index of a file lies. */
export const indexPath = (file: string): string => `${file}.index.json`;

/**
 * The parts of a file's first `size` bytes that its checksum is made of, as [from, to): the
 * beginning, the middle and the end. A reader over a network need not fetch a large file to
 * know whether an index is its own; whoever reads an episode still compares the id.
 */
export function samplesOf(size: number): [number, number][] {
  if (size <= 3 * sampleBytes) return [[0, size]];
  const middle = Math.floor((size - sampleBytes) / 2);
  return [0, middle, size - sampleBytes].map(from => [from, from + sampleBytes]);
}

/** The first line of an index; then every entry is a line of its own, and `indexEnd` ends it. */
export function indexStart(of: Indexable, size: number, checksum: string): string {
  return `{"version":1,"of":"${of}","size":${size},"checksum":"${checksum}","entries":[`;
}

/** The last line of an index. */
export const indexEnd = (lines: number): string => `],"lines":${lines}}`;

/** A text as an index of such a file, or `undefined` when it is none: then a new one is made. */
export function parseIndex<K extends Indexable>(of: K, text: string): IndexFile<K> | undefined {
  const head = Head.safeParse(jsonOr(text)).data;
  if (!head || head.of !== of) return undefined;
  const isSkipped = (entry: unknown) => Object.hasOwn(Object(entry) as object, 'reason');
  const schema = z.array(indexable[of].entry) as unknown as z.ZodType<EntryOf<K>[]>;
  const entries = schema.safeParse(head.entries.filter(entry => !isSkipped(entry))).data;
  const skipped = z.array(SkippedLine).safeParse(head.entries.filter(isSkipped)).data;
  if (!entries || !skipped) return undefined;
  const isInside = ({ at, bytes }: { at: number; bytes: number }) => at + bytes <= head.size;
  if (![...entries, ...skipped].every(isInside)) return undefined;
  return { of, size: head.size, checksum: head.checksum, lines: head.lines, entries, skipped };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
