import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { normbank } from '../../../../kernel-lib/src/inspiration/read-normbank';
import { socialChem } from '../../../../kernel-lib/src/inspiration/read-social-chem';
import { readRows } from '../../../../kernel-lib/src/edge/files';
import { importFiles } from '../../../../kernel-lib/src/lab/import/import';
import {
  importedTables,
  type ImportedTables
} from '../../../../kernel-lib/src/lab/import/imported';
import { importedWorld } from '../../../../kernel-lib/src/lab/import/imported-world';
import { openRun } from '../../../../kernel-lib/src/lab/run';
import { readCorpora } from '../../../../kernel-lib/src/lab/world';
import { writeTasks } from '../../../../kernel-lib/src/lab/write-tasks';
import { zipOf } from '../../../support/archives';
import { emptyFolder } from '../../../support/folder';
import {
  agentProfile,
  environmentProfile,
  episodeLog,
  relationshipProfile
} from '../../../support/published';

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
});

test('the list keeps what was skipped of a file until that file is read again', async () => {
  const { folder, run, rows } = prepared({ 'a.json': 'broken', 'b.zip': 'no archive' });
  const at = (name: string) => join(folder, name);
  await importFiles([folder], run);
  const first = rows('skipped');
  expect(first).toMatchObject([{ file: at('a.json') }, { file: at('b.zip') }]);
  const other = prepared({ 'c.json': '{"neither": "this"}' });
  expect((await importFiles([other.folder], run)).counts.skipped).toBe(1);
  expect(rows('skipped')).toMatchObject([...first, { line: 1 }]);
  await importFiles([other.folder], run);
  expect(rows('skipped')).toHaveLength(3);
  writeFileSync(at('a.json'), JSON.stringify(agentProfile()));
  await importFiles([at('a.json'), other.folder], run);
  expect(rows('skipped')).toMatchObject([{ file: at('b.zip') }, { line: 1 }]);
  writeFileSync(at('b.zip'), zipOf({ name: 'x.json', bytes: Buffer.from('{}') }));
  writeFileSync(join(other.folder, 'c.json'), JSON.stringify(agentProfile()));
  await importFiles([folder, other.folder], run);
  expect(rows('skipped')).toMatchObject([{ file: join(at('b.zip'), 'x.json') }]);
  writeFileSync(at('b.zip'), zipOf({ name: 'x.json', bytes: Buffer.from(lines(agentProfile())) }));
  await importFiles([folder], run);
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

const splits = {
  'train.jsonl': lines({ ...iqa, context: 'of train' }),
  'dev.jsonl': lines({ ...iqa, context: 'of dev' }),
  'socialIQa_v1.4_tst.jsonl': lines({ ...iqa, context: 'of test' }),
  'developers.jsonl': lines({ ...iqa, context: 'of developers' })
};
const onlyTrain = expect.stringContaining(
  'draws from its train split only; name the file'
) as string;

test('of Social IQa, dev and test found in a folder or an archive are listed, not read', async () => {
  const { folder, run, rows } = prepared(splits);
  const packed = Object.entries(splits).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  writeFileSync(join(folder, 'all-dev.zip'), zipOf(...packed));
  const { notRead } = await importFiles([folder], run);
  expect(notRead).toHaveLength(4);
  expect(notRead.every(({ file }) => /(dev|tst)\.jsonl$/.test(file))).toBe(true);
  expect(notRead[0]?.reason).toEqual(onlyTrain);
  expect(rows('inspirations')).toMatchObject([{ text: 'of train' }, { text: 'of developers' }]);
  const corpora = await readCorpora(folder);
  expect(corpora.filter(({ rows: n }) => n === 0).map(({ skipped }) => skipped)).toEqual(
    notRead.map(() => [{ line: 1, reason: onlyTrain }])
  );
  expect(corpora.flatMap(({ inspirations }) => inspirations)).toHaveLength(4);
});

test('a dev file that is named is read, and so is a test file of something else', async () => {
  const { folder, run, rows } = prepared({ ...splits, 'test.jsonl': lines(agentProfile()) });
  const dev = join(folder, 'dev.jsonl');
  await importFiles([dev, folder], run);
  expect(rows('inspirations')).toContainEqual(expect.objectContaining({ text: 'of dev' }));
  expect(rows('characters')).toHaveLength(1);
  expect(await readCorpora(dev)).toMatchObject([{ rows: 1, inspirations: [{ text: 'of dev' }] }]);
});

test('an inspiration that is no UTF-8 is listed, not changed', async () => {
  const text = lines({ ...iqa, context: 'Zoë sang.' }, { ...iqa, context: 'Zoe hummed.' });
  const { folder, run, rows } = prepared({ 'latin.jsonl': Buffer.from(text, 'latin1') });
  const { notRead } = await importFiles([folder], run);
  expect(rows('inspirations')).toMatchObject([{ text: 'Zoe hummed.' }]);
  expect(notRead).toMatchObject([
    { line: 1, reason: 'it has the byte 0xEB, which is not UTF-8; save the file as UTF-8' }
  ]);
  const whole = prepared({ 'utf8.jsonl': text });
  expect((await importFiles([whole.folder], run)).counts).toMatchObject({ inspirations: 2 });
});

describe('a file to be excepted', () => {
  test.each([
    ['is of no known format', 'a.csv', 'name,age\nAva,34\n', 'in none of the formats'],
    ['has other things', 'a.jsonl', lines(agentProfile()), 'it is a character'],
    ['is empty', 'a.jsonl', '', 'it is empty'],
    ['has no rows', 'a.csv', ',prompt,source\n', 'none in it']
  ])('that %s is a mistake, said before anything is read', async (_, name, text, reason) => {
    const { folder, run } = prepared(world);
    const except = join(prepared({ [name]: text }).folder, name);
    const importing = importFiles([folder], run, { except: [except] });
    await expect(importing).rejects.toThrow(
      `[lab/import] expected a file of inspirations at ${except}`
    );
    await expect(importing).rejects.toThrow(reason);
    expect(existsSync(join(run, importedTables.characters.file))).toBe(false);
  });

  test('excepts what can be read of it, and the rest is listed', async () => {
    const { folder, run, rows } = prepared(splits);
    const dev = `${splits['train.jsonl']}broken\n`;
    const except = prepared({ 'dev.jsonl': dev, 'notes.json': '{}' }).folder;
    const { notRead } = await importFiles([folder], run, { except: [except] });
    expect(rows('inspirations')).toMatchObject([{ text: 'of developers' }]);
    const listed = notRead.filter(({ file }) => file.startsWith(except));
    expect(listed.map(({ file, line }) => [file.slice(except.length + 1), line])).toEqual([
      ['dev.jsonl', 2],
      ['notes.json', 1]
    ]);
  });
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

test('a rating out of range is listed, and its episode is kept without it', async () => {
  const wrong = [0, 1].map(() => [3, { goal: 12 }]);
  const { folder, run, rows } = prepared({ 'a.jsonl': lines(episodeLog({ rewards: wrong })) });
  const { counts, notRead } = await importFiles([folder], run);
  expect(counts).toMatchObject({ episodes: 1, skipped: 2 });
  expect(notRead[0]?.reason).toBe(
    'of 01HM0000000000000000000001, which is kept, agent 1 counts as not rated: goal 12 is not from 0 to 10'
  );
  expect(rows('episodes')).toMatchObject([{ rewards: [null, null] }]);
});

test('the folder of imports can be given as inspirations, whatever else is in it', async () => {
  const { folder, run } = prepared({ ...splits, 'a.json': '{"neither": "this"}', ...world });
  await importFiles([folder], run);
  const corpora = await readCorpora(join(run, 'imported'));
  expect(corpora.flatMap(({ inspirations }) => inspirations)).toHaveLength(2);
  expect(corpora.filter(({ rows: n }) => n === 0).length).toBeGreaterThan(5);
  await expect(readCorpora(join(run, 'imported/skipped.jsonl'))).rejects.toThrow(
    'expected Social IQa'
  );
});

test('where people were imported without their relationships, the message says what to do', async () => {
  const { folder, run } = prepared({ ...world, 'relationships.jsonl': '', 'combos.jsonl': '' });
  await importFiles([folder], run);
  const opened = openRun(run, { taskSet: 'my_hard_env', tasks: 1, pairs: 1, evaluationPairs: 1 });
  await expect(writeTasks(opened)).rejects.toThrow(
    /1 pairs of every relationship among the people imported.*stranger 0.*relationship_profiles.jsonl/s
  );
  opened.close();
});
