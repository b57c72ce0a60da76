import { join } from 'node:path';
import {
  lineOf,
  lineWriter,
  readRows,
  removeFile,
  writeWhole,
  type LineWriter,
  type Table
} from '../edge/files';
import { twice } from '../edge/line-numbers';

/** What a row of a run's files always has. */
export interface Identified {
  readonly id: string;
}

/**
 * A room file that is written by many at once and ends up in one order.
 * A row that is next in line goes to the file; one that is early waits in the journal beside it,
 * so that nothing is lost when the process dies and the file is the same whoever was first.
 */
export class Journal<T extends Identified> {
  private readonly path: string;
  private readonly journalPath: string;
  private readonly rows = new Map<string, T>();
  /** The ids in the file, in the file's order. */
  private readonly committed = new Set<string>();
  /** The lines of rows that are early, as the journal has them, until they are committed. */
  private readonly early = new Map<string, string>();
  private readonly passed = new Set<string>();
  private next = 0;
  private file: LineWriter | undefined;
  private journal: LineWriter | undefined;

  /** Opens a room file for the ids of `order`, with what earlier processes left in the journal. */
  constructor(
    folder: string,
    private readonly table: Table<T>,
    private readonly order: readonly string[]
  ) {
    this.path = join(folder, table.file);
    this.journalPath = join(folder, 'journal', table.file);
    for (const row of readRows(table, this.path)) {
      this.rows.set(row.id, row);
      this.committed.add(row.id);
    }
    for (const [i, row] of readRows(table, this.journalPath).entries()) {
      this.refuseOther(row, `${this.journalPath}:${i + 1}`);
      this.rows.set(row.id, row);
    }
    this.advance();
  }

  /** Whether a row is there, so that it need not be made. */
  has(id: string): boolean {
    return this.rows.has(id);
  }

  /** Keeps a row: its place in the order decides where. */
  keep(row: T): void {
    this.rows.set(row.id, row);
    if (row.id !== this.order[this.next]) {
      const line = lineOf(this.table, row);
      this.early.set(row.id, line);
      this.journal ??= lineWriter(this.journalPath);
      this.journal.add(line);
    }
    this.advance();
  }

  /** Says that a row will not come this time, so that later ones need not wait for it. */
  passOver(id: string): void {
    this.passed.add(id);
    this.advance();
  }

  /** Brings the file into order, and returns its rows. */
  close(): T[] {
    this.file?.close();
    this.journal?.close();
    const sorted = this.sorted();
    const inFile = [...this.committed];
    if (!sorted.every(({ id }, i) => id === inFile[i])) {
      writeWhole(this.path, sorted.map(({ id }) => `${this.lineWith(id)}\n`).join(''));
    }
    removeFile(this.journalPath);
    return sorted;
  }

  /** The rows that are there, in the file's order. */
  sorted(): T[] {
    return inOrder([...this.rows.keys()], this.order).map(id => this.rows.get(id)!);
  }

  /** A row may be in the file and in the journal, but only the same: others come from two writers. */
  private refuseOther(row: T, place: string): void {
    const inFile = this.rows.get(row.id);
    if (!inFile || lineOf(this.table, inFile) === lineOf(this.table, row)) return;
    const line = [...this.committed].indexOf(row.id) + 1;
    throw twice(row.id, line === 0 ? this.journalPath : `${this.path}:${line}`, place);
  }

  /** Commits every row whose turn has come. */
  private advance(): void {
    for (; this.next < this.order.length; this.next++) {
      const id = this.order[this.next]!;
      if (!this.rows.has(id) && !this.passed.has(id)) return;
      if (this.rows.has(id) && !this.committed.has(id)) this.commit(id);
    }
  }

  private commit(id: string): void {
    this.file ??= lineWriter(this.path);
    this.file.add(this.lineWith(id));
    this.early.delete(id);
    this.committed.add(id);
  }

  private lineWith(id: string): string {
    return this.early.get(id) ?? lineOf(this.table, this.rows.get(id)!);
  }
}

// Ids that are not in the order (another pass wrote them) keep their place in front.
function inOrder(ids: readonly string[], order: readonly string[]): string[] {
  const rank = new Map(order.map((id, i) => [id, i]));
  return [...ids].sort((a, b) => (rank.get(a) ?? -1) - (rank.get(b) ?? -1));
}
