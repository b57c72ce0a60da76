import { messageOf } from '../base/fail';
import { indexable, type EntryOf, type Indexable, type SkippedLine } from './index-entry';

const longestLine = 1 << 26; // 64 MiB; a longer one is no episode
const lineBreak = 10;

/** A line as an entry of the index, or why it is none. */
export type Read<K extends Indexable> = EntryOf<K> | SkippedLine;

/** Whether a line was passed over. */
export function isSkipped(read: Read<Indexable>): read is SkippedLine {
  return 'reason' in read;
}

/** Where a reader begins: at the start of a file, or where an earlier one stopped. */
export interface Start {
  readonly size: number;
  readonly lines: number;
}

/** Reads a JSONL file piece by piece, and never keeps more of it than one line. */
export class LineReader<K extends Indexable> {
  private pending: Uint8Array[] = [];
  private pendingBytes = 0;
  private at: number;
  private line: number;

  constructor(
    private readonly of: K,
    start: Start = { size: 0, lines: 0 }
  ) {
    this.at = start.size;
    this.line = start.lines;
  }

  /** How far whole lines have been read. */
  get size(): number {
    return this.at;
  }

  get lines(): number {
    return this.line;
  }

  /** The lines that the next bytes of the file complete. */
  *push(bytes: Uint8Array): Generator<Read<K>> {
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(lineBreak, from);
      if (end === -1) break;
      this.keep(bytes.subarray(from, end));
      from = end + 1;
      yield* this.taken(1);
    }
    this.keep(bytes.slice(from)); // a copy: what was handed in may be used again
  }

  /** The last line, where it is whole without its line break; one that is not yet written counts later. */
  *end(): Generator<Read<K>> {
    const read = this.read();
    if (read && !isSkipped(read)) yield* this.taken(0);
  }

  private *taken(breakBytes: number): Generator<Read<K>> {
    this.line += 1;
    const read = this.read();
    this.at += this.pendingBytes + breakBytes;
    this.pending = [];
    this.pendingBytes = 0;
    if (read) yield read;
  }

  private keep(part: Uint8Array): void {
    this.pendingBytes += part.length;
    if (this.pendingBytes > longestLine) this.pending = [];
    else if (part.length > 0) this.pending.push(part);
  }

  /** What has been kept as an entry; nothing for an empty line. */
  private read(): Read<K> | undefined {
    const place = { at: this.at, bytes: this.pendingBytes };
    try {
      if (this.pendingBytes > longestLine) throw new Error(`longer than ${longestLine} bytes`);
      const text = textOf(this.pending);
      if (text.trim() === '') return undefined;
      return indexable[this.of].entryOf(text, place.at, place.bytes) as EntryOf<K>;
    } catch (error) {
      return { ...place, line: Math.max(1, this.line), reason: messageOf(error) };
    }
  }
}

function textOf(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return parts.map(part => decoder.decode(part, { stream: true })).join('') + decoder.decode();
}
