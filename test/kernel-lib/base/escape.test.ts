import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import {
  cutAt,
  escaped,
  html,
  printableJson,
  oneLine,
  printable,
  shellWord
} from '../../../kernel-lib/src/base/escape';

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
  ['an isolate of a direction', 'a\u2067b', 'a\\u{2067}b'],
  ['a space of no width', 'pay\u200bpal', 'pay\\u{200b}pal'],
  ['a byte order mark', '\ufeffname', '\\u{feff}name'],
  ['a joiner between plain letters', 'ad\u200dmin', 'ad\\u{200d}min'],
  ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
  ['a text hidden in tag characters', 'a\u{e0068}\u{e0069}', 'a\\u{e0068}\\u{e0069}'],
  ['bytes hidden in variation selectors', '😀\ufe01\ufe02', '😀\ufe01\\u{fe02}'],
  ['half a character', 'a\ud83d', 'a\\u{d83d}'],
  ['emoji of several parts, which stay', '👩‍💻 ❤️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿 1️⃣', '👩‍💻 ❤️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿 1️⃣'],
  ['joiners of a script, which stay', 'می‌خواهم क्‍ष', 'می‌خواهم क्‍ष'],
  ['right-to-left text and signs, which stay', 'שלום 🚗 ‏%', 'שלום 🚗 ‏%']
])('on a terminal is written out: %s', (_, text, expected) => {
  expect(printable(text)).toBe(expected);
});

test('the set-up prints every character as the library does', async () => {
  const file = new URL('../../../kernel-lib/setup/print.mjs', import.meta.url).href;
  const setUp = (await import(file)) as { printable(text: string): string };
  const codes = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
  const text = codes.map(sign => `${sign}é${sign}`).join('');
  expect(setUp.printable(text)).toBe(printable(text));
});

test('a name from outside takes one line, however long or broken it is', () => {
  expect(oneLine('a\nRead 9 episodes.\tb')).toBe('a\\nRead 9 episodes.\\tb');
  expect(oneLine('abcdefgh', 5)).toBe('abcde… (3 more characters)');
  expect(cutAt('ab😀', 3)).toBe('ab… (2 more characters)');
});

test('a line of JSON says the same and has no invisible character', () => {
  const value = { name: 'a\u202eb\u009b\u200b', emoji: '👩‍💻', half: '\ud83d' };
  const line = printableJson(value);
  expect(JSON.parse(line)).toEqual(value);
  expect(printable(line)).toBe(line);
});

test.each([
  ['runs/mine', 'runs/mine'],
  ['runs/café-日本', 'runs/café-日本'],
  ['my runs/a', `'my runs/a'`],
  ['', `''`],
  ["Ann's run", `'Ann'\\''s run'`],
  ['a;rm -rf ~', `'a;rm -rf ~'`],
  ['$HOME`id`', "'$HOME`id`'"],
  ['~/runs', `'~/runs'`],
  ['a\nb', `$'a\\U0000000ab'`],
  ["it's\u202e \\", `$'it\\'s\\U0000202e \\\\'`]
])('as a word of a shell, %j is written %s, and the shell reads it back', (text, word) => {
  expect(shellWord(text)).toBe(word);
  const read = execFileSync('bash', ['-c', `printf %s ${word}`], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' }
  });
  expect(read).toBe(text);
});
