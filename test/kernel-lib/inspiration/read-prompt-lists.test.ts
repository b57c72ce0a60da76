import { expect, test } from 'vitest';
import { readInspirations } from '../../../kernel-lib/src/inspiration/read';
import { readOwnInspirations } from '../../../kernel-lib/src/inspiration/read-own';
import {
  readInspirationalPrompts,
  readUsedPrompts
} from '../../../kernel-lib/src/inspiration/read-prompt-lists';
import { readSocialIqaLabels } from '../../../kernel-lib/src/inspiration/read-social-iqa-labels';
import { chunks } from '../../support/chunks';

test('the released pool is read; its first column, which begins anew, does not matter', async () => {
  const text =
    ',prompt,source\n0,"being mad, at a friend",social_chem\n1,waving,social_chem\n0,waving,normbank\n';
  const { inspirations, rows, skipped } = await readInspirationalPrompts(chunks(text, 7));
  expect(inspirations).toMatchObject([
    { source: 'social_chem', text: 'being mad, at a friend' },
    { source: 'social_chem', text: 'waving' }
  ]);
  expect({ rows, skipped }).toEqual({ rows: 3, skipped: [] });
});

test('the prompts that were used are read: pipes, quotes that mean nothing, sources that are unknown', async () => {
  const text =
    'model|source|pk|prompt\ngpt|normbank|01H|sit "by" the fire\ngpt|nan|01I|wave, then go\n';
  const { inspirations } = await readUsedPrompts(chunks(text));
  expect(inspirations).toMatchObject([
    { source: 'normbank', text: 'sit by the fire' },
    { source: 'unknown', text: 'wave, then go' }
  ]);
});

test.each([
  ['a pipe in the prompt', 'gpt|normbank|01H|a|b', 'it does not have 4 columns'],
  ['another source', 'gpt|reddit|01H|a', 'its source "reddit" is none of the three'],
  ['no prompt', 'gpt|normbank|01H| ', 'its "prompt" is empty']
])('a row with %s is skipped', async (_, row, reason) => {
  const { inspirations, skipped } = await readUsedPrompts(
    chunks(`model|source|pk|prompt\n${row}\n`)
  );
  expect(inspirations).toEqual([]);
  expect(skipped).toEqual([{ line: 2, reason }]);
});

test.each([
  [',prompt,source\n0,a,social_iqa\n', 'social_iqa'],
  ['model|source|pk|prompt\ngpt|nan|01H|a\n', 'unknown'],
  ['{"version":1,"id":"x","source":"normbank","text":"a"}\n', 'normbank']
])('%j is told by its first line', async (text, source) => {
  expect((await readInspirations(chunks(text))).inspirations).toMatchObject([
    { source, text: 'a' }
  ]);
});

test('another header is refused', async () => {
  await expect(readUsedPrompts(chunks('a|b\n'))).rejects.toThrow(
    'the header model|source|pk|prompt'
  );
});

test('of our own file a line that is none is skipped', async () => {
  const line = '{"version":1,"id":"x","source":"unknown","text":"a"}';
  const other = line.replace('1', '2');
  const { inspirations, skipped } = await readOwnInspirations(chunks(`${line}\n\n${other}\n`));
  expect(inspirations).toHaveLength(1);
  expect(skipped).toEqual([{ line: 3, reason: 'it is not an inspiration of version 1' }]);
});

test('labels stand in the order of the rows, and a line that is none keeps its place', async () => {
  expect(await readSocialIqaLabels(chunks('1\n3\r\n\n4\n2\n', 2))).toEqual({
    labels: [1, 3, undefined, 2],
    skipped: [{ line: 4, reason: 'it is not 1, 2 or 3' }]
  });
});
