import { expect, test } from 'vitest';
import { escaped, html, printable } from '../../../kernel-lib/src/base/escape';

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

test.each([
  ['an escape that clears the screen', 'a\u001b[2Jb', 'a\\x1b[2Jb'],
  ['one of eight bits', 'a\u009b2Jb', 'a\\x9b2Jb'],
  ['a title', '\u001b]0;mine\u0007', '\\x1b]0;mine\\x07'],
  ['a return to the beginning of the line', 'paid\rfree', 'paid\\x0dfree'],
  ['steps back', 'no\b\bok', 'no\\x08\\x08ok'],
  ['a turn of the direction', 'a\u202Egnp.exe', 'a\\u{202e}gnp.exe'],
  ['line breaks and tabs, which stay', 'a\n\tb', 'a\n\tb'],
  ['right-to-left text and signs, which stay', 'שלום 🚗 ‏%', 'שלום 🚗 ‏%']
])('on a terminal is written out: %s', (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});
