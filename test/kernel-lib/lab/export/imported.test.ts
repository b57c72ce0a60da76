import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rowsIn } from '../../../../kernel-lib/src/base/csv';
import { textDigest } from '../../../../kernel-lib/src/base/id';
import {
  exportFormats,
  exportRun,
  type ExportFormat
} from '../../../../kernel-lib/src/lab/export/export';
import { importFiles } from '../../../../kernel-lib/src/lab/import/import';
import { openRun, viewRun } from '../../../../kernel-lib/src/lab/run';
import { tables } from '../../../../kernel-lib/src/lab/tables';
import { agentPrompt } from '../../../../kernel-lib/src/episode/prompt';
import { rowsOf } from '../../../../kernel-lib/src/sft/rows';
import { emptyFolder } from '../../../support/folder';
import {
  agentProfile,
  environmentProfile,
  episodeLog,
  hfEpisode,
  logMessages,
  sevenScores,
  studyEpisode
} from '../../../support/published';
import { smallRun } from '../../../support/small-run';

const rewards = (goal: number) => [
  [3, { ...sevenScores, goal }],
  [3, { ...sevenScores, goal }]
];

/** An EpisodeLog whose first words are its own. */
function log(pk: string, goal: number, fields: object = {}): object {
  const messages = logMessages();
  messages[0]![2] = ['Ava Reed', 'Environment', `said: "I am ${pk}."`];
  messages[0]![3] = ['Ben Okoye', 'Environment', 'did nothing'];
  return episodeLog({ pk, messages, rewards: rewards(goal), tag: 'collected', ...fields });
}

async function importedInto(run: string, ...records: object[]): Promise<string> {
  const file = join(emptyFolder(), 'logs.jsonl');
  writeFileSync(file, records.map(one => JSON.stringify(one)).join('\n'));
  await importFiles([file], run, { now: () => new Date(0) });
  return run;
}

const imported = (...records: object[]) => importedInto(emptyFolder(), ...records);
const three = [log('a', 9), log('b', 7), log('c', 2)];

async function exported(run: string, format: ExportFormat) {
  const report = await exportRun(run, format);
  const text = (name: string) => readFileSync(join(report.folder, name), 'utf8');
  const lines = (name: string) =>
    text(name)
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);
  const provenance = JSON.parse(text('provenance.json')) as Record<string, unknown>;
  return { ...report, text, lines, provenance };
}

