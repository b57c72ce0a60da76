import { beforeEach, describe, expect, test } from 'vitest';
import { bytesOf } from '../../../extension/src/browser/files';
import { indexed, type Indexed } from '../../../extension/src/browser/indexed-file';
import {
  checksumOf,
  indexEnd,
  indexStart,
  LineReader
} from '../../../kernel-lib/src/transcript/index-file';
import { nthEpisode, nthId, nthLine } from '../../support/index-lines';
import { MemoryLargeFiles } from './memory-large-files';

const path = 'run/episodes.jsonl';
const lines = (count: number, from = 1) =>
  Array.from({ length: count }, (_, i) => nthLine(from + i)).join('');

let files: MemoryLargeFiles;
let progress: number[][];
beforeEach(() => {
  files = new MemoryLargeFiles();
  progress = [];
});

const open = (before?: Indexed<'episodes'> | 'nothing', at = path) =>
  indexed({ files, of: 'episodes', path: at }, before, {
    signal: new AbortController().signal,
    onProgress: (read, of) => progress.push([read, of])
  });
const ids = (file: Indexed<'episodes'> | undefined) => file?.entries.map(({ id }) => id);

/** Lays an index beside the file that is true of its first bytes, but for what a test changes. */
function layIndex(text: string, change = (index: string) => index): void {
  const bytes = new TextEncoder().encode(text);
  const reader = new LineReader('episodes');
  const entries = [...reader.push(bytes)].map(entry => JSON.stringify({ ...entry, tag: 'index' }));
  const start = indexStart('episodes', bytes.length, checksumOf([bytes]));
  const index = [start, entries.join(',\n'), indexEnd(reader.lines)].join('\n');
  files.write(`${path}.index.json`, change(index));
}

describe('a file of episodes', () => {
  test('without an index is read from its beginning, with progress', async () => {
    files.write(path, `${lines(3)}broken\n`);
    const file = await open();
    expect(ids(file)).toEqual([1, 2, 3].map(nthId));
    expect(file?.skipped).toMatchObject([{ line: 4 }]);
    const size = files.textOf(path).length;
    expect(progress.at(-1)).toEqual([size, size]);
    expect(progress.length).toBeGreaterThan(1);
  });

  test('with its index is not read at all, but for the checksum', async () => {
    files.write(path, lines(3));
    layIndex(lines(3));
    const file = await open();
    expect(file?.entries.map(({ tag }) => tag)).toEqual(['index', 'index', 'index']);
    expect(file?.isOwn).toBe(false);
    expect(progress).toEqual([]);
  });

  test('with the index of its beginning is read from there', async () => {
    files.write(path, lines(5));
    layIndex(lines(3));
    const file = await open();
    expect(ids(file)).toEqual([1, 2, 3, 4, 5].map(nthId));
    expect(file?.entries.filter(({ tag }) => tag === 'index')).toHaveLength(3);
    expect(file?.lines).toBe(5);
  });

  test.each([
    ['another checksum', (index: string) => index.replace(/"checksum":"\w+"/, '"checksum":"00"')],
    ['a larger size', (index: string) => index.replace(/"size":\d+/, '"size":99999999')],
    ['a torn end', (index: string) => index.slice(0, -9)]
  ])('believes no index with %s', async (_, change) => {
    files.write(path, lines(3));
    layIndex(lines(3), change);
    const file = await open();
    expect(ids(file)).toEqual([1, 2, 3].map(nthId));
    expect(file?.entries.map(({ tag }) => tag)).not.toContain('index');
  });

  test('is made anew when the index was found to be wrong', async () => {
    files.write(path, lines(3));
    layIndex(lines(3));
    expect((await open('nothing'))?.entries.map(({ tag }) => tag)).not.toContain('index');
  });

  test('that is not there is none', async () => expect(await open()).toBeUndefined());

  test('that is empty has no episodes', async () => {
    files.write(path, '');
    expect(ids(await open())).toEqual([]);
  });
});

describe('a file that changes', () => {
  test('but did not is the same object', async () => {
    files.write(path, lines(3));
    const file = await open();
    expect(await open(file)).toBe(file);
  });

  test('by growing is read on from where it ended', async () => {
    files.write(path, lines(3));
    const file = await open();
    files.append(path, lines(2, 4));
    files.asked.length = 0;
    const grown = await open(file);
    expect(ids(grown)).toEqual([1, 2, 3, 4, 5].map(nthId));
    expect(files.asked).toContain(`${path} ${file!.size}-${grown!.size}`);
    expect(files.asked.filter(part => part.startsWith(`${path} 0-`))).toHaveLength(2); // checksums
  });

  test('in the middle of a line waits for the rest of it', async () => {
    const torn = nthLine(4).slice(0, 100);
    files.write(path, lines(3) + torn);
    const file = await open();
    expect([ids(file)?.length, file?.skipped.length]).toEqual([3, 0]);
    files.append(path, nthLine(4).slice(100));
    expect(ids(await open(file))).toEqual([1, 2, 3, 4].map(nthId));
  });

  test('by getting its last line break has no episode twice', async () => {
    files.write(path, lines(2).slice(0, -1));
    const file = await open();
    expect(ids(file)).toHaveLength(2);
    files.append(path, `\n${nthLine(3)}`);
    expect(ids(await open(file))).toEqual([1, 2, 3].map(nthId));
  });

  test.each([
    ['to another order of the same size', nthLine(2) + nthLine(1) + nthLine(3)],
    ['to fewer episodes', nthLine(3)]
  ])('%s is read anew', async (_, text) => {
    files.write(path, lines(3));
    const file = await open();
    files.write(path, text);
    const expected = text.split('\n').filter(Boolean);
    expect(ids(await open(file))).toEqual(
      expected.map(line => (JSON.parse(line) as { id: string }).id)
    );
  });
});

describe('one episode in a file of its own', () => {
  const at = 'one.episode.json';

  test('may stand on many lines', async () => {
    files.write(at, JSON.stringify({ version: 1, ...nthEpisode(7) }, undefined, 2));
    const file = await open(undefined, at);
    expect(ids(file)).toEqual([nthId(7)]);
    expect(file?.entries[0]).toMatchObject({ at: 0, bytes: files.textOf(at).length });
  });

  test('that is none is skipped with the reason', async () => {
    files.write(at, '{"version":1}');
    expect((await open(undefined, at))?.skipped).toMatchObject([{ line: 1 }]);
  });
});

describe('a part of a file', () => {
  const { signal } = new AbortController();

  test('comes in one piece', async () => {
    files.write(path, lines(9));
    const bytes = await bytesOf(files, path, [10, 3000], signal);
    expect(new TextDecoder().decode(bytes)).toBe(files.textOf(path).slice(10, 3000));
  });

  test('beyond the end is an error', async () => {
    files.write(path, 'abc');
    await expect(bytesOf(files, path, [1, 5], signal)).rejects.toThrow('ended before byte 5');
  });
});
