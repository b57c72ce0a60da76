import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { normbank } from '../../kernel-lib/src/inspiration/read-normbank';
import { lastJson, sotopiaPi } from '../support/command';
import { emptyProject } from '../support/project';
import { agentProfile, hfEpisode } from '../support/published';

/** Imports files as a user would; the answer has the counts and what was not read. */
async function imported(files: Readonly<Record<string, string | Buffer>>) {
  const project = emptyProject();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(project, 'in', name)), { recursive: true });
    writeFileSync(join(project, 'in', name), content);
  }
  const paths = Object.keys(files).map(name => join('in', name));
  const ended = await sotopiaPi(['import', ...paths, '--run', 'r', '--json'], project);
  const rows = (kind: string) =>
    readFileSync(join(project, 'r/imported', `${kind}.jsonl`), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line) as Record<string, unknown>);
  const report = lastJson(ended) as { notRead: { file: string; line: number; reason: string }[] };
  return { report, rows, stdout: ended.stdout };
}

const behaviours = ['queue for “bread”', 'say: hi; then go', 'whistle, loudly', 'naïve 日本'];
const table = (delimiter: string, texts: readonly string[], index = false) =>
  [
    normbank.columns,
    ...texts.map(text => normbank.columns.map(name => (name === 'behavior' ? text : 'x')))
  ]
    .map((cells, i) => (index ? [i === 0 ? '' : String(i - 1), ...cells] : cells))
    .map(cells => cells.map(cell => (/[",;\t]/.test(cell) ? `"${cell}"` : cell)).join(delimiter))
    .join('\r\n');

test('tables as spreadsheets save them are read alike, whatever separates cells and characters', async () => {
  const utf16 = Buffer.from(`\ufeff${table('\t', behaviours)}`, 'utf16le');
  const { report, rows } = await imported({
    'comma.csv': table(',', behaviours),
    'bom.csv': `\ufeff${table(',', behaviours)}`,
    'index.csv': table(',', behaviours, true),
    'semicolon.csv': `sep=;\r\n${table(';', behaviours)}`,
    'tabs.txt': utf16,
    'big.txt': Buffer.from(utf16).swap16(),
    'mac.csv': table(',', behaviours).replaceAll('\r\n', '\r')
  });
  expect(report).toMatchObject({ inspirations: 4, skipped: 0 });
  expect(rows('inspirations').map(row => row['text'])).toEqual(behaviours);
});

test('what is not certain is refused with its row, and costs nothing else', async () => {
  const { report, rows } = await imported({
    'latin.csv': Buffer.from(table(',', ['café', 'plain', 'nan']), 'latin1'),
    'short.csv': table(',', ['a']).replace('behavior,', ''),
    'book.csv': Buffer.from('PK\u0003\u0004...'),
    'odd.csv': 'colour;size\nred;1\n'
  });
  expect(rows('inspirations').map(row => row['text'])).toEqual(['plain']);
  expect(report.notRead.map(({ file, line }) => `${file.split('/').at(-1)}:${line}`)).toEqual([
    ...['latin.csv:2', 'latin.csv:4', 'short.csv:1', 'book.csv:1', 'odd.csv:1']
  ]);
  const reasons = report.notRead.map(({ reason }) => reason);
  expect(reasons[0]).toContain('byte 0xE9, which is not UTF-8');
  expect(reasons[1]).toContain('missing ("nan")');
  expect(reasons[2]).toContain('without, or with twice: behavior');
  expect(reasons[3]).toContain('workbook');
  expect(reasons[4]).toContain('none of the formats');
});

test('questions are read from tables with headers, lists in cells and more than four choices', async () => {
  const { report, rows } = await imported({
    'plants_test.csv': 'question,A,B,C,D,answer\nWhich grows?,Moss,Rock,Sand,None,"None"\n',
    'own.csv': ';Question;A;B;Answer;Subject\n0;True?;yes;no;b;logic\n1;Sure?;yes;no;2;logic\n',
    'list.csv': `question,subject,choices,answer\nHow many?,sums,"['None' 'Two'\n 'Three' 'Four']",0\n`,
    'pro.jsonl': JSON.stringify({
      question: 'Last?',
      options: [...'abcdefghij'],
      answer: 'J',
      category: 'law'
    })
  });
  expect(rows('questions').map(({ subject, answer }) => [subject, answer])).toEqual([
    ...[
      ['plants', 3],
      ['logic', 1],
      ['sums', 0],
      ['law', 9]
    ]
  ]);
  expect(report.notRead).toMatchObject([
    { line: 3, reason: expect.stringContaining('counts from 0') as string }
  ]);
});

test('an episode whose rewards cannot be used stays, unrated and listed; NaN is no value', async () => {
  const text = (id: string, rewards: string) =>
    JSON.stringify({ ...hfEpisode(), episode_id: id, raw_rewards: 'X', rewards: 'X' }).replaceAll(
      '"X"',
      rewards
    );
  const lines = [text('e1', '[NaN, Infinity]'), text('e2', '["nan", 3]'), text('e3', '[1, 2, 3]')];
  const { report, rows } = await imported({ 'episodes.jsonl': lines.join('\n') });
  expect(report).toMatchObject({ episodes: 3 });
  expect(rows('episodes').map(row => row['rewards'])).toEqual([
    [null, null],
    [null, [3, {}]],
    [null, null]
  ]);
  for (const id of ['e1', 'e2', 'e3'])
    expect(report.notRead.some(({ reason }) => reason.startsWith(`of ${id}, which is kept`))).toBe(
      true
    );
});

test('people keep their names, whatever these mean to a program', async () => {
  const named = ['Nan', 'None', 'Null', 'True', 'Infinity'];
  const people = named.map((first_name, i) => ({
    ...agentProfile(),
    pk: `p${i}`,
    first_name,
    last_name: 'Null'
  }));
  const { rows } = await imported({
    'people.jsonl': people.map(one => JSON.stringify(one)).join('\n')
  });
  expect(rows('characters').map(row => row['firstName'])).toEqual(named);
  expect(rows('characters').every(row => row['lastName'] === 'Null')).toBe(true);
});
