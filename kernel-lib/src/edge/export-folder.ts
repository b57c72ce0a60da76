import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
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
const unfinishedName = '.unfinished-export'; // in the folder, so that files are moved, not copied
const Earlier = z.object({ files: z.array(ExportedFile) });
const flushAt = 1024 * 1024; // characters

/** A file of an export that is being written. */
export interface Growing {
  add(text: string): void;
  close(rows: number, imported?: number): void;
}

/** A folder that an export writes; the files of an earlier export stay until this one is finished. */
export class ExportFolder {
  readonly files: ExportedFile[] = [];
  private readonly earlier: readonly string[];
  private readonly unfinished: string;

  /** Throws: UsageError [edge/export-folder] when the folder has something that no export wrote. */
  constructor(readonly path: string) {
    this.earlier = filesOfEarlier(path);
    this.unfinished = join(path, unfinishedName);
    this.discard(); // of an export that was killed
    mkdirSync(this.unfinished, { recursive: true });
  }

  /** Writes a whole file. */
  write(file: string, text: string, rows: number, imported = 0): void {
    const growing = this.open(file);
    growing.add(text);
    growing.close(rows, imported);
  }

  /** Begins a file; its name is of our making, or was checked with `isFileName`. */
  open(file: string): Growing {
    const path = join(this.unfinished, file);
    mkdirSync(dirname(path), { recursive: true });
    const descriptor = openSync(path, 'wx');
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
    rmSync(this.unfinished, { recursive: true, force: true });
  }

  /**
   * Ends the export: its files take the place of an earlier export's, and `provenance.json` says what
   * they are made of, with every file's hash.
   *
   * Throws: UsageError [edge/export-folder] when a file of that name is there that no export wrote
   */
  finish(provenance: Record<string, unknown>): void {
    const isForeign = ({ file }: ExportedFile) =>
      !this.earlier.includes(file) && existsSync(join(this.path, file));
    const foreign = this.files.find(isForeign);
    if (foreign) {
      this.discard();
      throw notOurs(join(this.path, foreign.file));
    }
    for (const file of this.earlier) rmSync(join(this.path, file), { force: true });
    for (const { file } of this.files) {
      mkdirSync(dirname(join(this.path, file)), { recursive: true });
      renameSync(join(this.unfinished, file), join(this.path, file));
    }
    this.discard();
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

/** The files that an earlier export wrote into a folder; none where it is empty or not there. */
function filesOfEarlier(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const isFolder = statSync(folder).isDirectory();
  if (isFolder) checkTree(folder);
  if (isFolder && readdirSync(folder).every(name => name === unfinishedName)) return [];
  const path = join(folder, provenanceName);
  const earlier = existsSync(path) ? Earlier.safeParse(jsonIn(path)).data : undefined;
  if (!earlier) throw notOurs(folder);
  return earlier.files.map(({ file }) => file).filter(file => file.split('/').every(isFileName));
}

function notOurs(path: string): UsageError {
  return new UsageError('edge/export-folder', {
    expected: 'an empty folder, or one that an export has written',
    got: path,
    todo: 'Name another folder with --out.'
  });
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
