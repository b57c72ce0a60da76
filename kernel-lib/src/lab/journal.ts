import { existsSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import {
  lineOf,
  linesOf,
  lineWriter,
  rowOf,
  writeWhole,
  type LineWriter,
  type Table
} from '../edge/files';

/** What a row of a run's files always has. */
export interface Identified {
  readonly id: string;
}

/**
 * A room file that is written by many at once and ends up in one order.
 * A row that is next in line goes to the file; one that is early waits in the journal beside it,
 * so that nothing is lost when the process dies and the file is the same whoever was first.
 */
export interface Journal<T extends Identified> {
  /** The ids that need no more work. */
  has(id: string): boolean;
  /** Keeps a row: its place in the order decides where. */
  keep(row: T): void;
  /** Says that an id will not come this time, so that later ones need not wait for it. */
  passOver(id: string): void;
  /** Brings the file into order, and returns its rows. */
  close(): T[];
}

/** Opens a room file for the ids of `order`, with what earlier processes left in the journal. */
export function openJournal<T extends Identified>(
  folder: string,
  table: Table<T>,
  order: readonly string[]
): Journal<T> {
  const path = join(folder, table.file);
  const journalPath = join(folder, 'journal', table.file);
  const rows = new Map<string, T>();
  const inFile = rowsById(table, path);
  for (const row of inFile) rows.set(row.id, row);
  const committed = inFile.map(row => row.id);
  const isCommitted = new Set(committed);
  for (const row of rowsById(table, journalPath)) rows.set(row.id, row);

  const passed = new Set<string>();
  let next = 0;
  let file: LineWriter | undefined;
  let journal: LineWriter | undefined;
  const commit = (row: T) => {
    file ??= lineWriter(path);
    file.add(lineOf(table, row));
    committed.push(row.id);
    isCommitted.add(row.id);
  };
  const advance = () => {
    for (; next < order.length; next++) {
      const id = order[next]!;
      const row = rows.get(id);
      if (row && !isCommitted.has(id)) commit(row);
      if (!row && !passed.has(id)) return;
    }
  };
  advance();
  return {
    has: id => rows.has(id),
    keep: row => {
      rows.set(row.id, row);
      if (row.id !== order[next]) (journal ??= lineWriter(journalPath)).add(lineOf(table, row));
      advance();
    },
    passOver: id => {
      passed.add(id);
      advance();
    },
    close: () => {
      file?.close();
      journal?.close();
      const sorted = inOrder([...rows.keys()], order);
      const isSorted = sorted.every((id, i) => id === committed[i]);
      if (!isSorted)
        writeWhole(path, sorted.map(id => `${lineOf(table, rows.get(id)!)}\n`).join(''));
      rmSync(journalPath, { force: true });
      return sorted.map(id => rows.get(id)!);
    }
  };
}

/**
 * Cuts off a last line that a crash left without its end, in the file itself.
 * Returns the bytes cut; 0 when the file is whole or missing.
 */
export function cutTornLine(path: string): number {
  if (!existsSync(path)) return 0;
  const text = readFileSync(path);
  const whole = text.lastIndexOf(10) + 1; // the byte after the last line break
  if (whole < statSync(path).size) truncateSync(path, whole);
  return text.length - whole;
}

function rowsById<T extends Identified>(table: Table<T>, path: string): T[] {
  return linesOf(path).map((line, i) => rowOf(table, line, `${path}:${i + 1}`));
}

// Ids that are not in the order (another pass wrote them) keep their place in front.
function inOrder(ids: readonly string[], order: readonly string[]): string[] {
  const rank = new Map(order.map((id, i) => [id, i]));
  return [...ids].sort((a, b) => (rank.get(a) ?? -1) - (rank.get(b) ?? -1));
}
