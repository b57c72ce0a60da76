import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { rowsIn } from '../../../../kernel-lib/src/base/csv';
import {
  exportFormats,
  exportRun,
  type ExportFormat
} from '../../../../kernel-lib/src/lab/export/export';
import { dimensions } from '../../../../kernel-lib/src/rating/schema';
import { importFiles } from '../../../../kernel-lib/src/lab/import/import';
import { emptyFolder } from '../../../support/folder';
import {
  agentProfile,
  annotation,
  environmentProfile,
  episodeLog,
  hfEpisode,
  relationshipProfile,
  sevenScores,
  studyEpisode
} from '../../../support/published';
import { smallRun } from '../../../support/small-run';

const lines = (...records: object[]) => records.map(one => `${JSON.stringify(one)}\n`).join('');
const jsonLines = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);

async function exported(format: ExportFormat, run = smallRun()) {
  const report = await exportRun(run, format);
  const file = (name: string) => join(report.folder, name);
  return { ...report, run, file };
}

test.each(exportFormats)(
  'an export as %s says where it comes from and what each file is',
  async format => {
    const { folder, files, leftOut } = await exported(format);
    const provenance = JSON.parse(readFileSync(join(folder, 'provenance.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(provenance).toMatchObject({
      version: 1,
      format,
      run: expect.stringMatching(/^run-/) as string,
      simulated: true,
      settings: { models: 'rehearsal' },
      models: {},
      prompts: {},
      leftOut,
      files
    });
    expect(files.length).toBeGreaterThan(0);
    for (const { file, sha256 } of files) {
      const digest = createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex');
      expect(digest).toBe(sha256);
    }
  }
);

test('the same export twice is the same, byte for byte', async () => {
  const { run, folder } = await exported('sotopia-store');
  const before = readFileSync(join(folder, 'provenance.json'), 'utf8');
  await exportRun(run, 'sotopia-store');
  expect(readFileSync(join(folder, 'provenance.json'), 'utf8')).toBe(before);
});

test('a store has a folder for each class and a file for each record, named by its key', async () => {
  const { folder } = await exported('sotopia-store');
  const stored = (kind: string) =>
    readdirSync(join(folder, kind)).map(name => {
      const text = readFileSync(join(folder, kind, name), 'utf8');
      const record = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
      expect(name).toBe(`${String(record.pk)}.json`);
      return record;
    });
  expect(stored('AgentProfile').map(({ first_name }) => first_name)).toEqual(['Ava', 'Ben']);
  expect(stored('EnvironmentProfile')).toMatchObject([
    { relationship: 3, age_constraint: '[(18, 70), (18, 70)]' }
  ]);
  expect(stored('EnvAgentComboStorage')).toMatchObject([{ agent_ids: ['ava', 'ben'] }]);
  expect(stored('AnnotationForEpisode')).toMatchObject([
    { annotator_id: 'simulated rater 1 (a rater)' }
  ]);
  const tags = stored('EpisodeLog').map(({ tag, models }) => [tag, models]);
  expect(tags).toEqual([
    ['collect BC', ['a judge', 'model-a', 'model-b']],
    ['collect BC', ['a judge', 'model-a', 'model-b']],
    ['benchmark_model-b_model-a_a judge_hard_trial0', ['a judge', 'model-a', 'model-b']],
    ['try BC', ['', 'model-a', 'model-b']]
  ]);
});

test('in a log each character knows its own secret and goal, not the other’s; rewards are the judge’s', async () => {
  const { file } = await exported('episodelog-jsonl');
  const [log, , , unrated] = jsonLines(file('episodes.jsonl'));
  const [first] = log?.messages as [string, string, string][][];
  expect(first?.[0]?.[2]).toContain("Ava Reed's secret: Ava has sold");
  expect(first?.[1]?.[2]).not.toContain('Ava has sold');
  expect(first?.[1]?.[2]).toContain("Ava Reed's goal: Unknown");
  expect(first?.[0]?.[2]).toMatch(/\nConversation Starts:\n$/);
  expect(log?.rewards).toMatchObject([
    [20 / 7, { goal: 7, overall_score: 20 / 7 }],
    [20 / 7, {}]
  ]);
  expect(unrated?.rewards).toEqual([0, 0]);
});

test('a released row has the scene in words', async () => {
  const { file } = await exported('hf-jsonl');
  expect(jsonLines(file('episodes.jsonl'))[0]).toMatchObject({
    codename: 'bicycle_for_sale',
    agents_background: {
      'Ava Reed': expect.stringContaining(
        'Ava Reed is a 34-year-old female baker. she/her pronouns.'
      ) as string
    },
    social_interactions: 'Ava Reed said: "=1+1"\n\nBen Okoye said: "Hello "you""\n\n'
  });
});

test.each<[ExportFormat, object]>([
  ['openai-chat', { messages: [{ role: 'user', content: 'Prompt 0' }, { role: 'assistant' }] }],
  ['trl', { prompt: [{ role: 'user', content: 'Prompt 0' }], completion: [{ role: 'assistant' }] }]
])('training rows as %s are one line each', async (format, first) => {
  const { file } = await exported(format);
  const rows = jsonLines(file('collect-bc.jsonl'));
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject(first);
});

test('LLaMA-Factory gets a list and its description', async () => {
  const { file } = await exported('llama-factory');
  const info = JSON.parse(readFileSync(file('dataset_info.json'), 'utf8')) as Record<
    string,
    { file_name: string }
  >;
  const rows = JSON.parse(
    readFileSync(file(info.sotopia_collect_bc!.file_name), 'utf8')
  ) as unknown[];
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({ instruction: '', input: 'Prompt 0' });
});

test('a preference sets the best talk’s first action beside the worst’s, same task, same position', async () => {
  const { file } = await exported('dpo');
  const rows = jsonLines(file('collect-bc.jsonl'));
  expect(rows).toMatchObject([
    {
      prompt: [{ content: 'You are Ava.' }],
      chosen: [{ content: expect.stringContaining('=1+1') as string }],
      rejected: [{ content: expect.stringContaining('No.') as string }],
      same_prompt: true
    },
    { chosen: [{ content: expect.stringContaining('Hello') as string }] }
  ]);
});

test('in tables no text can become a formula, and how many were changed is said', async () => {
  const { file, leftOut } = await exported('csv');
  const [columns, first] = rowsIn(readFileSync(file('turns.csv'), 'utf8'));
  const cell =
    columns &&
    'cells' in columns &&
    first &&
    'cells' in first &&
    first.cells[columns.cells.indexOf('argument')];
  expect(cell).toBe("'=1+1");
  expect(leftOut.join()).toContain('3 texts that look like formulas');
  const [, rating] = rowsIn(readFileSync(file('ratings.csv'), 'utf8'));
  expect(rating).toMatchObject({ cells: expect.arrayContaining(['8']) as string[] });
});

const foreign = {
  'a.jsonl': lines(
    agentProfile({ agent_id: 'agent-a' }),
    environmentProfile(),
    relationshipProfile(),
    { combo_id: 'c', env_id: 'e', agent_ids: ['a', 'b'] },
    episodeLog(),
    annotation()
  ),
  'sets.json': JSON.stringify({ hard: ['e1'] })
};

async function imported(files: Record<string, string>): Promise<string> {
  const folder = emptyFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const run = emptyFolder();
  const { counts } = await importFiles([folder], run);
  expect(counts.skipped).toBe(0);
  return run;
}

/** The source of an import is another one when its own export comes in again. */
const importedNames = (run: string) =>
  readdirSync(join(run, 'imported')).filter(name => name !== 'sources.jsonl');

const importedFiles = (run: string) =>
  Object.fromEntries(
    importedNames(run).map(name => [name, readFileSync(join(run, 'imported', name), 'utf8')])
  );

test.each<[ExportFormat, Record<string, string>]>([
  ['sotopia-store', foreign],
  ['episodelog-jsonl', { 'a.jsonl': lines(episodeLog()) }],
  ['hf-jsonl', { 'a.jsonl': lines(hfEpisode()) }]
])('import, export as %s, import: every file is the same', async (format, files) => {
  const run = await imported(files);
  const { folder } = await exportRun(run, format);
  const again = emptyFolder();
  expect((await importFiles([folder], again)).notRead).toEqual([]);
  expect(importedFiles(again)).toEqual(importedFiles(run));
});

test('the human study is read again from a store, the raters’ reasons in one text', async () => {
  const columns = dimensions.flatMap(({ name }) => [name, `${name}_reasoning`]);
  const cells = dimensions.flatMap(({ name }) => [String(sevenScores[name]), `why ${name}`]);
  const header = ['pk', ...[1, 2].flatMap(i => columns.map(name => `${name}_${i}`))].join(',');
  const run = await imported({
    'a.json': JSON.stringify([studyEpisode()]),
    'b.csv': `${header}\n${['01HP0000000000000000000003', ...cells, ...cells].join(',')}\n`
  });
  const { folder, leftOut } = await exportRun(run, 'sotopia-store');
  expect(leftOut).toEqual([expect.stringContaining('joined into one text')]);
  const again = emptyFolder();
  const { counts, notRead } = await importFiles([folder], again);
  expect(notRead).toEqual([]);
  expect(counts).toMatchObject({ episodes: 1, ratings: 1 });
  const { reasoning } = JSON.parse(importedFiles(again)['ratings.jsonl']!) as { reasoning: string };
  expect(reasoning.split('\n')).toHaveLength(14);
  expect(reasoning).toContain('agent 2, goal: why goal');
});

test('an id that cannot be the name of a file is left out of a store, and said', async () => {
  const run = await imported({ 'a.jsonl': lines(episodeLog({ pk: '../../escape' })) });
  const { leftOut, files } = await exportRun(run, 'sotopia-store');
  expect(files).toEqual([]);
  expect(leftOut).toEqual([`EpisodeLog "../../escape": its id cannot be a file's name`]);
});

test('a folder with neither a run nor imports is no run', async () => {
  const folder = join(emptyFolder(), 'none');
  mkdirSync(folder);
  await expect(exportRun(folder, 'csv')).rejects.toThrow('[lab/run-file]');
});
