import { describe, expect, test } from 'vitest';
import {
  gridOf,
  tableBundle,
  tableMarkup,
  tableText
} from '../../../../kernel-lib/src/edge/notebook/table';

describe('a table as text', () => {
  test.each<[string, object[], string[]]>([
    [
      'numbers stand to the right',
      [
        { model: 'a', n: 2 },
        { model: 'b', n: 12 }
      ],
      ['model   n', 'a       2', 'b      12']
    ],
    [
      'all numbers of a column have the same decimals',
      [{ n: 1 }, { n: 2.5 }],
      ['   n', '1.00', '2.50']
    ],
    ['a minus is a minus sign, and no zero has one', [{ n: -2 }, { n: -0 }], [' n', '−2', ' 0']],
    ['what is missing is a dash', [{ a: 1 }, { b: 'x' }], ['a  b', '1  –', '–  x']],
    ['a list or an object is JSON', [{ a: [1, 2], b: { c: 3 } }], ['a      b', '[1,2]  {"c":3}']],
    ['a text is on one line', [{ a: 'one\n two' }], ['a', 'one two']],
    ['no row is said in words', [], ['No rows.']]
  ])('%s', (_, rows, lines) => {
    expect(tableText(gridOf(rows))).toBe(lines.join('\n'));
  });

  test.each([
    [2, 2, ''],
    [3, 2, '\n… and 1 more row'],
    [5, 2, '\n… and 3 more rows']
  ])('of %i rows it shows %i', (n, maxRows, rest) => {
    const rows = Array.from({ length: n }, (_, i) => ({ n: i }));
    const shown = tableText(gridOf(rows), { maxRows, maxSigns: 80 });
    expect(shown).toBe(`n\n0\n1${rest}`);
  });

  test.each([
    ['x'.repeat(60), 'x'.repeat(60)],
    ['x'.repeat(61), `${'x'.repeat(59)}…`]
  ])('a long text is cut: %s', (text, shown) => {
    expect(tableText(gridOf([{ text }]))).toBe(`text\n${shown}`);
  });
});

test('as HTML every name and every text is escaped', () => {
  const { text } = tableMarkup(gridOf([{ '<b>': '<script>' }], '<i>'));
  expect(text).toContain('&lt;b&gt;');
  expect(text).toContain('&lt;script&gt;');
  expect(text).toContain('&lt;i&gt;');
  expect(text).not.toMatch(/<(script|i|b)>(?!&lt;i)/);
});

test.each([
  [true, 1],
  [false, 0]
])('with simulated models %s, it carries their mark in both forms', (rehearsal, marks) => {
  const bundle = tableBundle(gridOf([{ a: 1 }]), rehearsal);
  for (const form of ['text/plain', 'text/html']) {
    expect(String(bundle[form]).split('Rehearsal: simulated models')).toHaveLength(marks + 1);
  }
});
