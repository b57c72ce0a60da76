import { expect, test } from 'vitest';
import { commaTable, rowsIn, tableRows } from '../../../kernel-lib/src/base/csv';
import { chunks } from '../../support/chunks';

const cells = (text: string, shape = commaTable) =>
  rowsIn(text, shape).map(row => ('cells' in row ? row.cells : row.reason));

test.each([
  [
    'plain cells',
    'a,b\nc,d\n',
    [
      ['a', 'b'],
      ['c', 'd']
    ]
  ],
  [
    'empty cells',
    ',a,\n,,',
    [
      ['', 'a', ''],
      ['', '', '']
    ]
  ],
  ['quoted delimiters', '"a,b",c', [['a,b', 'c']]],
  ['doubled quotes', '"a ""b""",""""', [['a "b"', '"']]],
  [
    'a quoted line break',
    '"a\nb",c\nd,e',
    [
      ['a\nb', 'c'],
      ['d', 'e']
    ]
  ],
  ['a quoted empty cell', '"",a', [['', 'a']]],
  ['quotes in the middle of a text', 'a "b" c,d', [['a "b" c', 'd']]],
  ['text after a closing quote', '"a" b,c', [['"a" b', 'c']]],
  [
    'both kinds of line ends',
    'a,b\r\nc,d\ne,f',
    [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f']
    ]
  ],
  ['blank lines, which are no rows', '\na\n\n  \nb\n', [['a'], ['b']]],
  ['nothing', '', []]
])('a table with %s is read', (_, text, rows) => {
  expect(cells(text)).toEqual(rows);
});

test('a quote that is never closed costs its own line only', () => {
  expect(rowsIn('a,b\n"c,d\ne,f\n')).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, reason: 'a quote is not closed' },
    { line: 3, cells: ['e', 'f'] }
  ]);
});

test.each([
  [1000, true],
  [1001, false]
])('a quoted text of %i lines is taken for one: %s', (lines, isOne) => {
  const [row] = rowsIn(`"${'x\n'.repeat(lines - 1)}x",y`);
  expect(row).toMatchObject(
    isOne ? { cells: [expect.any(String), 'y'] } : { reason: 'a quote is not closed' }
  );
});

test('a row with another number of cells is named, and of several lines only the first is lost', () => {
  const shape = { ...commaTable, width: 2, firstLine: 5 };
  expect(rowsIn('a\n"b\nc",d,e\nf,g', shape)).toEqual([
    { line: 5, reason: 'it does not have 2 columns' },
    { line: 6, reason: 'it does not have 2 columns' },
    { line: 7, reason: 'it does not have 2 columns' },
    { line: 8, cells: ['f', 'g'] }
  ]);
});

test('without quotes a quote is a character like others', () => {
  expect(cells('"a|b"|c', { ...commaTable, delimiter: '|', quotes: false })).toEqual([
    ['"a', 'b"', 'c']
  ]);
});

test.each([1, 2, 3, 7, 1000])('the size of the chunks (%i) does not matter', async size => {
  const text = 'a,"b\nc"\r\n"d ""e""",f 🎈\n"g,h\ni,j';
  const rows = [];
  for await (const row of tableRows(chunks(text, size))) rows.push(row);
  expect(rows).toEqual(rowsIn(text));
});

test('ten thousand open quotes are read in good time', () => {
  expect(rowsIn('"a,b\n'.repeat(10_000)).length).toBe(10_000);
});
