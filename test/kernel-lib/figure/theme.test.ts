import { expect, test } from 'vitest';
import { series } from '../../../kernel-lib/src/figure/palette';
import { templateOf } from '../../../kernel-lib/src/figure/template';
import { inDark } from '../../../kernel-lib/src/figure/theme';

test('a drawing goes dark at any depth, and everything but its colours stays', () => {
  const { light, dark } = series['BC+SR'];
  const drawing = {
    data: [{ marker: { color: [light, '#ABCDEF'] }, y: [1, null], name: 'judge' }],
    layout: { template: templateOf('light'), shapes: [{ line: { color: light } }] }
  };
  expect(inDark(drawing)).toEqual({
    data: [{ marker: { color: [dark, '#ABCDEF'] }, y: [1, null], name: 'judge' }],
    layout: { template: templateOf('dark'), shapes: [{ line: { color: dark } }] }
  });
});
