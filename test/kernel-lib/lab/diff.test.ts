import { expect, test } from 'vitest';
import type { Table } from '../../../kernel-lib/src/edge/files';
import type { Score } from '../../../kernel-lib/src/evaluation/schema';
import { diff } from '../../../kernel-lib/src/lab/diff';
import type { RunFile } from '../../../kernel-lib/src/lab/run-file';
import { noTotals } from '../../../kernel-lib/src/lab/ledger-totals';
import type { RunView } from '../../../kernel-lib/src/lab/run';
import { defaultSettings, type Settings } from '../../../kernel-lib/src/lab/settings';
import { bundleFor } from '../../../kernel-lib/src/lab/show/show';
import { tables } from '../../../kernel-lib/src/lab/tables';
import { scoreWith } from '../../support/scores';

/** A run as it can be looked at, with these scores; what else is given makes it differ. */
function runWith(
  scores: readonly Score[],
  settings: Partial<Settings> = {},
  file: Partial<RunFile> = {}
): RunView {
  const own = { ...defaultSettings, ...settings };
  const rows = <T>(table: Table<T>): readonly T[] =>
    (table.file === tables.scores.file ? scores : []) as readonly T[];
  return {
    folder: `/runs/${own.seed}`,
    settings: own,
    ledger: { calls: () => 0, cost: () => 0, totals: noTotals },
    rows,
    file: {
      ...{ version: 1, id: 'run-1', settings: own, simulated: true, world: 'world' },
      models: { judge: { model: 'judge-a', temperature: 0 } },
      prompts: { agent: 'agent', judge: 'judge', writer: 'writer' },
      versions: { 'sotopia-pi': '1' },
      ...file
    }
  };
}

test('two runs that were made alike differ in nothing', () => {
  expect(diff(runWith([]), runWith([]))).toMatchObject({ inputs: [], scores: [] });
});

test.each<[string, Partial<Settings>, Partial<RunFile>, object]>([
  [
    'a rule of play',
    { rules: 'published' },
    {},
    { part: 'settings', what: 'rules', first: 'clean', second: 'published' }
  ],
  [
    'a rule of selection',
    { srRule: { name: 'best' } },
    {},
    {
      part: 'settings',
      what: 'srRule',
      first: '{"name":"sr","share":0.2}',
      second: '{"name":"best"}'
    }
  ],
  [
    'a setting that one has not',
    { inspirations: 'own.tsv' },
    {},
    { what: 'inspirations', first: '–', second: 'own.tsv' }
  ],
  [
    'a model',
    {},
    { models: { judge: { model: 'judge-b', temperature: 0 } } },
    { part: 'models', what: 'judge', second: '{"model":"judge-b","temperature":0}' }
  ],
  [
    'a prompt, by the start of its hash',
    {},
    { prompts: { agent: 'agent', judge: 'f'.repeat(64), writer: 'writer' } },
    { part: 'prompts', what: 'judge', second: 'f'.repeat(12) }
  ],
  [
    'the people and tasks',
    {},
    { world: 'another' },
    { part: 'world', what: 'people and tasks', second: 'another' }
  ]
])('it names %s', (_, settings, file, difference) => {
  const { inputs } = diff(runWith([]), runWith([], settings, file));
  expect(inputs).toHaveLength(1);
  expect(inputs[0]).toMatchObject(difference);
});

/** One score of a model for each task. */
const scored = (values: readonly number[], fields: Partial<Score> = {}) =>
  values.map((value, i) => scoreWith(value, { model: 'BC', task: `task-${i}`, ...fields }));

test('scores are paired game by game, the second run minus the first, with an interval', () => {
  const { scores } = diff(runWith(scored([4, 5, 6])), runWith(scored([5, 6, 9])));
  expect(scores).toEqual([
    {
      ...{ model: 'BC', source: 'judge', scale: 'goal', tasks: 3, leftOut: 0 },
      difference: expect.closeTo(5 / 3, 9) as number,
      low: expect.closeTo(-1.2019, 3) as number, // 5/3 ± 4.3027 · 2/3
      high: expect.closeTo(4.5352, 3) as number
    }
  ]);
});

test('a game that only one run has does not count, and is counted as left out', () => {
  const first = scored([4, 5, 6]);
  const second = [...scored([5, 6]), ...scored([9], { pair: 'others', task: 'task-2' })];
  expect(diff(runWith(first), runWith(second)).scores[0]).toMatchObject({
    ...{ difference: 1, tasks: 2, leftOut: 2 },
    noInterval: 'every pair differs by the same'
  });
});

test('a model that only one run has tried has no difference, and the reason', () => {
  const [found] = diff(runWith([]), runWith(scored([5]))).scores;
  expect(found).toMatchObject({ model: 'BC', tasks: 0 });
  expect(found).not.toHaveProperty('difference');
  expect(found!.noInterval).toContain('no task');
});

test('another scale can be asked for', () => {
  const { scores } = diff(runWith(scored([4])), runWith(scored([5])), { scale: 'overall' });
  expect(scores[0]).toMatchObject({ scale: 'overall', difference: 1 });
});

test('it can be shown: what went in, then the scores', () => {
  const found = diff(runWith(scored([4])), runWith(scored([5]), { seed: 2 }));
  const text = bundleFor(found)['text/plain'];
  expect(text).toMatch(/What differs: .+\n.+\nsettings +seed +1 +2\n/);
  expect(text).toMatch(/Scores: .+ minus .+, game by game\n/);
});
