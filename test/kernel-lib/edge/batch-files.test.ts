import { expect, test } from 'vitest';
import { answersIn } from '../../../kernel-lib/src/edge/batch-files';
import type { Endpoint } from '../../../kernel-lib/src/edge/profile';

const endpoint: Endpoint = { model: 'm', temperature: 0, baseUrl: 'http://x.invalid/v1' };
const usage = { prompt_tokens: 50, completion_tokens: 5 };
const completion = (message: object, choice: object = {}) => ({
  choices: [{ index: 0, finish_reason: 'stop', message, ...choice }],
  usage
});
const answered = (body: unknown, status_code: unknown = 200) => ({
  response: { status_code, body }
});

/** What a row is read as, between two good ones. */
function readRow(row: object) {
  const good = answered(completion({ content: 'fine' }));
  const rows = [
    { custom_id: 'a', ...good },
    { custom_id: 'b', ...row },
    { custom_id: 'c', ...good }
  ];
  const { answers, unread } = answersIn(
    rows.map(each => JSON.stringify(each)).join('\n'),
    endpoint
  );
  expect(unread).toEqual([]);
  expect(answers.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect([answers[0]!.reply?.text, answers[2]!.reply?.text]).toEqual(['fine', 'fine']);
  return answers[1]!;
}

test.each<[string, object, object]>([
  ['text', answered(completion({ content: 'Hi' })), { text: 'Hi', cutOff: false }],
  [
    'text in parts, with thoughts',
    answered(completion({ content: [{ type: 'text', text: 'Hi' }], reasoning: 'Hm.' })),
    { text: 'Hi', cutOff: false, thoughts: 'Hm.' }
  ],
  [
    'text that was cut off',
    answered(completion({ content: 'H' }, { finish_reason: 'length' })),
    { text: 'H', cutOff: true, finishReason: 'length' }
  ],
  [
    'an empty error beside it',
    { ...answered(completion({ content: 'Hi' })), error: null },
    { text: 'Hi' }
  ]
])('a row has a reply as a live answer has one: %s', (_, row, reply) => {
  expect(readRow(row).reply).toMatchObject(reply);
});

test.each<[string, object, RegExp]>([
  ['no response', {}, /a row without an answer/],
  ['null for a response', { response: null }, /a row without an answer/],
  ['null for a body', answered(null), /not a chat completion: null/],
  ['a text for a body', answered('<html>'), /not a chat completion: "<html>"/],
  [
    'a status in its own words',
    answered({ error: { message: 'Too long' } }, 400),
    /^HTTP 400: Too long$/
  ],
  ['a status without words', answered(null, 502), /^HTTP 502: null$/],
  ['a status that is no number', answered({}, 'bad'), /^HTTP "bad"/],
  [
    'an error with words',
    { error: { code: 'batch_expired', message: 'Out of time' } },
    /^Out of time$/
  ],
  ['an error with a code only', { error: { code: 'batch_expired' } }, /^batch_expired$/],
  ['an error as a text', { error: 'no such model' }, /^no such model$/],
  [
    'an error inside HTTP 200',
    answered({ error: { code: 429, message: 'Slow down' } }),
    /error 429: Slow down/
  ],
  [
    'a tool call',
    answered(completion({ tool_calls: [{ function: { name: 'f' } }] })),
    /called a tool/
  ],
  ['a number for text', answered(completion({ content: 7 })), /not text but 7/]
])('a row that failed costs itself alone, and has the words of its server: %s', (_, row, words) => {
  const { reply, failure } = readRow(row);
  expect(reply).toBeUndefined();
  expect(failure).toMatch(words);
});

test('a byte order mark, blank lines and carriage returns cost no row', () => {
  const row = (custom_id: string) =>
    JSON.stringify({ custom_id, ...answered(completion({ content: custom_id })) });
  const text = `\uFEFF${row('a')}\r\n\r\n\uFEFF${row('b')}\r\n`;
  const { answers, unread } = answersIn(text, endpoint);
  expect(answers.map(({ reply }) => reply?.text)).toEqual(['a', 'b']);
  expect(unread).toEqual([]);
});

test.each(['null', '7', '[]', '{', '{"custom_id":5}', '{"id":"a"}'])(
  'a line that is no row is named by its number: %s',
  line => {
    expect(answersIn(`\n${line}\n`, endpoint)).toEqual({ answers: [], unread: [2] });
  }
);
