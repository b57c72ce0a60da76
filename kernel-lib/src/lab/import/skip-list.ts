import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { linesOf } from '../../base/text';
import { lineOf, lineWriter, rowOf, textOf, type LineWriter } from '../../edge/files';
import { importedTables, type SkippedRow } from './imported';
import { cutTornLine } from '../../edge/torn-line';

const table = importedTables.skipped;

/** A row's line, and whether an earlier import wrote it. */
interface Listed {
  readonly line: string;
  readonly file: string;
  readonly isEarlier: boolean;
}

/** What was skipped, file by file; the rows of a file are replaced when it is read again. */
export class SkipList {
  /** Files that this import has read, of those that earlier ones skipped something of. */
  private readonly again = new Set<string>();
  private readonly earlier = new Set<string>();
  private lines = 0;
  private writer: LineWriter | undefined;

  private constructor(private readonly path: string) {}

  static async in(folder: string): Promise<SkipList> {
    const list = new SkipList(join(folder, table.file));
    cutTornLine(list.path);
    for await (const { file } of list.listed()) {
      list.earlier.add(file);
      list.lines++;
    }
    return list;
  }

  /** Says that a file is read; an archive that it is in is one that can be read now. */
  reading(path: string): void {
    for (let place = path; place !== dirname(place); place = dirname(place)) {
      if (this.earlier.has(place)) this.again.add(place);
    }
  }

  add(row: SkippedRow): void {
    this.writer ??= lineWriter(this.path);
    this.writer.add(lineOf(table, row));
  }

  /** Takes out what earlier imports said of the files that were read again. */
  async close(): Promise<void> {
    this.writer?.close();
    if (this.again.size === 0) return;
    const temporary = `${this.path}.tmp`;
    rmSync(temporary, { force: true });
    const writer = lineWriter(temporary);
    let kept = 0;
    for await (const { line, file, isEarlier } of this.listed()) {
      if (isEarlier && this.again.has(file)) continue;
      writer.add(line);
      kept++;
    }
    writer.close();
    renameSync(temporary, this.path);
    if (kept === 0) rmSync(this.path);
  }

  private async *listed(): AsyncGenerator<Listed> {
    if (!existsSync(this.path)) return;
    const earlier = this.lines;
    let number = 0;
    for await (const line of linesOf(textOf(this.path))) {
      number++;
      if (line === '') continue;
      const { file } = rowOf(table, line, `${this.path}:${number}`);
      yield { line, file, isEarlier: number <= earlier };
    }
  }
}
