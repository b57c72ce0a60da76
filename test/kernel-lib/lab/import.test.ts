import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { normbank } from '../../../kernel-lib/src/inspiration/read-normbank';
import { socialChem } from '../../../kernel-lib/src/inspiration/read-social-chem';
import { readRows } from '../../../kernel-lib/src/edge/files';
import { importFiles } from '../../../kernel-lib/src/lab/import';
import { importedTables, type ImportedTables } from '../../../kernel-lib/src/lab/imported';
import { importedWorld } from '../../../kernel-lib/src/lab/imported-world';
import { openRun } from '../../../kernel-lib/src/lab/run';
import { readCorpora } from '../../../kernel-lib/src/lab/world';
import { zipOf } from '../../support/archives';
import { emptyFolder } from '../../support/folder';
import {
  agentProfile,
  environmentProfile,
  episodeLog,
  relationshipProfile
} from '../../support/published';

/** A folder with the files given, and a folder for the run. */
function prepared(files: Record<string, string | Buffer>) {
  const folder = emptyFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const run = emptyFolder();
  const rows = (key: keyof ImportedTables) =>
    readRows<unknown>(importedTables[key], join(run, importedTables[key].file));
  return { folder, run, rows };
}

const lines = (...records: object[]) => records.map(one => `${JSON.stringify(one)}\n`).join('');
const world = {
  'agents.jsonl': lines(
    agentProfile({ agent_id: 'agent-a' }),
    agentProfile({ agent_id: 'agent-b', first_name: 'Ben' })
  ),
  'environments.jsonl': lines(
    environmentProfile({ age_constraint: 'nan' }),
    environmentProfile({ env_id: 'e2' })
  ),
  'relationships.jsonl': lines(relationshipProfile()),
  'combos.jsonl': lines({
    combo_id: 'c',
    env_id: '01H7VFHP3DPGRXH1Y500VQKF01',
    agent_ids: ['agent-a', 'agent-b']
  }),
  'used_env.json': JSON.stringify({ my_hard_env: ['01H7VFHP3DPGRXH1Y500VQKF01'], more: ['e3'] }),
  'log.json': JSON.stringify(episodeLog(), undefined, 2)
};

test('a folder of published files is taken over, each counted by what it is', async () => {
  const { folder, run, rows } = prepared(world);
  const { counts, notRead } = await importFiles([folder], run);
  expect(notRead).toEqual([]);
  expect(counts).toEqual({
    inspirations: 0,
    characters: 2,
    tasks: 2,
    relationships: 1,
    castings: 1,
    taskSets: 2,
    episodes: 1,
    ratings: 0,
    questions: 0,
    skipped: 0
  });
  expect(rows('characters')).toHaveLength(2);
  expect(rows('episodes')).toHaveLength(1);
});

