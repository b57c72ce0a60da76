import { expect, test } from 'vitest';
import { collected } from '../../../kernel-lib/src/interop/found';
import { readHumanStudyTable } from '../../../kernel-lib/src/interop/human-study-csv';
import { dimensions } from '../../../kernel-lib/src/rating/schema';
import { chunks } from '../../support/chunks';

const names = dimensions.map(({ name }) => name);
const columns = [
  ...['ID', 'model', 'pk', 'data', 'prolific_id'],
  ...[1, 2].flatMap(i => names.flatMap(name => [`${name}_${i}`, `${name}_reasoning_${i}`]))
];
const scores = [8, 1, 2, 0, -1, 3, 7];

function row(changes: Record<string, string> = {}): string {
  const plain: Record<string, string> = {
    ID: '0',
    model: 'BC',
    pk: 'episode-1',
    data: '"{""scenario"": ""a, b""}"',
    prolific_id: 'somebody'
  };
  for (const i of [1, 2]) {
    names.forEach((name, n) => {
      plain[`${name}_${i}`] = String(scores[n]);
      plain[`${name}_reasoning_${i}`] = `"Because, ${name}."`;
    });
  }
  return columns.map(column => ({ ...plain, ...changes })[column]).join(',');
}

const read = (header: string, ...rows: string[]) =>
  collected(readHumanStudyTable(chunks([header, ...rows].join('\n'))));

test('a row is one person’s rating of both characters', async () => {
  const { ratings, skipped } = await read(columns.join(','), row());
  expect(skipped).toEqual([]);
  expect(ratings).toHaveLength(1);
  const [rating] = ratings;
  expect(rating).toMatchObject({ episode: 'episode-1', tag: 'BC', rater: { kind: 'person' } });
  expect(rating?.seats[1].social_rules).toEqual({ score: -1, reason: 'Because, social_rules.' });
});

test('a person’s id is the same everywhere and not the one in the file', async () => {
  const { ratings } = await read(columns.join(','), row(), row({ pk: 'episode-2' }));
  const ids = ratings.map(({ rater }) => (rater.kind === 'person' ? rater.id : ''));
  expect(ids[0]).toBe(ids[1]);
  expect(ids[0]).not.toContain('somebody');
});

test.each([
  ['without a name for the first column', columns.join(',').replace('ID', '')],
  ['of oTree', columns.map(name => `player.${name}`).join(',')],
  ['of oTree’s wide table', columns.map(name => `sotopia_pilot_study.1.player.${name}`).join(',')]
])('a header %s is understood', async (_, header) => {
  expect((await read(header, row())).ratings).toHaveLength(1);
});

test('a score that was not given is absent, with no zero in its place', async () => {
  const { ratings } = await read(columns.join(','), row({ goal_1: '' }));
  expect(ratings[0]?.seats[0].goal).toBeUndefined();
  expect(ratings[0]?.seats[1].goal?.score).toBe(7);
});

test.each([
  ['goal_1', '11'],
  ['goal_1', '7.5'],
  ['secret_2', '1'],
  ['believability_1', 'good']
])('a row whose %s is %s is skipped', async (column, text) => {
  const { ratings, skipped } = await read(columns.join(','), row(), row({ [column]: text }));
  expect(ratings).toHaveLength(1);
  expect(skipped).toEqual([
    { line: 3, reason: `${column} is "${text}", no whole number in its range` }
  ]);
});

test.each([
  ['names no episode', { pk: '' }],
  ['has no score', Object.fromEntries([1, 2].flatMap(i => names.map(name => [`${name}_${i}`, ''])))]
])('a row that %s is skipped', async (reason, changes) => {
  const { skipped } = await read(columns.join(','), row(changes));
  expect(skipped).toEqual([{ line: 2, reason: `it ${reason}` }]);
});

test('another header is refused with the columns it lacks', async () => {
  await expect(read('pk,goal_1', 'x,1')).rejects.toThrow('the columns believability_1');
});
