import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeIndex } from '../../../kernel-lib/src/lab/file-index';
import { openRun } from '../../../kernel-lib/src/lab/run';
import { runStage } from '../../../kernel-lib/src/lab/stage';
import { tables } from '../../../kernel-lib/src/lab/tables';
import { parseIndex } from '../../../kernel-lib/src/transcript/index-file';
import { emptyFolder } from '../../support/folder';
import { nthEpisode, nthId, nthLine, nthRatingLine } from '../../support/index-lines';

const lines = (count: number, from = 1) =>
  Array.from({ length: count }, (_, i) => nthLine(from + i)).join('');

function fileWith(text: string, name = 'episodes.jsonl'): string {
  const file = join(emptyFolder(), name);
  writeFileSync(file, text);
  return file;
}
const indexOf = (file: string) =>
  parseIndex('episodes', readFileSync(`${file}.index.json`, 'utf8'))!;
const inode = (file: string) => statSync(`${file}.index.json`).ino;

describe('the index beside a file', () => {
  test('says of every line where it stands', async () => {
    const file = fileWith(lines(3));
    await writeIndex(file);
    const { size, entries, lines: count } = indexOf(file);
    expect([size, count]).toEqual([statSync(file).size, 3]);
    const bytes = readFileSync(file);
    const ids = entries.map(({ at, bytes: length }) => {
      const { id } = JSON.parse(bytes.toString('utf8', at, at + length)) as { id: string };
      return id;
    });
    expect(ids).toEqual([1, 2, 3].map(nthId));
    expect(entries.map(({ id }) => id)).toEqual(ids);
  });

  test('is not written again while it is good', async () => {
    const file = fileWith(lines(3));
    await writeIndex(file);
    const before = inode(file);
    await writeIndex(file);
    expect(inode(file)).toBe(before);
  });

  test('of a file that grew is the same as one made from nothing', async () => {
    const file = fileWith(lines(3));
    await writeIndex(file);
    appendFileSync(file, `not an episode\n${lines(200, 4)}`);
    await writeIndex(file);
    const fresh = fileWith(readFileSync(file, 'utf8'));
    await writeIndex(fresh);
    expect(readFileSync(`${file}.index.json`)).toEqual(readFileSync(`${fresh}.index.json`));
    expect(indexOf(file).entries).toHaveLength(203);
    expect(indexOf(file).skipped).toMatchObject([{ line: 4 }]);
  });

  test('keeps what it said of the beginning: only the rest is read', async () => {
    const file = fileWith(lines(3));
    await writeIndex(file);
    const index = `${file}.index.json`;
    writeFileSync(index, readFileSync(index, 'utf8').replace('collect BC', 'as it was'));
    appendFileSync(file, lines(1, 4));
    await writeIndex(file);
    expect(indexOf(file).entries.map(({ tag }) => tag)).toContain('as it was');
  });

  test.each([
    ['of another file', (text: string) => text.replace(/"checksum":"\w+"/, '"checksum":"0"')],
    ['of a longer file', (text: string) => text.replace(/"size":\d+/, '"size":999999999')],
    ['that is broken', (text: string) => text.slice(0, 300)],
    ['that is empty', () => '']
  ])('%s is made again', async (_, change) => {
    const file = fileWith(lines(3));
    await writeIndex(file);
    const index = `${file}.index.json`;
    const good = readFileSync(index, 'utf8');
    writeFileSync(index, change(good));
    await writeIndex(file);
    expect(readFileSync(index, 'utf8')).toBe(good);
  });

  test('leaves out a last line that is not finished', async () => {
    const file = fileWith(lines(2).slice(0, -10));
    await writeIndex(file);
    expect(indexOf(file)).toMatchObject({ size: nthLine(1).length, lines: 1 });
  });

  test('of an empty file is empty', async () => {
    const file = fileWith('');
    await writeIndex(file);
    expect(indexOf(file)).toMatchObject({ size: 0, entries: [] });
  });

  test('is there for ratings too, and for nothing else', async () => {
    const ratings = fileWith(nthRatingLine(1), 'ratings.jsonl');
    const tasks = fileWith('{}\n', 'tasks.jsonl');
    await Promise.all([writeIndex(ratings), writeIndex(tasks), writeIndex(`${tasks}.none`)]);
    const index = parseIndex('ratings', readFileSync(`${ratings}.index.json`, 'utf8'));
    expect(index?.entries).toMatchObject([{ episode: nthId(1), kind: 'judge' }]);
    expect(existsSync(`${tasks}.index.json`)).toBe(false);
  });
});

describe('a stage', () => {
  const items = [1, 2].map(n => ({ id: nthId(n), make: async () => nthEpisode(n) }));
  const work = { stage: 'play episodes', table: tables.episodes, items };

  test('leaves an index beside what it wrote', async () => {
    const folder = emptyFolder();
    const run = openRun(folder);
    await runStage(run, work);
    run.close();
    expect(indexOf(join(folder, 'episodes.jsonl')).entries).toHaveLength(2);
    expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([]);
  });

  test('is as good where no index can be written, and says so', async () => {
    const folder = emptyFolder();
    const notices: string[] = [];
    const run = openRun(folder, {}, { onNotice: notice => void notices.push(notice) });
    mkdirSync(join(folder, 'episodes.jsonl.index.json'));
    const { made } = await runStage(run, work);
    run.close();
    expect(made).toBe(2);
    expect(notices).toEqual([expect.stringContaining('episodes.jsonl has no index')]);
  });
});
