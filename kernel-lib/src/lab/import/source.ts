import { createHash } from 'node:crypto';
import { basename, join, relative } from 'node:path';
import { idOf } from '../../base/id';
import { fileDigest } from '../../edge/file-digest';
import { lineOf, readRows, writeWhole } from '../../edge/files';
import { importedTables, type ImportedSource } from './imported';

const table = importedTables.sources;

/** How many of each kind there are. */
type Counts = Readonly<Record<string, number>>;

/** One file or folder that is given to an import, while it is read. */
export class GivenSource {
  readonly formats = new Set<string>();
  private readonly list = createHash('sha256');
  private only = '';
  private files = 0;
  private last = '';

  /** `read` and `lines` are what the import has read and kept before it. */
  constructor(
    private readonly path: string,
    private readonly read: Counts,
    private readonly lines: Counts
  ) {}

  /** Takes in a file that lies on the disk; of an archive each of its entries says the same. */
  async has(file: string): Promise<void> {
    if (file === this.last) return;
    this.last = file;
    this.only = await fileDigest(file);
    this.files++;
    this.list.update(`${this.only}  ${relative(this.path, file)}\n`);
  }

  /** What came of it, or `undefined` where nothing did. */
  ended(read: Counts, lines: Counts, time: string): ImportedSource | undefined {
    const counts = Object.entries(read).filter(([kind, n]) => n > (this.read[kind] ?? 0));
    if (counts.length === 0) return undefined;
    const added = Object.entries(lines).filter(([kind, n]) => n > (this.lines[kind] ?? 0));
    const name = basename(this.path);
    const isFile = this.last === this.path;
    const sha256 = isFile ? this.only : this.list.digest('hex');
    return {
      id: idOf('source', { name, sha256 }),
      ...{ name, sha256, files: this.files, time, formats: [...this.formats].sort() },
      read: Object.fromEntries(counts.map(([kind, n]) => [kind, n - (this.read[kind] ?? 0)])),
      lines: Object.fromEntries(
        added.map(([kind, n]) => [kind, [[(this.lines[kind] ?? 0) + 1, n]]])
      )
    };
  }
}

/** The sources that a run folder's imports came from. */
export function importedSources(folder: string): ImportedSource[] {
  return readRows(table, join(folder, table.file));
}

/** Adds sources to a folder's list. One that is there already only gets the lines that are new. */
export function keepSources(folder: string, added: readonly ImportedSource[]): void {
  const all = new Map(importedSources(folder).map(one => [one.id, one]));
  const before = JSON.stringify([...all.values()]);
  for (const one of added) {
    const known = all.get(one.id);
    all.set(one.id, known ? { ...known, lines: joined(known.lines, one.lines) } : one);
  }
  if (JSON.stringify([...all.values()]) === before) return;
  const text = [...all.values()].map(one => `${lineOf(table, one)}\n`).join('');
  writeWhole(join(folder, table.file), text);
}

function joined(a: ImportedSource['lines'], b: ImportedSource['lines']): ImportedSource['lines'] {
  const more = Object.entries(b).map(([kind, ranges]) => [kind, [...(a[kind] ?? []), ...ranges]]);
  return { ...a, ...(Object.fromEntries(more) as ImportedSource['lines']) };
}
