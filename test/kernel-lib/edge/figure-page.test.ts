import { expect, test } from 'vitest';
import { figurePage, picturePage, picturesIn } from '../../../kernel-lib/src/edge/figure-page';
import { figure } from '../../support/figure';

const hostile = '</script><img src=x onerror=alert(1)>"&';
const page = figurePage(figure);

test('the page shows the sentence, every number and where they come from', () => {
  for (const text of ['Nothing is proven', '<td class="number">3.25</td>', 'test-run']) {
    expect(page).toContain(text);
  }
});

test('the table is one to screen readers: a caption, column heads, row heads', () => {
  expect(page).toContain('<caption>');
  expect(page).toContain('<th scope="col">model</th>');
  expect(page).toContain('<th scope="row">base</th>');
});

test('a missing number is a dash, a negative one has a true minus, a zero has none', () => {
  const table = [{ model: 'x', a: null, b: -1.5, c: -0.001, d: 14 }];
  const text = figurePage({ ...figure, table });
  for (const cell of ['–', '−1.50', '0.00', '14']) expect(text).toContain(`>${cell}</td>`);
  expect(text).not.toContain('−0.00');
});

test('the page asks nothing of any server', () => {
  expect(page.match(/(src|href)="[^"]*"/g)).toEqual(['src="plotly.min.js"']);
  expect(page).not.toMatch(/https?:/);
});

test.each([
  ['the sentence', { sentence: hostile }],
  ['a table cell', { table: [{ model: hostile }] }],
  ['a table head', { table: [{ [hostile]: 'x' }] }],
  ['the run', { provenance: { run: hostile, prompts: {}, models: {} } }],
  ['a prompt', { provenance: { run: 'r', prompts: { [hostile]: hostile }, models: {} } }],
  ['a model', { provenance: { run: 'r', prompts: {}, models: { [hostile]: hostile } } }],
  ['a label', { data: [{ name: hostile }] }]
])('markup in %s stays text', (_, changes) => {
  const text = figurePage({ ...figure, ...changes });
  expect(text).not.toContain('<img');
  expect(text.match(/<\/script>/g)).toHaveLength(3);
});

test.each([
  [true, 1],
  [false, 0]
])('the notice of the rehearsal is there: %s', (rehearsal, count) => {
  const notices = figurePage({ ...figure, rehearsal }).match(/no evidence for the paper/g) ?? [];
  expect(notices).toHaveLength(count);
});

test('pictures are read back in order, and none from a page that failed', () => {
  const png = (text: string) => `<i>data:image/png;base64,${btoa(text)}</i>`;
  const found = picturesIn(`<body>${png('one')}${png('two')}</body>`);
  expect(found.map(String)).toEqual(['one', 'two']);
  expect(picturesIn('<body>failed: Error</body>')).toEqual([]);
  expect(picturesIn(picturePage([figure], 'file:///plotly.js', 2))).toEqual([]);
});
