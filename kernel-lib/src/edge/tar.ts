import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { LabError } from '../base/fail';
import { badName, type ArchiveEntry, type RefusedEntry } from './zip';
import { archiveLimits, tooBig } from './zip-limits';

const block = 512; // bytes

/**
 * The files of a tar archive in its order, folders left out; what is no plain file is refused.
 *
 * Throws: LabError [edge/tar] when it is damaged
 * Source: POSIX.1-1988, ustar.
 */
export function* tarEntries(path: string): Generator<ArchiveEntry | RefusedEntry> {
  const file = openSync(path, 'r');
  try {
    const { size: end } = fstatSync(file);
    const header = Buffer.alloc(block);
    let [found, unpacked] = [0, 0];
    for (let at = 0; at + block <= end;) {
      readSync(file, header, 0, block, at);
      if (header.every(byte => byte === 0)) return;
      const size = sizeIn(header, path);
      const start = at + block;
      if (start + size > end) throw damaged(path, 'a file that goes beyond its end');
      const problem = tooMuch(++found, (unpacked += size));
      if (problem !== undefined) throw damaged(path, problem);
      const type = String.fromCharCode(header[156]!);
      if (isPlain(type)) yield entryOf(path, nameIn(header), start, size);
      else if (!isSilent(type))
        yield { name: nameIn(header), reason: 'it is a link or no plain file' };
      at = start + Math.ceil(size / block) * block;
    }
  } finally {
    closeSync(file);
  }
}

/** Why no more of an archive is read. */
function tooMuch(entries: number, unpacked: number): string | undefined {
  const { entries: most, all } = archiveLimits;
  if (entries > most) return `more than ${most} files`;
  return unpacked > all ? `more than ${all} unpacked bytes in all` : undefined;
}

function isPlain(type: string): boolean {
  return type === '0' || type === '\0';
}

/** Folders, and what says something of the file that follows (a long name, a time). */
function isSilent(type: string): boolean {
  return /[5gxKL]/.test(type);
}

function entryOf(
  path: string,
  name: string,
  start: number,
  size: number
): ArchiveEntry | RefusedEntry {
  const reason = badName(name) ?? tooBig(size, size);
  if (reason !== undefined) return { name: name.slice(0, archiveLimits.name), reason };
  return { name, size, bytes: () => bytesOf(path, start, size) };
}

async function* bytesOf(path: string, start: number, size: number): AsyncGenerator<Buffer> {
  if (size === 0) return;
  for await (const chunk of createReadStream(path, { start, end: start + size - 1 })) {
    yield chunk as Buffer;
  }
}

function sizeIn(header: Buffer, path: string): number {
  const sum = header.reduce((all, byte, i) => all + (i >= 148 && i < 156 ? 32 : byte), 0);
  const octal = (from: number, to: number) =>
    header.toString('latin1', from, to).replace(/[\0 ]+/g, '');
  const size = octal(124, 136);
  if (parseInt(octal(148, 156), 8) !== sum || !/^[0-7]+$/.test(size)) {
    throw damaged(path, 'a broken header');
  }
  return parseInt(size, 8);
}

function nameIn(header: Buffer): string {
  const text = (from: number, to: number) => header.toString('utf8', from, to).split('\0')[0]!;
  const prefix = text(257, 262) === 'ustar' ? text(345, 500) : '';
  return prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`;
}

function damaged(path: string, got: string): LabError {
  const todo = 'Fetch it again, or unpack it yourself and give the folder.';
  return new LabError('edge/tar', { expected: `a whole tar archive in ${path}`, got, todo });
}
