import { expect, test } from 'vitest';
import { partsOf, searchedTexts } from '../../../extension/src/browser/full-text';
import { ratedBy } from '../../../extension/src/browser/rated';
import { LineReader, type EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import { nthId, nthLine } from '../../support/index-lines';
import { MemoryLargeFiles } from './memory-large-files';

const path = 'run/episodes.jsonl';
const text = Array.from({ length: 30 }, (_, i) => nthLine(i + 1)).join('');
const entries = [
  ...new LineReader('episodes').push(new TextEncoder().encode(text))
] as EpisodeEntry[];

function filesWith(content: string): MemoryLargeFiles {
  const files = new MemoryLargeFiles();
  files.write(path, content);
  return files;
}

async function search(words: string, among = entries, content = text) {
  const seen: [string[], number][] = [];
  await searchedTexts(filesWith(content), path, among, words, {
    signal: new AbortController().signal,
    onProgress: (found, searched) => seen.push([[...found], searched])
  });
  return seen.at(-1);
}

test('a search finds what was said, whatever the case, and says how far it is', async () => {
  expect(await search('WORD 0 OF TALK 7 ')).toEqual([[nthId(7)], 30]);
});

test('a search looks only where it is asked to', async () => {
  expect(await search('word', entries.slice(3, 5))).toEqual([[nthId(4), nthId(5)], 2]);
});

test('a search does not look into prompts', async () => {
  expect(await search('You are in a conversation')).toEqual([[], 30]);
});

test('a line that changed meanwhile is not found, and no reason to stop', async () => {
  const changed = text.slice(0, 20) + '#'.repeat(40) + text.slice(60);
  expect(await search('word', entries, changed)).toEqual([
    entries.slice(1).map(({ id }) => id),
    30
  ]);
});

test('a search that is given up ends', async () => {
  const control = new AbortController();
  control.abort();
  const watch = { signal: control.signal, onProgress: () => undefined };
  await expect(searchedTexts(filesWith(text), path, entries, 'x', watch)).rejects.toThrow();
});

test('neighbours are read together, up to 4 MiB at one time and in the order of the file', () => {
  const at = (start: number, bytes: number) => ({ ...entries[0]!, at: start, bytes });
  const mib = 1 << 20;
  const parts = partsOf([at(3 * mib, mib + 1), at(0, 3 * mib), at(9 * mib, 1), at(4 * mib, mib)]);
  expect(parts.map(part => part.map(entry => entry.at / mib))).toEqual([[0], [3, 4], [9]]);
  expect(partsOf([at(0, 3 * mib), at(3 * mib, mib)])).toHaveLength(1);
});

test('who has rated what is read from the names of files', async () => {
  const files = filesWith(text);
  for (const [id, rater] of [
    [nthId(1), 'ann-1'],
    [nthId(2), 'bob-2'],
    [nthId(3), 'ann-1']
  ])
    files.write(`run/ratings/${id}/${rater}.json`, '{}');
  const { signal } = new AbortController();
  const ann = 'ann-1';
  expect([...(await ratedBy(files, 'run', ann, signal))].sort()).toEqual([nthId(1), nthId(3)]);
  expect(await ratedBy(files, 'run', undefined, signal)).toEqual(new Set());
  expect(await ratedBy(files, 'elsewhere', ann, signal)).toEqual(new Set());
});
