import { beforeEach, expect, test } from 'vitest';
import { Refusal } from '../../extension/src/files';
import { shelfOf } from '../../extension/src/kept-draft';
import { preferenceStore, type Comparable } from '../../extension/src/preference-store';
import { ratingStore } from '../../extension/src/rating-store';
import { english } from '../../extension/src/words';
import { parsePreferenceFile, preferencePath } from '../../kernel-lib/src/rating/study';
import { preferenceWith } from '../support/people-files';
import { blindWith, testRun } from '../support/transcripts';
import { MemoryFiles } from './memory-files';
import { memoryStorage } from './memory-storage';

const [low, high] = ['episode-0000000000000001', 'episode-0000000000000002'] as const;
const pair: Comparable = {
  version: 1,
  run: testRun,
  episodes: [blindWith({ episode: high, transcript: 'of 2' }), blindWith({ transcript: 'of 1' })]
};
const path = `runs/test/${preferencePath([low, high], 'mira')}`;
const given = preferenceWith();

let files: MemoryFiles;
beforeEach(() => {
  files = new MemoryFiles();
  files.texts.set('runs/test/run.json', JSON.stringify({ id: testRun.id }));
});

function store() {
  const shelf = shelfOf(memoryStorage(), 'x:');
  const parts = { files, shelf, hubUser: 'mira', words: english, chance: () => 0.5 };
  return preferenceStore(parts, ratingStore(parts));
}

test('one file for the person and the pair, episodes in the order of their ids', async () => {
  const { file } = await store().handIn(pair, given);
  expect(parsePreferenceFile(files.texts.get(path)!)).toEqual(file);
  expect(file).toMatchObject({ episodes: [low, high], transcripts: ['of 1', 'of 2'] });
  expect([...files.folders]).toEqual([
    'runs/test/preferences',
    `runs/test/preferences/${low}+${high}`
  ]);
});

test('folders that are there are not made again', async () => {
  files.folders.add('runs/test/preferences');
  await store().handIn(pair, given);
  expect(files.folders.size).toBe(2);
});

test.each<[string, () => void, RegExp]>([
  ['the run is another', () => files.texts.set('runs/test/run.json', '{"id":"x"}'), /no run/],
  [
    'the folder is read-only',
    () => (files.refusal = new Refusal('read-only', 'x', undefined)),
    /read-only/
  ],
  [
    'the server is away',
    () => (files.refusal = new Refusal('no answer', 'x', undefined)),
    /does not answer/
  ],
  ['it does not read back', () => (files.wrong = text => text.slice(1)), /does not read back/],
  ['the file there is broken', () => files.texts.set(path, '{}'), /cannot be read\. Move it away/]
])('says why when %s', async (_, spoil, sentence) => {
  spoil();
  await expect(store().handIn(pair, given)).rejects.toThrow(sentence);
});

test('what compares other versions is not shown as one’s own, nor overwritten', async () => {
  await store().handIn(pair, given);
  const [a, b] = pair.episodes;
  const changed: Comparable = { ...pair, episodes: [a, { ...b, transcript: 'changed' }] };
  expect(await store().saved(changed)).toBeUndefined();
  await expect(store().handIn(changed, given)).rejects.toThrow(/other versions/);
});

test('a draft is kept for these versions in this order, since it speaks of A and B', () => {
  const kept = store();
  const draft = { sheet: { better: 'A' as const, reason: 'x' }, at: 5 };
  kept.keepDraft(pair, draft);
  expect(kept.draft(pair)).toEqual(draft);
  const [a, b] = pair.episodes;
  expect(kept.draft({ ...pair, episodes: [a, { ...b, transcript: 'changed' }] })).toBeUndefined();
  expect(kept.draft({ ...pair, episodes: [b, a] })).toBeUndefined();
  kept.dropDraft(pair);
  expect(kept.draft(pair)).toBeUndefined();
});
