import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { jsonAs, jsonIn } from '../../../kernel-lib/src/base/json';

const hi = { action_type: 'speak', argument: 'Hi' };
const text = JSON.stringify(hi);

test.each([
  ['JSON as it stands', text, []],
  ['JSON with space around it', `\n  ${text}\n`, []],
  ['a code fence', `\`\`\`json\n${text}\n\`\`\``, ['code fence']],
  ['a code fence without a language', `\`\`\`\n${text}\n\`\`\``, ['code fence']],
  ['a sentence before', `Sure! ${text}`, ['text around the JSON']],
  ['a sentence after', `${text} I hope this helps.`, ['text around the JSON']],
  ['a fence within talk', `Here:\n\`\`\`json\n${text}\n\`\`\``, ['text around the JSON']],
  ['a trailing comma', '{"action_type":"speak","argument":"Hi",}', ['trailing comma']],
  [
    'all three',
    `\`\`\`json\nSo: {"action_type":"speak","argument":"Hi", }\n\`\`\``,
    ['code fence', 'text around the JSON', 'trailing comma']
  ]
])('finds the object in %s and says what it took away', (_, reply, repairs) => {
  expect(jsonIn(reply)).toEqual({ value: hi, repairs });
});

test.each([
  ['a brace in a text', { argument: 'a } b { c' }],
  ['a quote in a text', { argument: 'she said "no"' }],
  ['a backslash before the end', { argument: 'C:\\' }],
  ['a comma before a bracket in a text', { argument: 'well,] or,} so' }],
  ['objects in objects', { seats: [{ goal: ['why', 3] }, {}] }]
])('is not misled by %s', (_, value) => {
  const json = JSON.stringify(value);
  expect(jsonIn(`Note: ${json} Done.`)?.value).toEqual(value);
  expect(jsonIn(`${json.slice(0, -1)},}`)?.value).toEqual(value);
});

test.each([
  ['no object', 'I wave.'],
  ['nothing', ''],
  ['an object that is cut off', text.slice(0, -1)],
  ['a text that is cut off', '{"action_type":"speak","argument":"Hi'],
  ['single quotes', "{'action_type': 'speak'}"],
  ['keys without quotes', '{action_type: "speak"}'],
  ['a comment', '{"a": 1 /* why */}'],
  ['a missing comma', '{"a": 1 "b": 2}'],
  ['a line break inside a text', '{"a": "one\ntwo"}'],
  ['two commas', '{"a": 1,,}']
])('finds nothing in %s: it completes, quotes and renames nothing', (_, reply) => {
  expect(jsonIn(reply)).toBeUndefined();
});

test('whatever is cut off an object leaves no object', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (value, cut) => {
      const json = JSON.stringify(value);
      expect(jsonIn(json.slice(0, cut % json.length))?.value).not.toEqual(value);
    })
  );
});

test('any object comes out of any fence unchanged', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), value => {
      const json = JSON.stringify(value);
      expect(jsonIn(`\`\`\`json\n${json}\n\`\`\``)?.value).toEqual(JSON.parse(json));
    })
  );
});

test('a megabyte of text is read like a line', () => {
  const long = { argument: 'a"\\'.repeat(300_000) };
  expect(jsonIn(`Well: ${JSON.stringify(long)}`)?.value).toEqual(long);
});

test('JSON is read as a schema says, and anything else is nothing', () => {
  const schema = z.object({ n: z.number() });
  expect(jsonAs(schema, '{"n":1}')).toEqual({ n: 1 });
  for (const other of ['{"n":"1"}', '{"n":1', '', 'null']) {
    expect(jsonAs(schema, other)).toBeUndefined();
  }
});
