import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { LabError } from '../../../kernel-lib/src/base/fail';
import { randomFrom } from '../../../kernel-lib/src/base/random';
import { sourceFiles } from '../../../kernel-lib/src/edge/source-files';
import { archiveLimits } from '../../../kernel-lib/src/edge/zip-limits';
import { tarOf, zipOf } from '../../support/archives';
import { emptyFolder } from '../../support/folder';
import { mutatedBytes } from '../../support/mutate';
import { isLong } from '../../support/long';

const inputs = isLong ? 10_000 : 200;

/** Every file under a path with its text, or with why it has none. */
async function read(path: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const file of sourceFiles(path)) {
    const name = file.path.slice(path.length).replace(/^\//, '');
    found[name] = 'reason' in file ? `(${file.reason})` : await textOf(file.text());
  }
  return found;
}

async function textOf(text: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const chunk of text) all += chunk;
  return all;
}

function written(name: string, bytes: Buffer | string): string {
  const path = join(emptyFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

const bytes = Buffer.from('{"a": "ü 🎈"}\n');
const text = bytes.toString();

test('a file that is named is read whatever its ending', async () => {
  expect(await read(written('notes.dat', bytes))).toEqual({ '': text });
});

test('a folder is read however deep, in the order of names, without what systems leave in it', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'b/c'), { recursive: true });
  mkdirSync(join(folder, '__MACOSX'));
  for (const name of ['b/c/z.jsonl', 'a.json', '.DS_Store', '__MACOSX/a.json', 'picture.png']) {
    writeFileSync(join(folder, name), bytes);
  }
  symlinkSync('/etc/hostname', join(folder, 'link.json'));
  const found = await read(folder);
  expect(Object.keys(found)).toEqual(['a.json', 'b/c/z.jsonl', 'link.json', 'picture.png']);
  expect(found['b/c/z.jsonl']).toBe(text);
  expect(found['link.json']).toContain('it is a link');
  expect(found['picture.png']).toContain('its ending is none of .json');
});

test('a .gz is unpacked while it is read; lists name it, readers see its name without the ending', async () => {
  const path = written('a.jsonl.gz', gzipSync(bytes));
  const [file] = sourceFiles(path);
  expect(file).toMatchObject({ path, name: path.slice(0, -3), disk: path });
  expect(file && 'text' in file && (await textOf(file.text()))).toBe(text);
});

test('the files of a zip are read, packed or not', async () => {
  const zip = zipOf(
    { name: 'data/a.json', bytes },
    { name: 'b.jsonl', bytes, stored: true },
    { name: 'c.csv', bytes: Buffer.alloc(0) },
    { name: '__MACOSX/._a.json', bytes },
    { name: 'readme.md', bytes },
    { name: 'inner.zip', bytes },
    { name: 'd.json.gz', bytes }
  );
  expect(await read(written('x.zip', zip))).toEqual({
    'data/a.json': text,
    'b.jsonl': text,
    'c.csv': '',
    'readme.md': expect.stringContaining('its ending is none of') as string,
    'inner.zip': '(it is packed inside an archive; unpack it and give it by itself)',
    'd.json.gz': '(it is packed inside an archive; unpack it and give it by itself)'
  });
});

test('the files of a tar are read, links, pipes and the like are listed, folders are passed', async () => {
  const tar = tarOf(
    { name: 'data/', bytes: Buffer.alloc(0), type: '5' },
    { name: 'data/a.csv', bytes },
    { name: 'hard.csv', bytes: Buffer.alloc(0), type: '1' },
    { name: 'link.csv', bytes: Buffer.alloc(0), type: '2' },
    { name: 'pipe.csv', bytes: Buffer.alloc(0), type: '6' },
    { name: 'pax', bytes, type: 'x' }
  );
  const left = '(it is a link or no plain file)';
  expect(await read(written('x.tar', tar))).toEqual({
    'data/a.csv': text,
    ...{ 'hard.csv': left, 'link.csv': left, 'pipe.csv': left }
  });
});

test.each([
  ['../a.json', 'out of the archive'],
  ['b/../../a.json', 'out of the archive'],
  ['/etc/a.json', 'out of the archive'],
  ['C:\\a.json', 'out of the archive'],
  ['a\u0000.json', 'out of the archive']
])('a name such as %j in an archive is refused', async (name, reason) => {
  const found = await read(written('x.zip', zipOf({ name, bytes })));
  expect(Object.values(found)).toEqual([expect.stringContaining(reason)]);
});

