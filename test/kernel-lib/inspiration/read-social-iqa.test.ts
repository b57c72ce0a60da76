import { expect, test } from 'vitest';
import { readSocialIqa } from '../../../kernel-lib/src/inspiration/read-social-iqa';
import { chunks } from '../../support/chunks';

const row = (context: unknown, more = {}) =>
  JSON.stringify({ context, question: 'q', answerA: 'a', answerB: 'b', answerC: 'c', ...more });
const read = async (...lines: string[]) => {
  const found = await readSocialIqa(chunks(lines.join('\n')));
  return { ...found, inspirations: found.inspirations.map(({ text }) => text) };
};

test('the contexts are read once each, quotes and the space around removed', async () => {
  const { inspirations, rows } = await read(
    row(' Cameron gathered her friends. '),
    row('Robin said "no".'),
    row('Cameron gathered her friends.')
  );
  expect(inspirations).toEqual(['Cameron gathered her friends.', 'Robin said no.']);
  expect(rows).toBe(3);
});

test('a label and other fields beside the published ones do not matter', async () => {
  expect(await read(row('a', { label: '1\n', charName: 'x' }))).toMatchObject({
    inspirations: ['a'],
    skipped: []
  });
});

test('a byte order mark, blank lines and Windows line ends do not matter', async () => {
  const found = await readSocialIqa(chunks(`\uFEFF\r\n${row('a')}\r\n\r\n${row('b')}\r\n`));
  expect(found.inspirations.map(({ text }) => text)).toEqual(['a', 'b']);
  expect(found).toMatchObject({ rows: 2, skipped: [] });
});

test.each([
  ['is cut off', row('x').slice(0, -9), 'it is not a JSON object'],
  ['is a list', '["x"]', 'it is not a JSON object'],
  ['has no context', row(undefined), 'it has no "context"'],
  ['has a number as its context', row(7), 'it has no "context"'],
  ['has an empty context', row(' "" '), 'its "context" is empty']
])('a row that %s is skipped and listed with its line', async (_, broken, reason) => {
  expect(await read(row('a'), '', broken, row('b'))).toEqual({
    inspirations: ['a', 'b'],
    rows: 3,
    skipped: [{ line: 3, reason }]
  });
});

test('a first row that is cut off is skipped like any other', async () => {
  expect(await read(row('x').slice(0, 20), row('a'))).toMatchObject({
    inspirations: ['a'],
    skipped: [{ line: 1 }]
  });
});

test.each([
  ['JSON lines of something else', '{"text":"a"}'],
  ['rows that lack a published field', JSON.stringify({ context: 'a', question: 'q' })],
  ['a JSON object over several lines', `{\n"context": "a"\n}`],
  ['a JSON list', `[${row('a')}]`],
  ['nothing', ''],
  ['plain text', 'Cameron gathered her friends.']
])('a file of %s is refused, and the message says what is expected', async (_, text) => {
  await expect(readSocialIqa(chunks(text))).rejects.toThrow(
    'one JSON object in each line with the fields context, question, answerA, answerB, answerC'
  );
});

test.each([1, 5])('the size of the chunks (%i) does not matter', async size => {
  const text = [row('a 🎈'), '', 'broken', row('b')].join('\n');
  expect(await readSocialIqa(chunks(text, size))).toEqual(await readSocialIqa(chunks(text)));
});
