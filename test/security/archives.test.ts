import { spawnSync } from 'node:child_process';
import { ftruncateSync, openSync, closeSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sourceFiles } from '../../kernel-lib/src/edge/source-files';
import { archiveLimits } from '../../kernel-lib/src/edge/zip-limits';
import { tarOf, zipOf } from '../support/archives';
import { emptyFolder } from '../support/folder';

const bytes = Buffer.from('{"a": 1}\n');
const longest = 64 * 1024 ** 2; // bytes of memory that reading a hostile archive may take

function written(name: string, content: Buffer): string {
  const path = join(emptyFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** What an archive's files give: the number of characters, or why there is none. */
async function outcomes(path: string): Promise<string[]> {
  const found: string[] = [];
  for (const file of sourceFiles(path)) {
    if ('reason' in file) found.push(file.reason);
    else {
      try {
        let length = 0;
        for await (const piece of file.text()) length += piece.length;
        found.push(`${length} characters`);
      } catch (error) {
        found.push((error as Error).message);
      }
    }
  }
  return found;
}

const two = () =>
  zipOf({ name: 'a.json', bytes, stored: true }, { name: 'b.json', bytes, stored: true });
const centralOf = (zip: Buffer, nth: number) => {
  let at = -1;
  for (let i = 0; i <= nth; i++) at = zip.indexOf('PK\u0001\u0002', at + 1);
  return at;
};

/** A stored entry whose bytes hold the header of the next one, so that both unpack the same. */
function quotedOverlap(): Buffer {
  const kernel = deflateRawSync(bytes);
  const zip = zipOf({ name: 'a.json', bytes: kernel, stored: true }, { name: 'b.json', bytes });
  const second = zip.indexOf('PK\u0003\u0004', 4);
  const length = 30 + 'b.json'.length + kernel.length;
  for (const at of [18, 22]) zip.writeUInt32LE(kernel.length + length, at);
  const central = centralOf(zip, 0);
  for (const at of [20, 24]) zip.writeUInt32LE(kernel.length + length, central + at);
  expect(second).toBe(36 + kernel.length);
  return zip;
}

/** A header whose extra field, which only the header itself tells of, moves the data into the next file. */
function hiddenOverlap(): Buffer {
  const zip = two();
  zip.writeUInt16LE(36, 28);
  return zip;
}

function otherName(): Buffer {
  const zip = two();
  zip.write('x', 30);
  return zip;
}

function otherMethod(): Buffer {
  const zip = two();
  zip.writeUInt16LE(8, 8);
  return zip;
}

test.each([
  ['a quoted overlap', quotedOverlap(), 'shares its bytes with another file'],
  ['an overlap that only a local header makes', hiddenOverlap(), 'shares its bytes with'],
  ['another name in the local header', otherName(), 'says otherwise than the list of files'],
  ['another method in the local header', otherMethod(), 'says otherwise than the list of files'],
  [
    'a size that lies',
    zipOf({ name: 'a.json', bytes, claims: { size: 1 } }),
    'more bytes than it says'
  ],
  ['a name without end', zipOf({ name: 'n'.repeat(9000), bytes }), 'longer than 1024 characters'],
  ['64-bit sizes', zipOf({ name: 'a.json', bytes, claims: { size: 0xffffffff } }), '64-bit form']
])('a zip with %s is refused by name', async (_, zip, reason) => {
  expect((await outcomes(written('x.zip', zip)))[0]).toContain(reason);
});

test('a whole zip is read, also when its sizes follow the packed bytes', async () => {
  const zip = two();
  zip.writeUInt16LE(8, 6);
  zip.writeUInt32LE(0, 18);
  zip.writeUInt32LE(0, 22);
  expect(await outcomes(written('x.zip', zip))).toEqual(['9 characters', '9 characters']);
});

test('many files that are each small enough are refused when they are a bomb together', async () => {
  const half = Buffer.alloc(archiveLimits.free / 2, 'x');
  const files = ['a', 'b', 'c'].map(name => ({ name: `${name}.json`, bytes: half }));
  expect(await outcomes(written('x.zip', zipOf(...files)))).toEqual([
    expect.stringContaining('more than 200 times the packed ones')
  ]);
});

test('files that claim more than the sum of an archive are refused before they are read', async () => {
  const claims = { size: 0xfffffffe };
  const names = Array.from({ length: 5 }, (_, i) => `${i}.json`);
  const zip = zipOf(...names.map(name => ({ name, bytes, claims })));
  expect(await outcomes(written('x.zip', zip))).toEqual([
    expect.stringContaining(`more than ${archiveLimits.all}`)
  ]);
});

test('more files than an archive may have are refused', async () => {
  const one = zipOf({ name: '', bytes: Buffer.alloc(0), stored: true });
  const entry = one.subarray(30, 76);
  const list = Buffer.concat(Array<Buffer>(archiveLimits.entries + 1).fill(entry));
  const end = Buffer.from(one.subarray(76));
  end.writeUInt32LE(list.length, 12);
  const zip = Buffer.concat([one.subarray(0, 30), list, end]);
  expect((await outcomes(written('x.zip', zip))).at(-1)).toContain('more than 200000');
});

test('a .gz without end stops early, with little memory', async () => {
  const piece = gzipSync(Buffer.alloc(4 * 1024 ** 2, 'x'), { level: constants.Z_BEST_COMPRESSION });
  const path = written('x.json.gz', Buffer.concat(Array<Buffer>(100).fill(piece))); // 400 MB
  const before = process.memoryUsage().arrayBuffers;
  expect(await outcomes(path)).toEqual([expect.stringContaining('200 times its packed size')]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(longest);
});

function tarWith(change: (header: Buffer) => void): Buffer {
  const tar = tarOf({ name: 'a.json', bytes });
  change(tar);
  tar.write('        ', 148);
  const sum = tar.subarray(0, 512).reduce((all, byte) => all + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return tar;
}

test.each([
  ['a negative size', (tar: Buffer) => tar.fill(0xff, 124, 136), 'a broken header'],
  ['a minus sign', (tar: Buffer) => tar.write('-0000000011\0', 124), 'a broken header'],
  ['a size in 256 bits', (tar: Buffer) => tar.write('\u0080', 124, 'latin1'), 'a broken header'],
  ['a size beyond its end', (tar: Buffer) => tar.write('77777777777\0', 124), 'beyond its end'],
  ['a sparse file', (tar: Buffer) => tar.write('S', 156), 'no plain file']
])('a tar with %s is refused', async (_, change, reason) => {
  const tar = tarWith(header => void change(header));
  expect((await outcomes(written('x.tar', tar)))[0]).toContain(reason);
});

test('a tar with holes for bytes is refused by the sum of its files', async () => {
  const path = join(emptyFolder(), 'x.tar');
  const size = 8 * 1024 ** 3 - 512;
  const file = openSync(path, 'w');
  const header = tarWith(tar => void tar.write(`${size.toString(8)}\0`, 124)).subarray(0, 512);
  for (let i = 0; i < 3; i++) writeSync(file, header, 0, 512, i * (size + 512));
  ftruncateSync(file, 3 * (size + 512));
  closeSync(file);
  expect((await outcomes(path)).at(-1)).toContain('unpacked bytes in all');
});

test('the import command of a hostile archive ends with 1 and the reason', () => {
  const program = fileURLToPath(new URL('../../kernel-lib/setup/sotopia-pi.mjs', import.meta.url));
  const args = [program, 'import', written('x.zip', quotedOverlap()), '--run', 'r'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: emptyFolder(),
    encoding: 'utf8'
  });
  expect(status).toBe(1);
  expect(stdout + stderr).toContain('shares its bytes with another file');
});
