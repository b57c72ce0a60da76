import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { messageOf } from '../base/fail';
import {
  checksumOf,
  indexEnd,
  indexPath,
  indexStart,
  LineReader,
  samplesOf,
  type Indexable
} from '../transcript/index-file';

const partBytes = 1 << 20; // 1 MiB

/** The kinds of files that get an index, by their names in a run folder. */
const kinds = new Map<string, Indexable>([
  ['episodes.jsonl', 'episodes'],
  ['ratings.jsonl', 'ratings']
]);

/**
 * Writes the index beside a file of episodes or ratings, for whoever browses it; any other file
 * has none. What an earlier index says of the file's beginning is kept and only the rest is read,
 * so that a run's stages cost little; neither file is ever in memory as a whole.
 */
export async function writeIndex(file: string): Promise<void> {
  const of = kinds.get(file.split(/[\\/]/).at(-1) ?? '');
  if (!of || !existsSync(file)) return;
  const { size } = await stat(file);
  const kept = await usableIndex(of, file, size);
  if (kept?.size === size) return;
  const target = indexPath(file);
  const temporary = `${target}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const lines = indexLines(of, file, size, kept);
    await pipeline(Readable.from(lines), createWriteStream(temporary, { flags: 'wx' }));
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The same where nothing depends on it: an index makes a file quick to browse, without one it is as good. */
export function keepIndex(file: string, onNotice: (sentence: string) => void): Promise<void> {
  return writeIndex(file).catch((error: unknown) =>
    onNotice(`${basename(file)} has no index: ${messageOf(error)}`)
  );
}

/** How far an index that is there already can be believed. */
interface Kept {
  readonly size: number;
  readonly lines: number;
}

async function* indexLines(
  of: Indexable,
  file: string,
  size: number,
  kept: Kept | undefined
): AsyncGenerator<string> {
  const covered = await wholeLines(file, size);
  yield `${indexStart(of, covered, await fileChecksum(file, covered))}\n`;
  let separator = '';
  if (kept) {
    for await (const entry of entriesIn(indexPath(file))) {
      yield `${separator}${entry}`;
      separator = ',\n';
    }
  }
  const reader = new LineReader(of, kept);
  const options = { start: reader.size, end: covered - 1, highWaterMark: partBytes };
  const rest = reader.size < covered ? createReadStream(file, options) : [];
  for await (const part of rest) {
    for (const read of reader.push(part as Buffer)) {
      yield `${separator}${JSON.stringify(read)}`;
      separator = ',\n';
    }
  }
  yield `\n${indexEnd(reader.lines)}\n`;
}

/** The end of a file's last whole line, in bytes. */
async function wholeLines(file: string, size: number): Promise<number> {
  for (let to = size; to > 0; to -= Math.min(to, partBytes)) {
    const from = Math.max(0, to - partBytes);
    const found = (await bytesOf(file, from, to)).lastIndexOf(10);
    if (found !== -1) return from + found + 1;
  }
  return 0;
}

/** The index that lies there, if it is one of the file's beginning. */
async function usableIndex(of: Indexable, file: string, size: number): Promise<Kept | undefined> {
  const path = indexPath(file);
  if (!existsSync(path)) return undefined;
  let first: string | undefined;
  let last = '';
  for await (const line of linesIn(path)) {
    first ??= line;
    last = line;
  }
  const head = jsonOr(`${first ?? ''}],"lines":0}`);
  const foot = jsonOr(`{"entries":[${last}`);
  if (head?.version !== 1 || head.of !== of || typeof foot?.lines !== 'number') return undefined;
  if (typeof head.size !== 'number' || head.size > size) return undefined;
  if ((await fileChecksum(file, head.size)) !== head.checksum) return undefined;
  return { size: head.size, lines: foot.lines };
}

async function* entriesIn(index: string): AsyncGenerator<string> {
  for await (const line of linesIn(index)) {
    if (line.startsWith('{"at"')) yield line.replace(/,$/, '');
  }
}

function linesIn(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: Infinity });
}

async function fileChecksum(file: string, size: number): Promise<string> {
  return checksumOf(
    await Promise.all(samplesOf(size).map(([from, to]) => bytesOf(file, from, to)))
  );
}

async function bytesOf(file: string, from: number, to: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(to - from), 0, to - from, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function jsonOr(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined; // a broken index is made again
  }
}
