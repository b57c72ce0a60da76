import { appendFileSync, linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cutTornLine } from '../../../kernel-lib/src/edge/torn-line';
import { emptyFolder } from '../../support/folder';

const whole = '{"version":1,"id":"a"}\n{"version":1,"id":"b"}\n';
const file = (text: string) => {
  const path = join(emptyFolder(), 'things.jsonl');
  writeFileSync(path, text);
  return path;
};

test.each([
  ['a whole file', whole, whole, 0],
  ['a line cut in the middle', `${whole}{"version":1,"id":"f`, whole, 20],
  ['a line that lacks its line break only', whole.slice(0, -1), whole.slice(0, 23), 22],
  ['nothing but a torn line', '{"ver', '', 5],
  ['a line that a power loss left as null bytes', `${whole}\0\0\0`, whole, 3],
  ['nothing but null bytes', '\0\0', '', 2],
  ['a torn line that ends in null bytes', '{"ver\0\0', '', 7],
  ['an empty file', '', '', 0]
])('%s is cut after its last whole line', (_, text, expected, cut) => {
  const path = file(text);
  expect(cutTornLine(path)).toBe(cut);
  expect(readFileSync(path, 'utf8')).toBe(expected);
  appendFileSync(path, 'x\n');
  expect(readFileSync(path, 'utf8')).toBe(`${expected}x\n`);
});

test.each([
  ['prose', 'Chapter 1\nIt was a dark'],
  ['one unfinished line', 'It was a dark'],
  ['a table', 'id,word\na,b'],
  ['JSON of others', '{"id":"a","ver'],
  ['bytes', '\u0000\u0001\u0002']
])('%s, which no run wrote, is refused and stays as it is', (_, text) => {
  const path = file(text);
  expect(() => cutTornLine(path)).toThrow(/to begin with a row.*Nothing was changed/);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('what a link or a second name leads to stays as it is', () => {
  const path = file('{"version":1,"id":"torn');
  const folder = emptyFolder();
  symlinkSync(path, join(folder, 'soft'));
  linkSync(path, join(folder, 'hard'));
  expect(() => cutTornLine(join(folder, 'soft'))).toThrow('got "a link"');
  expect(() => cutTornLine(join(folder, 'hard'))).toThrow('hard links');
  expect(readFileSync(path, 'utf8')).toBe('{"version":1,"id":"torn');
});