test('a file that is packed far too well is refused before it is unpacked', async () => {
  const bomb = Buffer.alloc(archiveLimits.free + 1, 'x');
  const zip = zipOf({ name: 'a.json', bytes: bomb });
  expect(Object.values(await read(written('x.zip', zip)))).toEqual([
    '(it is more than 200 times its packed size)'
  ]);
  const [file] = sourceFiles(written('x.json.gz', gzipSync(bomb)));
  await expect(file && 'text' in file && textOf(file.text())).rejects.toThrow('200 times');
});

test('files of a zip that share packed bytes are refused before anything is unpacked', async () => {
  const zip = zipOf(
    { name: 'a.json', bytes, stored: true },
    { name: 'b.json', bytes, stored: true }
  );
  const second = zip.lastIndexOf('PK\u0001\u0002');
  zip.writeUInt32LE(0, second + 42); // its bytes are those of the first
  expect(Object.values(await read(written('x.zip', zip)))).toEqual([
    expect.stringContaining('shares its bytes with another file')
  ]);
});

test('a file of just the size that is unpacked whatever the ratio is read', async () => {
  const zip = zipOf({ name: 'a.json', bytes: Buffer.alloc(archiveLimits.free, 'x') });
  expect(Object.values(await read(written('x.zip', zip)))[0]).toHaveLength(archiveLimits.free);
});

test.each([
  ['says it is smaller', { size: 3 }, 'more bytes than it says'],
  ['has a wrong checksum', { crc: 1 }, 'a wrong checksum']
])('a file in a zip that %s is refused while it is read', async (_, claims, words) => {
  await expect(read(written('x.zip', zipOf({ name: 'a.json', bytes, claims })))).rejects.toThrow(
    words
  );
});

test.each([
  ['a link', { mode: 0o120777 }, '(it is a link or no plain file)'],
  ['bigger than 32 bits can say', { size: 0xffffffff }, '(it is in the 64-bit form of zip; unpack']
])('a file in a zip that is %s is named with the reason', async (_, claims, words) => {
  const found = await read(written('x.zip', zipOf({ name: 'a.json', bytes, claims })));
  expect(Object.values(found)).toEqual([expect.stringContaining(words)]);
});

test('a plain file of a zip made by Unix is read; a list in 64 bits says what to do', async () => {
  const zip = zipOf({ name: 'a.json', bytes, claims: { mode: 0o100644 } });
  expect(await read(written('x.zip', zip))).toEqual({ 'a.json': text });
  zip.writeUInt32LE(0xffffffff, zip.length - 6);
  expect([...sourceFiles(written('y.zip', zip))]).toMatchObject([
    { reason: expect.stringContaining('Unpack it yourself and give the folder') as string }
  ]);
});

test('an encrypted file is named with the reason', async () => {
  const found = await read(
    written('x.zip', zipOf({ name: 'a.json', bytes, claims: { flags: 1 } }))
  );
  expect(Object.values(found)).toEqual(['(it is encrypted)']);
});

test.each([
  ['x.zip', Buffer.from('no archive')],
  ['x.zip', zipOf({ name: 'a.json', bytes }).subarray(0, 60)],
  ['x.tar', Buffer.alloc(1024, 'x')]
])('a broken %s is named with what to do', async (name, broken) => {
  const [file] = sourceFiles(written(name, broken));
  expect(file).toMatchObject({ reason: expect.stringContaining('Fetch it again') as string });
});

test('a .gz that is cut off fails, since a part is no data', async () => {
  const [file] = sourceFiles(written('a.json.gz', gzipSync(bytes).subarray(0, 20)));
  await expect(file && 'text' in file && textOf(file.text())).rejects.toThrow(
    '[edge/source-files]'
  );
});

test('a packed tar says how to unpack it', () => {
  expect([...sourceFiles(written('x.tgz', ''))]).toMatchObject([
    { reason: expect.stringContaining('unpack it first') as string }
  ]);
});

test('a path where nothing is fails with the path', () => {
  expect(() => [...sourceFiles('/no/such/file.json')]).toThrow('/no/such/file.json');
});

test.each([
  ['x.zip', zipOf({ name: 'data/a.json', bytes }, { name: 'b.jsonl', bytes, stored: true })],
  ['x.tar', tarOf({ name: 'a.json', bytes }, { name: 'b.json', bytes })],
  ['x.json.gz', gzipSync(bytes)]
])(
  'no mutated %s crashes, hangs or unpacks something else',
  async (name, whole) => {
    const path = written(name, whole);
    for (let i = 0; i < inputs; i++) {
      writeFileSync(path, mutatedBytes(whole, randomFrom('fuzz', name, i)));
      try {
        for (const file of sourceFiles(path)) {
          const got = 'text' in file ? await textOf(file.text()) : undefined;
          if (got !== undefined && !name.endsWith('.tar')) expect(text.startsWith(got)).toBe(true);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(LabError);
      }
    }
  },
  isLong ? 600_000 : 20_000
);