test('the same files again count the same and change nothing', async () => {
  const { folder, run } = prepared(world);
  const first = await importFiles([folder], run);
  const file = join(run, importedTables.tasks.file);
  const before = readFileSync(file, 'utf8');
  expect((await importFiles([folder, folder], run)).counts).toMatchObject({
    tasks: 2 * first.counts.tasks,
    skipped: 0
  });
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('another record with an id that is taken is not taken over, and said', async () => {
  const { folder, run, rows } = prepared({
    'a.jsonl': lines(agentProfile(), agentProfile({ age: 35 }))
  });
  const { counts, notRead } = await importFiles([folder], run);
  expect(counts).toMatchObject({ characters: 1, skipped: 1 });
  expect(notRead).toEqual([
    {
      file: join(folder, 'a.jsonl'),
      line: 2,
      reason: 'another character with the id 01H5TNE5PRCAF1CK5ERS5MVZ01 came before'
    }
  ]);
  expect(rows('characters')).toMatchObject([{ age: 34 }]);
});

test('a last line that a crash cut off is mended by the next import', async () => {
  const { folder, run, rows } = prepared(world);
  await importFiles([folder], run);
  appendFileSync(join(run, importedTables.characters.file), '{"version":1,"id":"half');
  await importFiles([folder], run);
  expect(rows('characters')).toHaveLength(2);
});

test('what could not be read is listed with file, line and reason, in the folder as well', async () => {
  const { folder, run, rows } = prepared({
    'a.jsonl': `${lines(agentProfile())}broken\n`,
    'b.txt': 'x',
    'c.json': '{"neither": "this"}'
  });
  const { counts, notRead } = await importFiles([folder], run);
  expect(counts.skipped).toBe(3);
  expect(notRead.map(({ file, line }) => [file.slice(folder.length + 1), line])).toEqual([
    ['a.jsonl', 2],
    ['b.txt', 1],
    ['c.json', 1]
  ]);
  expect(rows('skipped')).toEqual(notRead);
  const good = prepared({ 'a.jsonl': lines(agentProfile()) });
  await importFiles([good.folder], run);
  expect(existsSync(join(run, importedTables.skipped.file))).toBe(false);
});

const row = (columns: readonly string[], separator: string, text: string) =>
  [columns, columns.map(() => text)].map(cells => cells.join(separator)).join('\n');
const iqa = { question: 'q', answerA: 'a', answerB: 'b', answerC: 'c' };

test('inspirations of all files make one pool: packed or not, each text once, in the paper’s order', async () => {
  const chem = Buffer.from(row(socialChem.columns, '\t', 'waving'));
  const { folder, run, rows } = prepared({
    'a-normbank.csv.gz': gzipSync(
      `${row(normbank.columns, ',', 'waving')}\n${normbank.columns.map(() => 'sing').join(',')}`
    ),
    'b-chem.zip': zipOf({ name: 'social-chem-101/x.tsv', bytes: chem }),
    'c.jsonl': lines({ ...iqa, context: 'Ava waved.' }, { ...iqa, context: 'used already' }),
    'used.csv': 'model|source|pk|prompt\ngpt|nan|x|of unknown source\n'
  });
  const except = join(emptyFolder(), 'sotopia.csv');
  writeFileSync(except, ',prompt,source\n0,used already,social_iqa\n');
  const { counts } = await importFiles([folder], run, { except: [except] });
  expect(counts).toMatchObject({ inspirations: 4, skipped: 0 });
  expect(rows('inspirations')).toMatchObject([
    { source: 'social_chem', text: 'waving' },
    { source: 'social_iqa', text: 'Ava waved.' },
    { source: 'normbank', text: 'sing' },
    { source: 'unknown', text: 'of unknown source' }
  ]);
  const pool = await readCorpora(join(run, importedTables.inspirations.file));
  expect(pool.flatMap(({ inspirations }) => inspirations)).toHaveLength(4);
});

test.each([
  ['as many labels as rows', '1\n2\n', []],
  ['too few labels', '1\n', ['it has 1 labels for 2 rows of train.jsonl']],
  ['a label that is none', '1\n4\n', ['it is not 1, 2 or 3']]
])('the labels of Social IQa are checked: %s', async (_, labels, reasons) => {
  const { folder, run } = prepared({
    'train.jsonl': lines({ ...iqa, context: 'a' }, { ...iqa, context: 'b' }),
    'train-labels.lst': labels
  });
  const { counts, notRead } = await importFiles([folder], run);
  expect(counts.inspirations).toBe(2);
  expect(notRead.map(({ reason }) => reason)).toEqual(reasons);
});

test('a file that is not there is said before anything is read', async () => {
  const { run } = prepared({});
  await expect(importFiles(['/no/such/file'], run)).rejects.toThrow('/no/such/file');
});

test('an imported task set is a world: its tasks, the imported people, who plays what', async () => {
  const { folder, run } = prepared(world);
  await importFiles([folder], run);
  const { tasks, people, castings } = importedWorld(run, 'my_hard_env');
  expect(tasks).toMatchObject([{ id: '01H7VFHP3DPGRXH1Y500VQKF01', hard: true }]);
  expect(people.characters.map(({ id }) => id)).toEqual(['agent-a', 'agent-b']);
  expect(castings).toEqual([
    {
      id: 'c',
      task: '01H7VFHP3DPGRXH1Y500VQKF01',
      characters: ['agent-a', 'agent-b'],
      relationship: '01H7VFHP3DPGRXH1Y500VREL01'
    }
  ]);
});

test.each([
  ['nope', 'got ["my_hard_env","more"]'],
  ['more', 'got "1 that are not there, such as e3"']
])('the task set %s cannot be tried on, and the message says why', async (name, words) => {
  const { folder, run } = prepared(world);
  await importFiles([folder], run);
  expect(() => importedWorld(run, name)).toThrow(words);
});

test('a run can begin in a folder that others’ data were imported into', async () => {
  const { folder, run } = prepared(world);
  await importFiles([folder], run);
  const opened = openRun(run, { taskSet: 'my_hard_env' });
  opened.close();
  expect(opened.world.tasks).toHaveLength(1);
});
