import { expect, test } from 'vitest';
import { fixed, linesOf, plotText, rangeText, signed } from '../../../kernel-lib/src/figure/text';

test.each([
  [1.005, '1.00', '+1.00'],
  [0.36, '0.36', '+0.36'],
  [-0.14, '−0.14', '−0.14'],
  [-0.001, '0.00', '0.00'],
  [0.001, '0.00', '0.00'],
  [0, '0.00', '0.00']
])('%d is written %s, as a difference %s', (value, plain, difference) => {
  expect(fixed(value)).toBe(plain);
  expect(signed(value)).toBe(difference);
});

test('a text that looks like markup is shown letter by letter', () => {
  expect(plotText('<b>R&D</b>')).toBe('&lt;b&gt;R&amp;D&lt;/b&gt;');
});

test.each([
  ['one two', 7, ['one two']],
  ['one two', 6, ['one', 'two']],
  ['wonderful', 4, ['wonderful']]
])('"%s" in lines of %d', (text, width, lines) => {
  expect(linesOf(text, width)).toEqual(lines);
});

test.each([
  [[28, 28], '28'],
  [[27, 28, 28], '27–28']
])('the counts %j are written %s', (counts, text) => {
  expect(rangeText(counts)).toBe(text);
});
