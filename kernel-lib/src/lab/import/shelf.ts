import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from '../../base/text';
import { lineWriter, textOf, type LineWriter, type Table } from '../../edge/files';
import { LineNumbers } from '../../edge/line-numbers';
import { cutTornLine } from '../../edge/torn-line';
import type { Identified } from '../journal';

/** What became of a row: written, there already, or refused since another row has its id. */
export type Shelved = 'new' | 'same' | 'other';

const writtenAtOnce = 1024 * 1024; // characters; many small writes take longer than the reading

/** A file of imported rows that only grows; a row that is there already is not written again. */
export class Shelf<T extends Identified> {
  private writer: LineWriter | undefined;
  private waiting: string[] = [];
  private length = 0;

  private constructor(
    private readonly path: string,
    private readonly version: number,
    /** Where in the file the line of an id begins, in bytes. */
    private readonly places: Map<string, number>,
    private end: number
  ) {}

  /** Opens the file of a table in a run folder, with what earlier imports left there. */
  static async of<T extends Identified>(folder: string, table: Table<T>): Promise<Shelf<T>> {
    const path = join(folder, table.file);
    const places = new Map<string, number>();
    const lines = new LineNumbers(path);
    let number = 0;
    let end = 0;
    cutTornLine(path);
    if (existsSync(path)) {
      for await (const line of linesOf(textOf(path))) {
        number++;
        const text = /^\{"version":\d+,"id":("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
        if (text !== undefined) {
          const id = JSON.parse(text) as string;
          lines.check(id, number);
          places.set(id, end);
        }
        if (line !== '') end += Buffer.byteLength(line) + 1;
      }
    }
    return new Shelf(path, table.version, places, end);
  }

  /** How many rows there are. */
  get rows(): number {
    return this.places.size;
  }

  /** Keeps a row, the id first, as the readers of interop make it. */
  put(row: T): Shelved {
    const line = JSON.stringify({ version: this.version, ...row });
    const place = this.places.get(row.id);
    if (place !== undefined) return this.lineAt(place, line) === line ? 'same' : 'other';
    this.places.set(row.id, this.end);
    this.end += Buffer.byteLength(line) + 1;
    this.waiting.push(line);
    this.length += line.length;
    if (this.length > writtenAtOnce) this.write();
    return 'new';
  }

  close(): void {
    this.write();
    this.writer?.close();
    this.writer = undefined;
  }

  private write(): void {
    if (this.waiting.length === 0) return;
    this.writer ??= lineWriter(this.path);
    this.writer.add(this.waiting.join('\n'));
    this.waiting = [];
    this.length = 0;
  }

  /** The line at a place if it is as long as the given one, else something else. */
  private lineAt(place: number, like: string): string {
    this.write();
    const bytes = Buffer.alloc(Buffer.byteLength(like) + 1);
    const file = openSync(this.path, 'r');
    try {
      const text = bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, place));
      return text.endsWith('\n') ? text.slice(0, -1) : text;
    } finally {
      closeSync(file);
    }
  }
}
