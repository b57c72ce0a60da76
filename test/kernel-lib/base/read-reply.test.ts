import { expect, test } from 'vitest';
import { jsonIn } from '../../../kernel-lib/src/base/json';
import { readReply } from '../../../kernel-lib/src/base/read-reply';

function read(answer: string) {
  const found = jsonIn(answer);
  if ('problem' in found) throw new Error(found.problem);
  return found;
}
const object = '{"ok":true}';
const whole = { text: object, cutOff: false };

test.each([
  ['the server', { ...whole, thoughts: 'One.' }, 'One.'],
  ['tags', { ...whole, text: `<think>Two.</think>${object}` }, 'Two.'],
  ['both', { ...whole, text: `<think>Two.</think>${object}`, thoughts: 'One.' }, 'One.\n\nTwo.'],
  ['nobody', whole, ''],
  ['a server, with half an emoji', { ...whole, thoughts: 'One \ud83d' }, 'One \\ud83d']
])('thoughts from %s are returned beside the value', (_, reply, thoughts) => {
  expect(readReply(reply, read)).toEqual({ value: { ok: true }, repairs: [], thoughts });
});

test.each([object, ` ${object}\n\n\n`])(
  'a reply cut off after the whole object counts: %j',
  text => {
    expect(readReply({ text, cutOff: true }, read)).toMatchObject({ value: { ok: true } });
  }
);

test.each([
  ['an object after a sentence', `I could say ${object}`],
  ['an object before a sentence', `${object} But that`],
  ['an object in an open fence', `\`\`\`json\n${object}`],
  ['an object after thoughts', `<think>Well.</think>${object}`],
  ['a draft in open thoughts', `<think>Perhaps ${object}`],
  ['an object that a repair would complete', '{"ok":true,}'],
  ['half an object', object.slice(0, -1)]
])('%s does not count when the reply was cut off', (_, text) => {
  const found = readReply({ text, cutOff: true, finishReason: 'length' }, read);
  expect(found).toEqual({
    failure: expect.stringMatching(
      /^cut off at the token limit: .*\(finish_reason: "length"\)$/
    ) as string
  });
});

test('why a reply cannot be used is well-formed text', () => {
  const say = () => {
    throw new Error('no \ud83d');
  };
  expect(readReply(whole, say)).toEqual({ failure: 'no \\ud83d' });
});
