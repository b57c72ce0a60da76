import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keptBudget, ledgerTotals, openLedger } from '../../kernel-lib/src/lab/budget';
import { exportRun } from '../../kernel-lib/src/lab/export/export';
import { importFiles } from '../../kernel-lib/src/lab/import/import';
import { viewRun } from '../../kernel-lib/src/lab/run';
import { tables } from '../../kernel-lib/src/lab/tables';
import { emptyFolder } from '../support/folder';
import { smallRun } from '../support/small-run';

const corpus = fileURLToPath(new URL('../../data/inspiration/social-iqa.jsonl', import.meta.url));
const linesIn = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');

test.each(['tasks', 'castings', 'episodes', 'ratings', 'rows'] as const)(
  'an id that is in %s twice is refused with both lines',
  name => {
    const run = smallRun();
    const path = join(run, tables[name].file);
    const [first] = linesIn(path);
    appendFileSync(path, `${first}\n`);
    const [one, other] = [`${path}:1`, `${path}:${linesIn(path).length}`];
    expect(() => viewRun(run).rows<unknown>(tables[name])).toThrow(
      `once, got "it in two lines, ${one} and ${other}". Two processes or a merge`
    );
  }
);

test('an imported id that is there twice is refused by the next import', async () => {
  const run = emptyFolder();
  await importFiles([corpus], run);
  const path = join(run, 'imported/inspirations.jsonl');
  const lines = linesIn(path);
  appendFileSync(path, `${lines[1]}\n`);
  const both = `${path}:2 and ${path}:${lines.length + 1}`;
  await expect(importFiles([corpus], run)).rejects.toThrow(both);
});

test.each([
  ['a byte order mark', '\uFEFF', 'U+FEFF (a byte order mark) at character 1'],
  ['a no-break space', '\u00a0', 'U+00A0 (a no-break space) at character 1'],
  ['a null character', '\0', 'U+0000 (a null character) at character 1'],
  ['a zero width space', '\u200b', 'U+200B (a zero width space) at character 1']
])('%s before a row is named with its file and line', (_, character, message) => {
  const run = smallRun();
  const path = join(run, 'episodes.jsonl');
  const lines = linesIn(path);
  writeFileSync(path, `${[lines[0], `${character}${lines[1]}`].join('\n')}\n`);
  const read = () => viewRun(run).rows(tables.episodes);
  expect(read).toThrow(`${path}:2`);
  expect(read).toThrow(message);
});

test('an invisible character inside an id is named, since the id looks like another', () => {
  const run = smallRun();
  const path = join(run, 'tasks.jsonl');
  writeFileSync(path, readFileSync(path, 'utf8').replace('task-bicycle', 'task-\u200bbicycle'));
  const read = () => viewRun(run).rows(tables.tasks);
  expect(read).toThrow(`${path}:1`);
  expect(read).toThrow('U+200B (a zero width space) at character 6 of the id');
});

test.each(['run.json', 'budget.json'])('a byte order mark in %s is named', name => {
  const run = smallRun();
  const path = join(run, name);
  const text = name === 'run.json' ? readFileSync(path, 'utf8') : '{"version":1,"calls":3}';
  writeFileSync(path, `\uFEFF${text}`);
  const read = () => keptBudget(viewRun(run).folder);
  expect(read).toThrow(path);
  expect(read).toThrow('a byte order mark');
});

test.each([
  ['cut off', '{"version":1,"mon'],
  ['of another kind', '{"version":1,"money":"ten"}'],
  ['a list', '[]']
])('a budget.json that is %s is named, with what to do', (_, text) => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'budget.json'), text);
  expect(() => keptBudget(folder)).toThrow(join(folder, 'budget.json'));
});

const call = { purpose: 'p', model: 'm', attempt: 1, outcome: 'ok', latencyMs: 1 };
const counts = { promptTokens: 5, completionTokens: 5, price: 1 };

test.each([
  ['price', { ...counts, price: 1e308 }],
  ['infinite price', { ...counts, price: Infinity }],
  ['negative price', { ...counts, price: -5 }],
  ['count of tokens', { ...counts, promptTokens: 9e15 }]
])('a %s beyond reason is booked as unknown, and the sum stays a number', (_, beyond) => {
  const folder = emptyFolder();
  const ledger = openLedger(folder, {}, () => new Date(0));
  for (const said of [beyond, counts, beyond]) {
    ledger.allow();
    ledger.record({ ...call, ...said });
  }
  ledger.close();
  expect(ledger.cost()).toBe(1);
  expect(ledgerTotals(folder).totals()).toMatchObject({ calls: 3, unpriced: 2, cost: 1 });
});

test('a price beyond reason that is in a ledger already is named with its line', () => {
  const folder = emptyFolder();
  const line = { version: 1, time: '2026', ...call, ...counts };
  const lines = [line, { ...line, price: 1e300 }].map(one => `${JSON.stringify(one)}\n`);
  writeFileSync(join(folder, 'ledger.jsonl'), lines.join(''));
  expect(() => ledgerTotals(folder)).toThrow(/price of ledger\.jsonl to be valid in .*:2/);
});

test('an export writes over no file that an export has not written', async () => {
  const run = smallRun();
  const folder = join(emptyFolder(), 'out');
  mkdirSync(folder);
  writeFileSync(join(folder, 'thesis.txt'), 'years of work');
  await expect(exportRun(run, 'trl', { to: folder })).rejects.toThrow('an empty folder');
  expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('years of work');
});
