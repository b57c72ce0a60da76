import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shortDigest } from '../../base/id';
import { linesOf } from '../../base/text';
import { fileDigest } from '../../edge/file-digest';
import { lineWriter, rowReader, textOf, writeWhole, type LineWriter } from '../../edge/files';
import { inspirationOf, type Inspiring } from '../../inspiration/intake';
import { sources } from '../../inspiration/schema';
import { importedTables } from './imported';

const table = importedTables.inspirations;
const order = [...sources, 'unknown'] as const;
const writtenAtOnce = 1024 * 1024; // characters

/** Added to the place of a text's source when this import has read it; a number for each text is small. */
const isRead = order.length;

/**
 * The inspirations of a run folder while files are read into it, as one pool in the paper's order of
 * sources. Of each text a hash stays in memory; the lines wait in a file for each source.
 */
export class ImportedPool {
  /** Of each text the first source that has it, as its place in the order, and whether it was read. */
  private readonly known = new Map<string, number>();
  private readonly parts: readonly Pile[];
  /** Ids of lines that wait in vain, since an earlier source has their text as well. */
  private readonly replaced = new Set<string>();

  private constructor(private readonly path: string) {
    this.parts = order.map(source => new Pile(`${path}.${source}.tmp`));
  }

  static async in(folder: string): Promise<ImportedPool> {
    const pool = new ImportedPool(join(folder, table.file));
    pool.removeParts();
    const read = rowReader(table, pool.path);
    let number = 0;
    for await (const line of linesIn(pool.path)) {
      if (line !== '') pool.keep(read(line, number), 0);
      number++;
    }
    return pool;
  }

  /** Takes a text of this import; the same text again, or of a later source, changes nothing. */
  add(one: Inspiring): void {
    this.keep(one, isRead);
  }

  /** Writes the pool, if it is another one than before. Returns how many of its texts this import read. */
  async write(except: ReadonlySet<string>): Promise<number> {
    const whole = new Pile(`${this.path}.tmp`);
    for (const part of this.parts) {
      part.close();
      for await (const line of linesIn(part.path)) {
        if (line !== '' && !this.isOut(line, except)) whole.add(line);
      }
    }
    whole.close();
    await takeOver(whole.path, this.path);
    this.removeParts();
    let n = 0;
    for (const [hash, known] of this.known) if (known >= isRead && !except.has(hash)) n++;
    return n;
  }

  /** Leaves nothing behind but the pool, also where an import was stopped. */
  removeParts(): void {
    for (const part of this.parts) part.remove();
    rmSync(`${this.path}.tmp`, { force: true });
  }

  private keep({ source, text }: Inspiring, read: 0 | typeof isRead): void {
    const hash = shortDigest(text);
    const place = order.indexOf(source);
    const known = this.known.get(hash);
    const before = known === undefined ? undefined : known % isRead;
    const wasRead = known !== undefined && known >= isRead;
    this.known.set(hash, Math.min(place, before ?? place) + (wasRead ? isRead : read));
    if (before !== undefined && before <= place) return;
    if (before !== undefined) this.replaced.add(inspirationOf(order[before]!, text).id);
    const row = { version: table.version, ...inspirationOf(source, text) };
    this.parts[place]!.add(JSON.stringify(row));
  }

  private isOut(line: string, except: ReadonlySet<string>): boolean {
    if (this.replaced.size === 0 && except.size === 0) return false;
    const { id, text } = JSON.parse(line) as { id: string; text: string };
    return this.replaced.has(id) || except.has(shortDigest(text));
  }
}

/** A file that is written many lines at a time, and made with the first. */
class Pile {
  private writer: LineWriter | undefined;
  private waiting: string[] = [];
  private length = 0;

  constructor(readonly path: string) {}

  add(line: string): void {
    this.waiting.push(line);
    this.length += line.length;
    if (this.length > writtenAtOnce) this.flush();
  }

  close(): void {
    this.flush();
    this.writer?.close();
    this.writer = undefined;
  }

  remove(): void {
    this.waiting = [];
    this.close();
    rmSync(this.path, { force: true });
  }

  private flush(): void {
    if (this.waiting.length === 0) return;
    this.writer ??= lineWriter(this.path);
    this.writer.add(this.waiting.join('\n'));
    this.waiting = [];
    this.length = 0;
  }
}

async function* linesIn(path: string): AsyncGenerator<string> {
  if (existsSync(path)) yield* linesOf(textOf(path));
}

/** Puts a file in the place of another, unless they are the same. */
async function takeOver(whole: string, path: string): Promise<void> {
  if (!existsSync(whole) && existsSync(path)) return writeWhole(path, '');
  if (!existsSync(whole)) return;
  const isSame = existsSync(path) && (await fileDigest(path)) === (await fileDigest(whole));
  if (isSame) rmSync(whole);
  else {
    mkdirSync(dirname(path), { recursive: true });
    renameSync(whole, path);
  }
}