test.each(exportFormats)('imported logs leave as %s, with the source they came from', async as => {
  const run = await imported(...three);
  const { files, provenance } = await exported(run, as);
  expect(files.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(0);
  expect(provenance).toMatchObject({
    run: null,
    imported: [
      {
        name: 'logs.jsonl',
        sha256: textDigest(three.map(one => JSON.stringify(one)).join('\n')),
        files: 1,
        time: '1970-01-01T00:00:00.000Z',
        formats: ['EpisodeLog'],
        read: { episodes: 3 },
        lines: { episodes: [[1, 3]] }
      }
    ]
  });
  expect(provenance).not.toHaveProperty('settings');
});

test.each(exportFormats)('a run does not claim what was imported beside it, as %s', async as => {
  const run = await importedInto(smallRun(), ...three);
  const { files, provenance } = await exported(run, as);
  expect(provenance).toMatchObject({
    run: viewRun(run).file.id,
    imported: [{ name: 'logs.jsonl' }]
  });
  const alone = (await exported(smallRun(), as)).files;
  const rowsOfRun = (all: typeof files) =>
    all.reduce((sum, { rows, imported: others = 0 }) => sum + rows - others, 0);
  if (as === 'llama-factory') return; // its list of data sets is neither's
  expect(rowsOfRun(files)).toBe(rowsOfRun(alone));
  expect(files.some(({ imported: others = 0 }) => others > 0)).toBe(true);
});

test('what the run’s rule chooses of imported logs is trained on, and the rest is said', async () => {
  const { files, leftOut, lines } = await exported(await imported(...three), 'trl');
  expect(files.map(({ file }) => file)).toEqual(['imported-collected.jsonl']);
  const words = JSON.stringify(lines('imported-collected.jsonl'));
  expect(words).toContain('I am a.');
  expect(words).toContain('I am b.');
  expect(words).not.toContain('I am c.');
  expect(leftOut.join()).toContain(
    'imported collected: what the rule {"name":"bc","top":2} drops; it keeps 4 of 6 positions'
  );
  expect(leftOut.join()).toContain('no log keeps them');
});

test('a prompt made of a log of ours is the very prompt that was sent', async () => {
  const own = smallRun();
  const run = openRun(own);
  const [episode] = run.rows(tables.episodes);
  run.close();
  const { folder } = await exportRun(own, 'episodelog-jsonl');
  const again = emptyFolder();
  await importFiles([folder], again);
  const { lines } = await exported(again, 'openai-chat');
  const rows = lines('imported-collect-bc.jsonl') as unknown as {
    messages: { content: string }[];
  }[];
  const { turns, ...scene } = episode!;
  const asked = rowsOf(episode!, 1).map(({ turn, completion }) => [
    agentPrompt(scene, 1, turns.slice(0, turn)).join(''),
    completion
  ]);
  expect(asked).not.toEqual([]);
  expect(rows.map(({ messages }) => messages.map(({ content }) => content))).toEqual(
    expect.arrayContaining(asked)
  );
  expect(rows[0]?.messages[0]?.content).toContain("Ava Reed's secret: Ava has sold");
  expect(rows[0]?.messages[0]?.content).not.toContain('Conversation Starts');
});

test('a preference sets the best of imported logs beside the worst', async () => {
  const { lines } = await exported(await imported(...three), 'dpo');
  expect(lines('imported-collected.jsonl')[0]).toMatchObject({
    chosen: [{ content: expect.stringContaining('I am a.') as string }],
    rejected: [{ content: expect.stringContaining('I am c.') as string }]
  });
});

test.each([
  ['openai-chat', 'unrated', log('x', 5, { rewards: [0, 0] }), 'no judge rating'],
  ['trl', 'of three', logOfThree(), 'more than two take part'],
  ['llama-factory', 'with a secret word', privateLog(), 'said in private'],
  ['dpo', 'of the human study', studyEpisode(), 'it does not say what each was told'],
  ['trl', 'of no task', log('x', 5, { environment: '' }), 'it does not name its task']
] as const)('as %s, an episode %s cannot be taught, and the message says why', async (...row) => {
  const [as, , record, why] = row;
  const run = await imported(record);
  await expect(exportRun(run, as)).rejects.toThrow(
    '[lab/export] expected imported episodes of two'
  );
  await expect(exportRun(run, as)).rejects.toThrow(why);
  const both = await exported(await imported(record, ...three), as);
  expect(both.leftOut.join()).toContain(why);
});

test('where a judge’s rating comes in a file of its own, it counts', async () => {
  const judged = { ...ratingOf('x'), rater: { kind: 'judge', model: 'gpt-4' } };
  const unrated = log('x', 5, { rewards: [0, 0] });
  const { files } = await exported(await imported(unrated, judged), 'trl');
  expect(files).toHaveLength(1);
});

test('imported episodes are rows of the tables, however many take part and whoever hears', async () => {
  const run = await imported(environmentProfile(), agentProfile(), privateLog(), logOfThree());
  const { text, leftOut } = await exported(run, 'csv');
  const table = (name: string) =>
    rowsIn(text(name)).flatMap(row => ('cells' in row ? [row.cells] : []));
  expect(table('tasks.csv')[1]).toEqual(expect.arrayContaining(['bicycle_for_sale', 'imported']));
  const turns = table('turns.csv');
  expect(turns.filter(cells => cells.includes('Cay Lind'))).toHaveLength(1);
  expect(turns.find(cells => cells.includes('Psst'))?.slice(-2)).toEqual(['Ben Okoye', 'imported']);
  expect(leftOut.join()).toContain('models beyond two, of 1 imported episodes');
  const scores = table('ratings.csv').filter(cells => cells[5] === 'goal');
  expect(scores).toMatchObject([expect.arrayContaining(['judge judge', '8'])]);
});

test('where a run has nothing for a format yet, the reason is said', async () => {
  const empty = emptyFolder();
  openRun(empty).close();
  expect((await exported(empty, 'dpo')).leftOut.join()).toContain(
    'no episode to train on is judged'
  );
  expect((await exported(empty, 'trl')).leftOut.join()).toContain('`select` writes them');
  const one = await exported(await imported(log('a', 5)), 'dpo');
  expect(one.leftOut.join()).toContain(
    'imported collected: pairs; of its 1 judged episodes no two of one task and position differ'
  );
});

test('an episode that was exported and imported into its own run leaves once', async () => {
  const run = smallRun();
  const { folder } = await exportRun(run, 'hf-jsonl', { to: join(emptyFolder(), 'out') });
  await importFiles([folder], run);
  const rows = await exported(run, 'trl');
  expect(rows.files.map(({ file }) => file)).toEqual(['collect-bc.jsonl']);
  expect(rows.leftOut.join()).toContain('the run has its own of this id');
  const { lines, leftOut } = await exported(run, 'episodelog-jsonl');
  expect(lines('episodes.jsonl')).toHaveLength(4);
  expect(leftOut.join()).toContain('4 imported episodes, such as episode-0000000000000001');
});

test('of a set in which two models talk it is said, since rows do not', async () => {
  const one = await exported(await imported(log('a', 9)), 'trl');
  expect(one.leftOut.join()).toContain('who said a row; model-a and model-b did');
  const same = log('a', 9, { models: ['judge', 'm', 'm'] });
  expect((await exported(await imported(same), 'trl')).leftOut.join()).not.toContain('who said');
});

test('sets whose names look the same are files of their own', async () => {
  const run = await imported(log('a', 9, { tag: 'x y' }), log('b', 9, { tag: 'x-y' }));
  const { files } = await exported(run, 'openai-chat');
  expect(files.map(({ file }) => file)).toEqual(['imported-x-y.jsonl', 'imported-x-y-2.jsonl']);
});

test('what a file of episodes has no place for is said', async () => {
  const run = await imported(agentProfile(), hfEpisode());
  const { leftOut } = await exported(run, 'hf-jsonl');
  expect(leftOut).toEqual(['imported characters']);
});

function privateLog() {
  const [first] = logMessages();
  const act = ['Ava Reed', 'Environment', '[private to [\'Ben Okoye\']]  said: "Psst"'];
  return episodeLog({ pk: 'private', messages: [[...first!.slice(0, 2), act]] });
}

function logOfThree() {
  const [first] = logMessages();
  const told = [...first!.slice(0, 2), ['Environment', 'Cay Lind', '']];
  return episodeLog({
    pk: 'three',
    messages: [[...told, ['Cay Lind', 'Environment', 'said: "Hi."']], told],
    agents: ['agent-a', 'agent-b', 'agent-c'],
    models: ['judge', 'm', 'm', 'm'],
    rewards: [0, 0, 0]
  });
}

function ratingOf(episode: string) {
  const [, , judged] = viewRun(smallRun()).rows(tables.ratings);
  return { version: 1, ...judged, episode };
}
