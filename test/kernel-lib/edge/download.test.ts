import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { download } from '../../../kernel-lib/src/edge/download';
import { fileServer } from '../../support/file-server';
import { emptyFolder } from '../../support/folder';

const bytes = Buffer.from('0123456789'.repeat(20_000));
const sha256 = createHash('sha256').update(bytes).digest('hex');

async function prepared() {
  const server = await fileServer({ data: bytes });
  const folder = emptyFolder();
  const path = join(folder, 'deep/data');
  const get = (options = {}) =>
    download({ url: `${server.url}/data`, size: bytes.length, sha256 }, path, options);
  return { server, path, folder, get };
}

test('a file is downloaded with its progress, and nothing else is left', async () => {
  const { path, get } = await prepared();
  const progress: [number, number | undefined][] = [];
  const onProgress = (got: number, of: number | undefined) => void progress.push([got, of]);
  expect(await get({ onProgress })).toBe(sha256);
  expect(readFileSync(path)).toEqual(bytes);
  expect(progress.at(-1)).toEqual([bytes.length, bytes.length]);
  expect(readdirSync(join(path, '..'))).toEqual(['data']);
});

test('a download that was cut off goes on where it stopped', async () => {
  const { server, path, get } = await prepared();
  server.cutAfter = 70_000;
  await expect(get()).rejects.toThrow('Start again; it goes on from there');
  expect(existsSync(path)).toBe(false);
  server.cutAfter = undefined;
  expect(await get()).toBe(sha256);
  expect(server.asked[0]).toBe('data');
  expect(server.asked[1]).toMatch(/^data bytes=[1-9]\d*-$/);
});

test('when the file has changed meanwhile, it is downloaded from the start', async () => {
  const { server, path } = await prepared();
  const url = `${server.url}/data`;
  server.cutAfter = 70_000;
  await expect(download({ url }, path)).rejects.toThrow();
  server.cutAfter = undefined;
  server.files.set('data', Buffer.from('x'.repeat(100_000)));
  await download({ url }, path);
  expect(readFileSync(path, 'utf8')).toBe('x'.repeat(100_000));
});

test('a server without ranges sends the file again', async () => {
  const { server, get } = await prepared();
  server.ranges = false;
  server.cutAfter = 70_000;
  await expect(get()).rejects.toThrow();
  server.cutAfter = undefined;
  expect(await get()).toBe(sha256);
});

test.each([
  ['of another size', Buffer.from('short')],
  ['of the same size with other bytes', Buffer.alloc(bytes.length, 'x')]
])('a file %s than published is refused and not kept', async (_, other) => {
  const { server, path, get } = await prepared();
  server.files.set('data', other);
  await expect(get()).rejects.toThrow(`SHA-256 ${sha256}`);
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

test('a file that is not there is said with its address', async () => {
  const { server, path } = await prepared();
  const url = `${server.url}/other`;
  await expect(download({ url }, path)).rejects.toThrow(
    `expected a file at ${url}, got "status 404"`
  );
});

test('without a network it says what it wanted', async () => {
  const url = 'http://127.0.0.1:9/data';
  await expect(download({ url }, join(emptyFolder(), 'data'))).rejects.toThrow(
    `[edge/download] expected an answer from ${url}`
  );
});

test('an interruption ends it, and what came is kept for the next time', async () => {
  const { path, get } = await prepared();
  const stop = new AbortController();
  const onProgress = () => stop.abort(new Error('stopped'));
  await expect(get({ onProgress, signal: stop.signal })).rejects.toThrow('stopped');
  expect(existsSync(path)).toBe(false);
  expect(await get()).toBe(sha256);
});
