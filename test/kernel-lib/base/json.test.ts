import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { jsonAs, jsonIn, jsonLine } from '../../../kernel-lib/src/base/json';

const hi = { action_type: 'speak', argument: 'Hi' };
const text = JSON.stringify(hi);
const valueIn = (answer: string): unknown => {
  const found = jsonIn(answer);
  return 'value' in found ? found.value : undefined;
};
const fence = (inside: string, language = 'json') => `\`\`\`${language}\n${inside}\n\`\`\``;

test.each([
  ['JSON as it stands', text, []],
  ['JSON with space around it', `\n  ${text}\n`, []],
  ['a code fence', fence(text), ['code fence']],
  ['a code fence without a language', fence(text, ''), ['code fence']],
  ['a code fence that is never closed', `\`\`\`json\n${text}`, ['code fence']],
  ['a sentence before', `Sure! ${text}`, ['text around the JSON']],
  ['a fence after a sentence', `Here:\n${fence(text)}`, ['code fence', 'text around the JSON']],
  ['tags around', `<answer>\n${text}\n</answer>`, ['text around the JSON']],
  ['an end-of-turn token', `${text}<|im_end|>`, ['text around the JSON']],
  ['a trailing comma', '{"action_type":"speak","argument":"Hi",}', ['trailing comma']],
  ['the same object twice', `${text}\n${text}`, ['repeated object']],
  [
    'the same object in other words',
    `${text}\n{ "argument": "Hi", "action_type": "speak" }`,
    ['repeated object']
  ],
  [
    'all at once',
    `So: ${fence('{"action_type":"speak","argument":"Hi", }')}`,
    ['code fence', 'text around the JSON', 'trailing comma']
  ]
])('finds the object in %s and says what was repaired', (_, answer, repairs) => {
  expect(jsonIn(answer)).toEqual({ value: hi, repairs });
});

test.each([
  ['a line break', 'one\ntwo'],
  ['a carriage return and a line break', 'one\r\ntwo'],
  ['a tab', 'one\ttwo']
])('escapes %s that stands raw in a string', (_, argument) => {
  const raw = `{"argument": "${argument}", "next": "\\n"}`;
  const repairs = ['line break in a string'];
  expect(jsonIn(raw)).toEqual({ value: { argument, next: '\n' }, repairs });
});

test.each([
  ['a brace in a text', { argument: 'a } b { c' }],
  ['a quote in a text', { argument: 'she said "no"' }],
  ['a backslash before the end', { argument: 'C:\\' }],
  ['a comma before a bracket in a text', { argument: 'well,] or,} so' }],
  ['objects in objects', { seats: [{ goal: ['why', 3] }, {}] }]
])('is not misled by %s', (_, value) => {
  const json = JSON.stringify(value);
  expect(valueIn(`Note: ${json}`)).toEqual(value);
  expect(valueIn(`${json.slice(0, -1)},}`)).toEqual(value);
});

test.each([
  ['no object', 'I wave.', 'There is no JSON object.'],
  ['nothing', '', 'There is no JSON object.'],
  ['a list of one object', `[${text}]`, 'Text follows the JSON object'],
  ['an object that is cut off', text.slice(0, -1), 'cut off'],
  ['a text that is cut off', '{"action_type":"speak","argument":"Hi', 'cut off'],
  ['single quotes', "{'action_type': 'speak'}", 'not valid'],
  ['names without quotes', '{action_type: "speak"}', 'not valid'],
  ['a comment', '{"a": 1 /* why */}', 'not valid'],
  ['a missing comma', '{"a": 1 "b": 2}', 'not valid'],
  ['two commas', '{"a": 1,,}', 'not valid'],
  ['a line break after a backslash', '{"a": "one\\\ntwo"}', 'not valid'],
  ['one name twice', '{"a": "yes", "a": "no"}', 'one name twice'],
  ['one name twice further down', '{"a": [{"b": 1, "b": 1}]}', 'one name twice'],
  ['two objects', `${text}\n{"action_type":"none","argument":""}`, 'several different'],
  ['an object and its rejection', `${text} No, too blunt.`, 'may reject it'],
  ['a rejection between two', `${text} No, better: ${text}`, 'may reject it'],
  ['a closed fence and a sentence', `${fence(text)}\nOr rather not.`, 'may reject it'],
  ['half an emoji as an escape', '{"a": "at six \\ud83d"}', 'half of a character'],
  ['half an emoji in a name', '{"\\ude00": "x"}', 'half of a character'],
  ['half an emoji before the object', `\ud83d ${text}`, 'half of a character'],
  ['a NUL', '{"a": "x\\u0000y"}', 'a control character (U+0000)'],
  ['an escape sequence of a terminal', '{"a": "\\u001b[2J"}', 'a control character (U+001B)'],
  ['a hundred levels', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, 'not valid'],
  ['five million characters', `${' '.repeat(5_000_000)}${text}`, 'too long']
])('finds nothing in %s, and says why', (_, answer, problem) => {
  expect(jsonIn(answer)).toEqual({ problem: expect.stringContaining(problem) as string });
});

test('whatever is cut off an object leaves no object', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (value, cut) => {
      const json = JSON.stringify(value);
      expect(valueIn(json.slice(0, cut % json.length))).toBeUndefined();
    })
  );
});

const plainText = fc.string().filter(each => !/\p{Cc}/u.test(each));

test('any object comes out of any fence unchanged', () => {
  fc.assert(
    fc.property(fc.dictionary(plainText, fc.oneof(plainText, fc.integer())), value => {
      const json = JSON.stringify(value);
      expect(valueIn(fence(json))).toEqual(JSON.parse(json));
    })
  );
});

test('a megabyte of text is read like a line', () => {
  const long = { argument: 'a"\\'.repeat(300_000) };
  expect(valueIn(`Well: ${JSON.stringify(long)}`)).toEqual(long);
});

test('JSON is read as a schema says, and anything else is nothing', () => {
  const schema = z.object({ n: z.number() });
  expect(jsonAs(schema, '{"n":1}')).toEqual({ n: 1 });
  for (const other of ['{"n":"1"}', '{"n":1', '', 'null']) {
    expect(jsonAs(schema, other)).toBeUndefined();
  }
});

test('a line of JSON has no separator at which another reader would split it', () => {
  const separators = '\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029';
  const line = jsonLine({ [separators]: [separators] });
  expect([...line].filter(sign => separators.includes(sign))).toEqual([]);
  expect(JSON.parse(line)).toEqual({ [separators]: [separators] });
});
