import { expect, test } from 'vitest';
import { splitThoughts } from '../../../kernel-lib/src/base/thoughts';

const answer = '{"action_type":"speak","argument":"Six it is."}';
const draft = '{"action_type":"speak","argument":"Go away."}';
const thought = `Perhaps ${draft}? Too blunt.`;

test.each([
  ['none', answer, ''],
  ['a block', `<think>\n${thought}\n</think>\n${answer}`, thought],
  ['an empty block', `<think></think>${answer}`, ''],
  ['a block in capitals', `<THINK>${thought}</THINK>${answer}`, thought],
  ['no opening tag', `${thought}\n</think>${answer}`, thought],
  ['the opening tag twice', `<think>\n<think>${thought}</think>${answer}`, `<think>${thought}`],
  ['an end that reads otherwise', `<thinking>${thought}</think>${answer}`, thought],
  ['a tag with attributes', `<thought signature="a1">${thought}</thought>${answer}`, thought],
  ['a tag with a prefix', `<seed:think>${thought}</seed:think>${answer}`, thought],
  ['<reasoning>', `<reasoning>${thought}</reasoning>${answer}`, thought],
  ['<scratchpad>', `<scratchpad>${thought}</scratchpad>${answer}`, thought],
  ['brackets', `[THINK]${thought}[/THINK]${answer}`, thought],
  ['◁think▷', `◁think▷${thought}◁/think▷${answer}`, thought],
  ['<|begin_of_thought|>', `<|begin_of_thought|>${thought}<|end_of_thought|>${answer}`, thought],
  ['<|START_THINKING|>', `<|START_THINKING|>${thought}<|END_THINKING|>${answer}`, thought],
  [
    'two channels',
    `<|channel|>analysis<|message|>${thought}<|end|><|start|>assistant<|channel|>final<|message|>${answer}`,
    `${thought}<|end|><|start|>assistant`
  ],
  [
    'a constrained channel',
    `<|channel|>analysis<|message|>${thought}<|channel|>final <|constrain|>json<|message|>${answer}`,
    thought
  ],
  [
    'channels without their tokens',
    `analysisWell. ${thought}assistantfinal${answer}`,
    `Well. ${thought}`
  ],
  [
    'an unclosed quote in them',
    `<think>He says "no {"a": "b </think>${answer}`,
    'He says "no {"a": "b'
  ],
  [
    'an unclosed draft, no opening tag',
    `Say {"argument": "no\n</think>${answer}`,
    'Say {"argument": "no'
  ],
  ['two blocks', `<think>One.</think> Hm. <think>Two.</think>${answer}`, 'One.\n\nHm.\n\nTwo.'],
  [
    'a draft between two blocks',
    `<think>A</think>${draft}<think>B</think>${answer}`,
    `A\n\n${draft}\n\nB`
  ],
  [
    'a block in a block of another kind',
    `<think><reasoning>${thought}</reasoning></think>${answer}`,
    `<reasoning>${thought}</reasoning>`
  ]
])('the answer follows the thoughts: %s', (_, reply, thoughts) => {
  const split = splitThoughts(reply);
  expect({ ...split, answer: split.answer?.trim() }).toEqual({ answer, thoughts });
});

test.each([
  ['cut off', `<think>${thought} I had better`],
  ['opened after an object', `${draft}<think>No, that is`],
  ['closed and opened again', `<think>One.</think>${draft}<think>Two`],
  ['closed by another tag', `<think><reasoning>One.</reasoning>${draft}`],
  ['in a channel', `<|channel|>analysis<|message|>${thought}`],
  ['in the commentary channel', `<|channel|>commentary to=browser <|message|>${draft}`],
  ['in brackets', `[THINK]${thought}`]
])('thoughts that are not finished leave no answer: %s', (_, reply) => {
  expect(splitThoughts(reply).answer).toBeUndefined();
});

test('an object before the last closing tag is not the answer', () => {
  expect(splitThoughts(`${draft}\n</think>\n`).answer?.trim()).toBe('');
});

test.each(['<think>', '</think>', '<think>no</think>', '[/THINK]', '<|channel|>final<|message|>'])(
  'in a string of the object, %s is text',
  tag => {
    const said = JSON.stringify({ argument: `They write ${tag} here`, other: `"${tag}"` });
    expect(splitThoughts(said)).toEqual({ answer: said, thoughts: '' });
    expect(splitThoughts(`<think>Well.</think>${said}`)).toEqual({
      answer: said,
      thoughts: 'Well.'
    });
  }
);

test.each([
  ['escaped quotes', '\\"'],
  ['opening braces', '{'],
  ['objects that break off', '{"a":"'],
  ['closing tags in open objects', '{"</think>'],
  ['opening tags', '<think>'],
  ['beginnings of tags', '<think '],
  ['closing tags', '</think>'],
  ['channels', '<|channel|>analysis'],
  ['names of the answer', '{assistantfinal'],
  ['objects', '{"a":1}']
])('a megabyte of %s takes no time', (_, piece) => {
  const reply = piece.repeat(1_000_000 / piece.length);
  const before = process.cpuUsage(); // unlike a clock, it does not count what other processes do
  splitThoughts(reply);
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
});
