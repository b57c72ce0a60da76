import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  createReadStream,
  existsSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { UsageError, messageOf } from '../base/fail';
import { jsonLine } from '../base/json';
import { LineNumbers } from './line-numbers';
import { guardOf } from './lock/guard';
import { parseJson } from './parse-json';
import { isRegular, openInPlace } from './regular-file';

/** A kind of JSONL file: its name, its schema and the version that every line carries. */
export interface Table<T> {
  readonly file: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** The id of a row, where a file has each only once. */
  idOf?(row: T): string;
}

/**
 * A row as its line in a file: JSON with the version first, then the schema's fields in the
 * schema's order, so that equal rows are equal bytes however they were made.
 */
export function lineOf<T>(table: Table<T>, row: T): string {
  return jsonLine({ version: table.version, ...table.schema.parse(row) });
}

/**
 * A line of a file as a row.
 *
 * Throws: UsageError [edge/files] when it is not JSON, of another version or not as the schema says.
 */
export function rowOf<T>(table: Table<T>, line: string, place: string): T {
  const value = parseJson(line, place);
  const version = (value as { version?: unknown } | null)?.version;
  if (version !== table.version) {
    throw new UsageError('edge/files', {
      expected: `version ${table.version} of ${table.file} in ${place}`,
      got: version,
      todo: 'Read it with the release that wrote it, or make the file again.'
    });
  }
  const read = table.schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError('edge/files', {
    expected: `${issue?.path.join('.') || 'a row'} of ${table.file} to be valid in ${place}`,
    got: issue?.message,
    todo: 'Correct the line or remove it.',
    cause: read.error
  });
}

/**
 * All rows of a JSONL file in order; none where there is no file.
 *
 * Throws: UsageError [edge/files] for a line that is not a row, or an id in two lines
 */
export function readRows<T>(table: Table<T>, path: string): T[] {
  const read = rowReader(table, path);
  return linesOf(path).map(read);
}

/** Reads the lines of a JSONL file one after the other, as `readRows` does; `i` counts from 0. */
export function rowReader<T>(table: Table<T>, path: string): (line: string, i: number) => T {
  const lines = new LineNumbers(path);
  return (line, i) => {
    const row = rowOf(table, line, `${path}:${i + 1}`);
    if (table.idOf) lines.check(table.idOf(row), i + 1);
    return row;
  };
}

/** The complete lines of a text file; a last line without its line break does not count. */
export function linesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  lines.pop();
  return lines;
}

/** A text file as a stream of texts. Throws: UsageError [edge/files] when it cannot be read. */
export async function* textOf(path: string): AsyncGenerator<string> {
  try {
    for await (const chunk of createReadStream(path, 'utf8')) yield chunk as string;
  } catch (error) {
    throw new UsageError('edge/files', {
      expected: `a readable file at ${path}`,
      got: messageOf(error),
      todo: 'Check the path and its permissions.',
      cause: error
    });
  }
}

/**
 * Writes a file so that it is either the old one or the whole new one, never a part.
 *
 * Throws: UsageError [edge/regular-file] when there is a link or another thing that is not a file
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  guardOf(path)();
  isRegular(path);
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    writeFileSync(temporary, content, { flag: 'wx', flush: true });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes a file of a run folder, if it is there. */
export function removeFile(path: string): void {
  guardOf(path)();
  rmSync(path, { force: true });
}

/** A file that only grows, line by line. */
export interface LineWriter {
  /**
   * Adds a line at once; it is the system's, and survives the end of this process; a power loss, too,
   * a tenth of a second later. A line that a full disk takes only in part is taken back before the
   * error is thrown.
   */
  add(line: string): void;
  /** Waits until the disk has it, and closes. */
  close(): void;
}

const syncAfterMs = 100; // many lines share one wait for the disk, and nobody waits for it

const appending = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND;

/**
 * Opens a file to add lines at its end, or creates it.
 *
 * Throws: UsageError [edge/regular-file] when there is a link or another thing that is not a file
 */
export function lineWriter(path: string): LineWriter {
  const guard = guardOf(path);
  guard();
  mkdirSync(dirname(path), { recursive: true });
  const file = openInPlace(path, appending);
  let size = fstatSync(file).size;
  let timer: NodeJS.Timeout | undefined;
  let broken: Error | null = null; // a disk says only once what it could not write
  const sync = () => {
    timer = undefined;
    fdatasync(file, error => (broken ??= error));
  };
  return {
    add: line => {
      guard();
      if (broken) throw broken;
      timer ??= setTimeout(sync, syncAfterMs).unref();
      const text = `${line}\n`;
      try {
        writeFileSync(file, text); // unlike writeSync it goes on until all is written
        size += Buffer.byteLength(text);
      } catch (error) {
        ftruncateSync(file, size);
        throw error;
      }
    },
    close: () => {
      clearTimeout(timer);
      fsyncSync(file);
      closeSync(file);
      if (broken) throw broken;
    }
  };
}
