import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { importFiles } from '../../../../kernel-lib/src/lab/import/import';
import { importedSources } from '../../../../kernel-lib/src/lab/import/source';
import { zipOf } from '../../../support/archives';
import { emptyFolder } from '../../../support/folder';
import { agentProfile, episodeLog } from '../../../support/published';

const lines = (...records: object[]) => records.map(one => `${JSON.stringify(one)}\n`).join('');
const at = (day: number) => ({ now: () => new Date(Date.UTC(2026, 0, day)) });
const sha256 = (path: string) =>
  execFileSync('sha256sum', [path], { encoding: 'utf8' }).slice(0, 64);

/** A folder with the files given. */
function given(files: Record<string, string | Buffer>): string {
  const folder = join(emptyFolder(), 'logs');
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

test.each([
  ['a.jsonl', lines(episodeLog())],
  ['a.jsonl.gz', gzipSync(lines(episodeLog()))],
  ['a.zip', zipOf({ name: 'x/a.jsonl', bytes: Buffer.from(lines(episodeLog())) })]
])(
  'of %s the name, the SHA-256, the day, the format and the lines are kept',
  async (name, bytes) => {
    const path = join(given({ [name]: bytes }), name);
    const run = emptyFolder();
    await importFiles([path], run, at(2));
    expect(importedSources(run)).toMatchObject([
      {
        name,
        sha256: sha256(path),
        files: 1,
        time: '2026-01-02T00:00:00.000Z',
        formats: ['EpisodeLog'],
        read: { episodes: 1 },
        lines: { episodes: [[1, 1]] }
      }
    ]);
  }
);

test('of a folder it is the SHA-256 of what sha256sum says of its files', async () => {
  const folder = given({ 'a.jsonl': lines(agentProfile()), 'b.jsonl': lines(episodeLog()) });
  const run = emptyFolder();
  await importFiles([folder], run);
  const said = execFileSync('sha256sum', ['a.jsonl', 'b.jsonl'], { cwd: folder });
  const list = join(emptyFolder(), 'list');
  writeFileSync(list, said);
  expect(importedSources(run)).toMatchObject([
    { name: 'logs', files: 2, sha256: sha256(list), read: { characters: 1, episodes: 1 } }
  ]);
});

test('where a folder lies is not told', async () => {
  const folder = given({ 'a.jsonl': lines(episodeLog()) });
  const run = emptyFolder();
  await importFiles([folder], run);
  expect(readFileSync(join(run, 'imported/sources.jsonl'), 'utf8')).not.toContain(folder);
});

test('the same again is the same source of the first day; what grew is another one', async () => {
  const folder = given({ 'a.jsonl': lines(episodeLog()) });
  const path = join(folder, 'a.jsonl');
  const run = emptyFolder();
  await importFiles([path], run, at(1));
  await importFiles([path], run, at(2));
  expect(importedSources(run)).toHaveLength(1);
  writeFileSync(path, lines(episodeLog(), episodeLog({ pk: 'b' }), episodeLog({ pk: 'c' })));
  await importFiles([path], run, at(3));
  expect(importedSources(run)).toMatchObject([
    { time: '2026-01-01T00:00:00.000Z', lines: { episodes: [[1, 1]] } },
    { time: '2026-01-03T00:00:00.000Z', read: { episodes: 3 }, lines: { episodes: [[2, 3]] } }
  ]);
});

test('of what nothing was read, there is no source', async () => {
  const run = emptyFolder();
  await importFiles([given({ 'a.json': '{"neither": "this"}' })], run);
  expect(importedSources(run)).toEqual([]);
});
