import { expect, test } from 'vitest';
import { rowsIn } from '../../../kernel-lib/src/base/csv';
import { csvLine, isFormula } from '../../../kernel-lib/src/interop/csv';

test.each([
  ['=1+1', "'=1+1"],
  ['+SUM(A1)', "'+SUM(A1)"],
  ['-2+3', "'-2+3"],
  ['@cmd', "'@cmd"],
  ['\t=1', "'\t=1"],
  ['＝1', "'＝1"],
  ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"']
])('the text %j cannot become a formula', (text, cell) => {
  expect(isFormula(text)).toBe(true);
  expect(csvLine([text])).toBe(`${cell}\r\n`);
});

test.each([['-5'], ['+3.5'], ['a=b'], [' =1'], ['']])('the text %j stays as it is', text => {
  expect(isFormula(text)).toBe(false);
  expect(csvLine([text])).toBe(`${text}\r\n`);
});

test('numbers, truths and nothing are plain cells', () => {
  expect(csvLine([-3, 0.5, true, undefined])).toBe('-3,0.5,true,\r\n');
});

test('what is written can be read', () => {
  const cells = ['a,b', 'say "no"', 'two\nlines', '', 'ü 🎈'];
  expect(rowsIn(csvLine(cells))).toEqual([{ line: 1, cells }]);
});

test.each([
  ['at six\u2028or seven', 'at six\\u2028or seven'],
  ['one\u0085two\u2029three\ffour', 'one\\u0085two\\u2029three\\u000cfour'],
  ['written as \\u2028', 'written as \\u005cu2028'],
  ['C:\\users', 'C:\\users']
])('the text %j stays on its line, and what it was can be told', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`);
  const code = /\\u([0-9a-f]{4})/g;
  const back = cell.replace(code, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  expect(back).toBe(text);
});
