import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastJson, sotopiaPi } from '../support/command';
import { emptyFolder } from '../support/folder';
import { episodeLog } from '../support/published';

function written(name: string, text: string): { folder: string; path: string } {
  const folder = emptyFolder();
  const path = join(folder, name);
  writeFileSync(path, text);
  return { folder, path };
}

const counted = [
  ...['inspirations', 'characters', 'tasks', 'relationships', 'castings', 'taskSets'],
  ...['episodes', 'ratings', 'questions', 'skipped']
];

test('import ends with 0 and a line of counts, each of which is a number', async () => {
  const { folder, path } = written('log.json', JSON.stringify(episodeLog()));
  const ended = await sotopiaPi(['import', path, '--run', 'run', '--json'], folder);
  const { verb, folder: _, notRead, ...counts } = lastJson(ended);
  expect([ended.code, verb, notRead]).toEqual([0, 'import', []]);
  expect(Object.keys(counts)).toEqual(counted);
  expect(counts).toMatchObject({ episodes: 1, skipped: 0 });
});

test.each([
  ['of no known format', 'a.json', '{"neither": "this"}', 'a record of a known format'],
  ['that is empty', 'a.jsonl', '', 'it is empty']
])('import of a file %s ends with 1 and says why', async (_, name, text, why) => {
  const { folder, path } = written(name, text);
  const plain = await sotopiaPi(['import', path, '--run', 'run'], folder);
  expect([plain.code, plain.stdout]).toEqual([1, expect.stringContaining(why)]);
  expect(plain.stdout).toMatch(/^Nothing was read: /);
  const json = await sotopiaPi(['import', path, '--run', 'run', '--json'], folder);
  expect(json.code).toBe(1);
  expect(lastJson(json)).toMatchObject({
    skipped: 1,
    error: expect.stringContaining(why) as string
  });
});

test('status of a folder of imports counts them', async () => {
  const { folder, path } = written('log.json', JSON.stringify(episodeLog()));
  await sotopiaPi(['import', path, '--run', 'run'], folder);
  const plain = await sotopiaPi(['status', '--run', 'run'], folder);
  expect([plain.code, plain.stdout]).toEqual([0, expect.stringContaining('1 episodes')]);
  expect(plain.stdout).toContain('from log.json (EpisodeLog)');
  const json = await sotopiaPi(['status', '--run', 'run', '--json'], folder);
  expect(lastJson(json)).toMatchObject({ verb: 'status', run: null, imported: { episodes: 1 } });
});

test('tasks are written from what was imported into their folder', async () => {
  const list = ',prompt,source\n0,carving a boat,social_chem\n1,selling a lamp,normbank\n';
  const { folder, path } = written('inspirational_prompt.csv', list);
  await sotopiaPi(['import', path, '--run', 'run'], folder);
  const scale = ['--tasks', '2', '--pairs', '1'];
  const ended = await sotopiaPi(['tasks', '--run', 'run', ...scale], folder);
  expect(ended.code, ended.stderr).toBe(0);
  expect(ended.stderr).toContain(
    'Tasks are written from the inspirations that were imported here.'
  );
  const { inspirations } = lastJson(await sotopiaPi(['status', '--run', 'run', '--json'], folder))
    .counts as Record<string, number>;
  expect(inspirations).toBe(4);
});

test('an export in which nothing is says why, and imports that cannot be taught are an error', async () => {
  const unrated = episodeLog({ rewards: [0, 0] });
  const { folder, path } = written('log.json', JSON.stringify(unrated));
  await sotopiaPi(['import', path, '--run', 'run'], folder);
  const ended = await sotopiaPi(['export', '--as', 'trl', '--run', 'run'], folder);
  expect([ended.code, ended.stderr]).toEqual([2, expect.stringContaining('no judge rating')]);
});
