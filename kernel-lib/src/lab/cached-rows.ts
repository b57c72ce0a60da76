import { join } from 'node:path';
import { simulatedRows } from '../base/simulated';
import { readRows, type Table } from '../edge/files';
import { isSimulated } from '../transcript/payload';
import type { RunFile } from './run-file';
import { tables, type RoundTask } from './tables';

/** The rows of a run folder, each file read at most once. */
export interface CachedRows {
  readonly rows: <T>(table: Table<T>) => readonly T[];
  /** Replaces the cached rows of a file. */
  readonly keep: <T>(table: Table<T>, rows: readonly T[]) => void;
  /** Forgets all rows; whoever asks for some again has them read again. */
  readonly clear: () => void;
}

/** Opens the rows of a run folder; what simulated models made is marked. */
export function cachedRows(folder: string, { simulated }: RunFile): CachedRows {
  const cache = new Map<string, readonly unknown[]>();
  const keep = <T>(table: Table<T>, rows: readonly T[]) =>
    void cache.set(table.file, simulated ? markedRows(table, rows) : rows);
  return {
    keep,
    clear: () => cache.clear(),
    rows: <T>(table: Table<T>) => {
      if (!cache.has(table.file)) keep(table, readRows(table, join(folder, table.file)));
      return cache.get(table.file) as readonly T[];
    }
  };
}

/** Inspirations, people and who is cast come from published data, and some tasks from people. */
function markedRows<T>(table: Table<T>, rows: readonly T[]): readonly T[] {
  switch (table.file) {
    case tables.inspirations.file:
    case tables.castings.file:
      return rows;
    case tables.tasks.file:
      return simulatedRows(rows, row => isSimulated((row as RoundTask).writer ?? ''));
    default:
      return simulatedRows(rows);
  }
}
