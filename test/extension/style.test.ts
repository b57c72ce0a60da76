import { expect, test } from 'vitest';
import { textOf } from '../support/source-tree';

const css = ['base', 'browser']
  .map(name => textOf(`extension/style/${name}.css`))
  .join('')
  .replace(/\/\*[^]*?\*\/|@import [^;]*;/g, '');

test('there is no raw colour: the theme has the only ones', () => {
  expect(css).not.toMatch(/#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(/i);
});

test('no selector reaches outside of our own elements', () => {
  const heads = [...css.matchAll(/(?<=^|[{};])([^{};]+)\{/g)].map(([, head]) => head!.trim());
  const selectors = heads.filter(head => !head.startsWith('@') && !/^(from|to)\b/.test(head));
  const parts = selectors.flatMap(selector => selector.split(/,(?![^()]*\))/));
  expect(parts.length).toBeGreaterThan(200);
  expect(parts.filter(part => !part.includes('.sot-'))).toEqual([]);
});
