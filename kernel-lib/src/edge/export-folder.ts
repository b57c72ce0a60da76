import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../base/fail';
import { writeWhole } from './files';
import { checkTree } from './tree';

/** One file of an export. */
export const ExportedFile = z.object({
  file: z.string(),
  rows: z.number().int().nonnegative(),
  /** How many of them, the last ones, were imported; the run has nothing to do with those. */
  imported: z.number().int().nonnegative().optional(),
  sha256: z.string()
});
export type ExportedFile = z.infer<typeof ExportedFile>;

const provenanceName = 'provenance.json';
const Earlier = z.object({ files: z.array(ExportedFile) });
const flushAt = 1024 * 1024; // characters

/** A file of an export that is being written. */
export interface Growing {
  add(text: string): void;
  close(rows: number, imported?: number): void;
}

/** A folder that an export writes; what an earlier export left in it goes first. */
export class ExportFolder {
  readonly files: ExportedFile[] = [];

  /** Throws: UsageError [edge/export-folder] when the folder has something that no export wrote. */
  constructor(readonly path: string) {
    removeEarlier(path);
    mkdirSync(path, { recursive: true });
  }

  /** Writes a whole file. */
  write(file: string, text: string, rows: number, imported = 0): void {
    const growing = this.open(file);
    growing.add(text);
    growing.close(rows, imported);
  }

  /** Begins a file; its name is of our making, or was checked with `isFileName`. */
  open(file: string): Growing {
    const path = join(this.path, file);
    mkdirSync(dirname(path), { recursive: true });
    const descriptor = openSync(path, 'wx'); // a file that no export wrote stays as it is
    const hash = createHash('sha256');
    let waiting = '';
    const flush = () => {
      writeAll(descriptor, hash, waiting);
      waiting = '';
    };
    return {
      add: text => {
        waiting += text;
        if (waiting.length > flushAt) flush();
      },
      close: (rows, imported = 0) => {
        flush();
        closeSync(descriptor);
        const sha256 = hash.digest('hex');
        this.files.push({ file, rows, ...(imported > 0 && { imported }), sha256 });
      }
    };
  }

  /** Removes what was written: the export is not made. */
  discard(): void {
    for (const { file } of this.files) rmSync(join(this.path, file), { force: true });
  }

  /** Ends the export: what it is made of, and every file with its hash. */
  finish(provenance: Record<string, unknown>): void {
    const text = JSON.stringify({ ...provenance, files: this.files }, undefined, 2);
    writeWhole(join(this.path, provenanceName), `${text}\n`);
  }
}

/** Whether an id may become the name of a file: no folders, nothing hidden, not too long. */
export function isFileName(id: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,119}$/.test(id);
}

function writeAll(file: number, hash: Hash, text: string): void {
  if (text === '') return;
  hash.update(text);
  writeSync(file, text);
}

function removeEarlier(folder: string): void {
  if (!existsSync(folder)) return;
  const isFolder = statSync(folder).isDirectory();
  if (isFolder) checkTree(folder);
  if (isFolder && readdirSync(folder).length === 0) return;
  const path = join(folder, provenanceName);
  const earlier = existsSync(path) ? Earlier.safeParse(jsonIn(path)).data : undefined;
  if (!earlier) {
    throw new UsageError('edge/export-folder', {
      expected: 'an empty folder, or one that an export has written',
      got: folder,
      todo: 'Name another folder with --out.'
    });
  }
  const plain = earlier.files
    .map(({ file }) => file)
    .filter(file => file.split('/').every(isFileName));
  for (const file of plain) rmSync(join(folder, file), { force: true });
  rmSync(path);
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
