import {
  closeSync,
  createReadStream,
  fstatSync,
  openSync,
  readSync,
  type ReadStream
} from 'node:fs';
import type { Transform } from 'node:stream';
import { createInflateRaw, crc32 } from 'node:zlib';
import { LabError, messageOf } from '../base/fail';
import { directoryProblem, endsOf } from './zip-directory';
import { isSame, type Packed } from './zip-header';
import { archiveLimits, tooBig } from './zip-limits';

/** A file in an archive. */
export interface ArchiveEntry {
  readonly name: string;
  /** Its size when unpacked, in bytes. */
  readonly size: number;
  bytes(): AsyncIterable<Buffer>;
}

/** A file in an archive that is not read, and why. */
export interface RefusedEntry {
  readonly name: string;
  readonly reason: string;
}

/** Bigger pieces than usual: a corpus is unpacked twice as fast. */
export const unpacking = { chunkSize: 64 * 1024 };

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const in64 = 0xffffffff; // then the number stands elsewhere, in 64 bits
const only32 = 'it is in the 64-bit form of zip; unpack it yourself and give the folder';
const longestEnd = 22 + 65_535; // the end record and its comment

/**
 * The files of a zip archive in its order; folders are left out.
 *
 * Throws: LabError [edge/zip] when it is none, is damaged, or is of a kind that is not read
 * Source: PKWARE, APPNOTE 6.3.
 */
export function zipEntries(path: string): (ArchiveEntry | RefusedEntry)[] {
  const { directory, start } = directoryOf(path);
  const ends = endsOf(directory, start);
  const entries: (ArchiveEntry | RefusedEntry)[] = [];
  for (let at = 0; at + 46 <= directory.length;) {
    if (directory.readUInt32LE(at) !== entryMark) throw damaged(path, 'a broken list of files');
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, nameEnd);
    if (nameEnd > directory.length) throw damaged(path, 'a broken list of files');
    if (!name.endsWith('/')) entries.push(entryAt(path, directory, at, name, ends));
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  const problem = directoryProblem(directory);
  if (problem === undefined) return entries;
  throw damaged(path, problem);
}

function entryAt(
  path: string,
  directory: Buffer,
  at: number,
  name: string,
  ends: ReadonlyMap<number, number>
): ArchiveEntry | RefusedEntry {
  const flags = directory.readUInt16LE(at + 8);
  const method = directory.readUInt16LE(at + 10);
  const crc = directory.readUInt32LE(at + 16);
  const packed = directory.readUInt32LE(at + 20);
  const size = directory.readUInt32LE(at + 24);
  const start = directory.readUInt32LE(at + 42);
  const reason =
    badName(name) ??
    (isLink(directory, at) ? 'it is a link or no plain file' : undefined) ??
    ([packed, size, start].includes(in64) ? only32 : undefined) ??
    (flags & 1 ? 'it is encrypted' : undefined) ??
    (method !== 0 && method !== 8 ? `it is packed by method ${method}` : undefined) ??
    tooBig(size, packed);
  if (reason !== undefined) return { name: name.slice(0, archiveLimits.name), reason };
  const entry = { name, flags, method, crc, packed, size, start, end: ends.get(start)! };
  return { name, size, bytes: () => unpacked(path, entry) };
}

/** Whether an entry's file type, which Unix leaves beside its name, is a link. */
function isLink(directory: Buffer, at: number): boolean {
  return directory.readUInt32LE(at + 38) >>> 28 === 0xa;
}

/** Why a name in an archive is not taken; a name never becomes a path, but it may be shown as one. */
export function badName(name: string): string | undefined {
  const { name: longest } = archiveLimits;
  if (name.length > longest) return `its name is longer than ${longest} characters`;
  const isPlain = !/[\\\p{Cc}]/u.test(name) && !/^(\/|[a-z]:)/i.test(name);
  return isPlain && !name.split('/').includes('..')
    ? undefined
    : 'its name leads out of the archive';
}

async function* unpacked(path: string, entry: Packed): AsyncGenerator<Buffer> {
  let size = 0;
  let crc = 0;
  for await (const chunk of inflated(path, entry)) {
    size += chunk.length;
    if (size > entry.size) throw damaged(path, `${entry.name} with more bytes than it says`);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (size !== entry.size || crc !== entry.crc) {
    throw damaged(path, `${entry.name} with a wrong checksum`);
  }
}

async function* inflated(path: string, entry: Packed): AsyncGenerator<Buffer> {
  const start = dataStart(path, entry);
  if (entry.packed === 0) return;
  const raw = createReadStream(path, { start, end: start + entry.packed - 1 });
  try {
    yield* entry.method === 0 ? raw : piped(raw, createInflateRaw(unpacking));
  } catch (error) {
    throw damaged(path, `${entry.name} that cannot be unpacked (${messageOf(error)})`);
  }
}

/** What comes out of an unpacker; both ends are closed whenever the reader stops. */
export async function* piped(raw: ReadStream, unpacker: Transform): AsyncGenerator<Buffer> {
  raw.on('error', error => unpacker.destroy(error));
  unpacker.on('error', () => undefined); // the iterator below throws it
  try {
    for await (const chunk of raw.pipe(unpacker)) yield chunk as Buffer;
  } finally {
    raw.destroy();
  }
}

/** Where an entry's packed bytes start; its own header must say the same as the list of files. */
function dataStart(path: string, entry: Packed): number {
  const { start, name, packed, end } = entry;
  const header = bytesAt(path, start, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) {
    throw damaged(path, `${name} that is not where it should be`);
  }
  const nameLength = header.readUInt16LE(26);
  if (bytesAt(path, start + 30, nameLength).toString('utf8') !== name || !isSame(header, entry)) {
    throw damaged(path, `${name} whose own header says otherwise than the list of files`);
  }
  const dataAt = start + 30 + nameLength + header.readUInt16LE(28);
  if (dataAt + packed <= end) return dataAt;
  throw damaged(path, `${name}, which shares its bytes with another file`);
}

function directoryOf(path: string): { directory: Buffer; start: number } {
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  closeSync(file);
  const tail = bytesAt(path, Math.max(0, size - longestEnd), Math.min(size, longestEnd));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== endMark) {
    throw damaged(path, 'no list of files');
  }
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (start === in64) throw notRead(path);
  if (start + length > size) throw damaged(path, 'a list of files that goes beyond its end');
  if (length > archiveLimits.directory) throw damaged(path, `a list of files of ${length} bytes`);
  return { directory: bytesAt(path, start, length), start };
}

function bytesAt(path: string, start: number, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, start));
  } finally {
    closeSync(file);
  }
}

function notRead(path: string): LabError {
  const [got, todo] = ['its 64-bit form', 'Unpack it yourself and give the folder.'];
  return new LabError('edge/zip', { expected: `a zip archive of 32 bits in ${path}`, got, todo });
}

function damaged(path: string, got: string): LabError {
  const todo = 'Fetch it again, or unpack it yourself and give the folder.';
  return new LabError('edge/zip', { expected: `a whole zip archive in ${path}`, got, todo });
}
