import { expect, test } from 'vitest';
import { escaped, html } from '../../../kernel-lib/src/base/escape';

test('a text is shown letter by letter, between tags and inside quoted attributes', () => {
  expect(escaped(`<b title="a" id='b'>Tom & Ann</b>`)).toBe(
    '&lt;b title=&quot;a&quot; id=&#39;b&#39;&gt;Tom &amp; Ann&lt;/b&gt;'
  );
});

test.each([
  ['a text', html`<b>${'<i>'}</b>`, '<b>&lt;i&gt;</b>'],
  [
    'a text in an attribute',
    html`<b title="${'" onclick="x'}"></b>`,
    '<b title="&quot; onclick=&quot;x"></b>'
  ],
  ['a number', html`<b>${1}</b>`, '<b>1</b>'],
  ['nothing', html`<b>${undefined}</b>`, '<b></b>'],
  ['markup, once', html`<b>${html`<i>${'&'}</i>`}</b>`, '<b><i>&amp;</i></b>'],
  [
    'several pieces of markup',
    html`<b>${['a', 'b'].map(text => html`<i>${text}</i>`)}</b>`,
    '<b><i>a</i><i>b</i></b>'
  ]
])('a template takes %s', (_, made, expected) => {
  expect(made.text).toBe(expected);
});

test('the indentation of a template is not kept, line breaks of a text are', () => {
  // prettier-ignore
  const { text } = html`<p>
    ${'a\n  b'}
  </p>`;
  expect(text).toBe('<p>\na\n  b\n</p>');
});
