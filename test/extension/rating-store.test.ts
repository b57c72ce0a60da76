import { beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../extension/src/files';
import { shelfOf } from '../../extension/src/kept-draft';
import { hubRater, namedRater } from '../../extension/src/rater';
import { ratingStore } from '../../extension/src/rating-store';
import { emptySheet, sheetOf, toHandedIn, type Sheet } from '../../extension/src/sheet';
import { english } from '../../extension/src/words';
import type { Subject } from '../../extension/src/subject';
import {
  parseRatingFile,
  peopleFileText,
  RaterId,
  ratingPath
} from '../../kernel-lib/src/rating/study';
import { MemoryFiles } from './memory-files';
import { fullStorage, memoryStorage } from './memory-storage';
import { ratingWith } from '../support/ratings';
import { blindWith, testRun } from '../support/transcripts';

const { episode, transcript } = blindWith();
const subject: Subject = { run: testRun, episode, transcript };
const sheet: Sheet = {
  answers: [
    emptySheet.answers[0].map((answer, row) => ({
      ...answer,
      score: 0,
      reason: `r${row}`,
      isFlagged: row === 2
    })),
    emptySheet.answers[1].map(answer => ({ ...answer, isUntold: true }))
  ],
  thumbs: { 3: 'up' }
};
const given = toHandedIn(sheet, {
  time: '2026-11-22T14:03:00.000Z',
  blind: true,
  afterJudge: false
});

let files: MemoryFiles;
const storeWith = (hubUser = 'mira') =>
  ratingStore({
    files,
    shelf: shelfOf(memoryStorage(), 'x:'),
    hubUser,
    words: english,
    chance: () => 0.5
  });
/** A rating of the same episode by another person. */
function othersFile(): string {
  const rater = namedRater('Ann', () => 0.5);
  const { transcript } = subject;
  return peopleFileText({
    version: 1,
    run: testRun.id,
    episode,
    transcript,
    rater,
    handedIn: [given]
  });
}

beforeEach(() => {
  files = new MemoryFiles();
  files.texts.set('runs/test/run.json', JSON.stringify({ id: testRun.id }));
});

describe('drafts', () => {
  test('are known by the episodes of their run, and each change is told', () => {
    const store = storeWith();
    let changes = 0;
    const end = store.onDrafts(() => changes++);
    const other = { ...subject, episode: 'episode-0000000000000002' };
    const elsewhere = { ...subject, run: { ...testRun, id: 'run-2' } };
    for (const each of [other, subject, elsewhere]) store.keepDraft(each, { sheet, at: 1 });
    expect(store.drafted(testRun.id)).toEqual([episode, other.episode]);
    store.dropDraft(other);
    expect(store.drafted(testRun.id)).toEqual([episode]);
    store.forget();
    expect(store.drafted(testRun.id)).toEqual([]);
    expect(changes).toBe(7); // four drafts, the clearing, and a text that comes and goes for other pages
    end();
    store.keepDraft(subject, { sheet, at: 1 });
    expect(changes).toBe(7);
  });
});

describe('handing in', () => {
  const path = `runs/test/${ratingPath(episode, 'mira')}`;

  test('writes one file for the person and the episode', async () => {
    const { file } = await storeWith().handIn(subject, given);
    expect([...files.texts.keys()]).toEqual(['runs/test/run.json', path]);
    expect(parseRatingFile(files.texts.get(path)!)).toEqual(file);
    expect(sheetOf(file.handedIn[0]!)).toEqual(sheet);
  });

  test('a folder that somebody else makes at the same moment is no failure', async () => {
    files.makeFolder = async folder => {
      files.folders.add(folder); // the other one was first
      throw new Refusal('other', 'File exists', undefined);
    };
    await storeWith().handIn(subject, given);
    expect(files.texts.has(path)).toBe(true);
  });

  test('a folder is made once; one that is taken away is made again on the next try', async () => {
    const store = storeWith();
    const makings: string[] = [];
    const make = files.makeFolder;
    files.makeFolder = async folder => (makings.push(folder), make(folder));
    await store.handIn(subject, given);
    const folders = ['runs/test/ratings', `runs/test/ratings/${episode}`];
    expect(makings).toEqual(folders);
    files.texts.delete(path);
    files.refusal = new Refusal('other', 'No such file or directory', undefined);
    await expect(store.handIn(subject, given)).rejects.toThrow('No such file');
    files.refusal = undefined;
    await store.handIn(subject, given);
    expect(makings).toEqual([...folders, ...folders]);
  });

  test('is told here and to the browser’s other pages, which believe nothing else', async () => {
    const page = new EventTarget() as unknown as Window;
    const shelf = shelfOf(memoryStorage(), 'x:', page);
    const store = ratingStore({ files, shelf, hubUser: 'mira', words: english, chance: () => 0.5 });
    const heard: unknown[] = [];
    store.onRated(rated => heard.push(rated));
    await store.handIn(subject, given);
    const told = { folder: 'runs/test', episode, rater: 'mira' };
    expect(heard).toEqual([told]);
    for (const newValue of [JSON.stringify(told), '{', '{"folder":1}', null])
      page.dispatchEvent(Object.assign(new Event('storage'), { key: 'x:rated', newValue }));
    expect(heard).toEqual([told, told]);
  });

  test('an edit keeps what was handed in before', async () => {
    await storeWith().handIn(subject, given);
    const { file } = await storeWith().handIn(subject, { ...given, afterJudge: true });
    expect(file.handedIn.map(each => each.afterJudge)).toEqual([false, true]);
  });

  test.each<[string, () => void, RegExp]>([
    [
      'the run is not there',
      () => files.texts.delete('runs/test/run.json'),
      /no run run-0123456789abcdef in runs\/test/
    ],
    [
      'another run is there',
      () => files.texts.set('runs/test/run.json', '{"id":"run-other"}'),
      /no run/
    ],
    ['the run file is no JSON', () => files.texts.set('runs/test/run.json', '<html>'), /no run/],
    [
      'the file there is no rating',
      () => files.texts.set(path, '{}'),
      /ratings\/.* cannot be read\. Move it away/
    ],
    [
      'the file there is somebody else’s',
      () => files.texts.set(path, othersFile()),
      /ratings\/.* is by Ann\. Move it away/
    ],
    [
      'a file lies in the place of the folder',
      () => {
        files.makeFolder = async () => {
          throw new Refusal('other', 'Unhandled error', undefined);
        };
      },
      /the folder runs\/test\/ratings cannot be made\. Is there a file of that name\?/
    ],
    [
      'it does not read back equal',
      () => (files.wrong = text => text.slice(1)),
      /does not read back/
    ],
    [
      'the folder is read-only',
      () => (files.refusal = new Refusal('read-only', 'x', undefined)),
      /read-only/
    ],
    [
      'the server is away',
      () => (files.refusal = new Refusal('no answer', 'x', undefined)),
      /does not answer/
    ]
  ])('says why when %s', async (_, spoil, sentence) => {
    spoil();
    await expect(storeWith().handIn(subject, given)).rejects.toThrow(sentence);
  });

  test('a rating of another version of the episode is not shown as its own, nor overwritten', async () => {
    await storeWith().handIn({ ...subject, transcript: 'another' }, given);
    expect(await storeWith().saved(subject)).toBeUndefined();
    await expect(storeWith().handIn(subject, given)).rejects.toThrow(/another version/);
  });

  test('a foreign run writes nothing', async () => {
    files.texts.clear();
    await storeWith()
      .handIn(subject, given)
      .catch(() => undefined);
    expect([files.texts.size, files.folders.size]).toEqual([0, 0]);
  });
});

test('the judge is the one of this episode and this version of it', async () => {
  const judge = ratingWith({ episode, transcript });
  const lines = [
    { ...judge, rater: { kind: 'simulated', model: 's', number: 1 } },
    { ...judge, transcript: 'another' },
    judge
  ];
  files.texts.set(
    'runs/test/ratings.jsonl',
    `nonsense ${episode}\n${lines.map(each => JSON.stringify({ version: 1, ...each })).join('\n')}\n`
  );
  expect(await storeWith().judge(subject)).toEqual(judge);
});

describe('who rates', () => {
  test('is nobody until a name was given, and stays the same then', () => {
    const store = storeWith('');
    expect(store.rater()).toBeUndefined();
    expect(store.nameRater('Mira Kö')).toEqual({ id: 'mira-ko-iiii', name: 'Mira Kö' });
    expect(store.rater()).toEqual({ id: 'mira-ko-iiii', name: 'Mira Kö' });
    store.forget();
    expect(store.rater()).toBeUndefined();
  });

  test.each(['Mira', '../../etc', 'مِيرا', '', 'a'.repeat(500), '..', '💥', 'CON', 'a/b\\c\0'])(
    'has an id that is safe in a path: %j',
    name => {
      expect(RaterId.safeParse(namedRater(name, () => 0.1).id).success).toBe(true);
      expect(RaterId.safeParse(hubRater(name).id).success).toBe(true);
    }
  );

  test('two users of a hub never share a file', () => {
    const ids = ['ann', 'Ann', 'a.nn', 'a-nn', 'ann-', 'änn'].map(user => hubRater(user).id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a draft in this browser', () => {
  test('is found again for its run, episode and version only', () => {
    const store = storeWith();
    store.keepDraft(subject, { sheet, at: 5 });
    expect(store.draft(subject)).toEqual({ sheet, at: 5 });
    expect(store.draft({ ...subject, transcript: 'another' })).toBeUndefined();
    store.dropDraft(subject);
    expect(store.draft(subject)).toBeUndefined();
  });

  test.each([
    ['has no room', fullStorage()],
    ['has none at all', undefined]
  ])('lives as long as the page where the browser %s, which says so', (_, storage) => {
    const shelf = shelfOf(storage, 'x:');
    expect(shelf.write('draft/a', 'b')).toBe(false);
    expect([shelf.read('draft/a'), shelf.names()]).toEqual(['b', ['draft/a']]);
    shelf.remove('draft/a');
    expect([shelf.read('draft/a'), shelf.names()]).toEqual([undefined, []]);
  });

  test('without room makes the browser ask before the page goes; anything else does not', () => {
    const page = new EventTarget() as unknown as Window;
    const shelf = shelfOf(fullStorage(), 'x:', page);
    const leaves = () => page.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    shelf.write('rater', 'r');
    expect(leaves()).toBe(true);
    shelf.write('draft/a', 'b');
    expect(leaves()).toBe(false);
    shelf.remove('draft/a');
    expect(leaves()).toBe(true);
  });
});
