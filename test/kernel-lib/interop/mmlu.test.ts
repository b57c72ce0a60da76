import { expect, test } from 'vitest';
import { questionFile, readQuestion } from '../../../kernel-lib/src/interop/mmlu';
import { readForeign } from '../../../kernel-lib/src/interop/read';
import { chunks } from '../../support/chunks';

test.each([
  ['data/test/high_school_physics_test.csv', { subject: 'high_school_physics', split: 'test' }],
  ['data/dev/anatomy_dev.csv', { subject: 'anatomy', split: 'dev' }],
  ['data/val/anatomy_val.csv', { subject: 'anatomy', split: 'val' }],
  ['data/auxiliary_train/arc_easy.csv', { subject: 'arc_easy', split: 'train' }],
  ['validation.jsonl', { split: 'val' }],
  ['questions.jsonl', {}]
])('the name %s says what its questions are about', (path, file) => {
  expect(questionFile(path)).toEqual(file);
});

test('an original file is read, with quotes, line breaks and a leading space', async () => {
  const text = 'What is 2+2?,3,4,5,6,B\n" A ""quote"",\nis it?",yes,no,maybe,"a, b",A\n';
  const { questions, skipped } = await readForeign(chunks(text), 'test/abstract_algebra_test.csv');
  expect(skipped).toEqual([]);
  expect(questions).toMatchObject([
    { subject: 'abstract_algebra', split: 'test', choices: ['3', '4', '5', '6'], answer: 1 },
    { question: ' A "quote",\nis it?', choices: ['yes', 'no', 'maybe', 'a, b'], answer: 0 }
  ]);
});

test.each([
  ['too few cells', 'q,a,b,c,A'],
  ['an answer that is no letter', 'q,a,b,c,d,E'],
  ['no question', ',a,b,c,d,A']
])('a row with %s is skipped with its line', async (_, row) => {
  const { questions, skipped } = await readForeign(chunks(`q,a,b,c,d,A\n${row}\n`), 'x_test.csv');
  expect(questions).toHaveLength(1);
  expect(skipped).toMatchObject([{ line: 2 }]);
});

const hf = { question: 'What?', subject: 'anatomy', choices: ['a', 'b', 'c', 'd'], answer: 2 };

test('rows of Hugging Face are read from lines of JSON', async () => {
  const { questions } = await readForeign(chunks(`${JSON.stringify(hf)}\n`), 'test.jsonl');
  expect(questions).toMatchObject([{ ...hf, split: 'test' }]);
});

test.each([
  ['of JSON', '["a", "b", "c", "d"]'],
  ['of Python', "['a', 'b', 'c', 'd']"],
  ['of NumPy', "['a' 'b'\n 'c' 'd']"]
])('rows of Hugging Face are read from a table with choices as a list %s', async (_, list) => {
  const text = `question,subject,choices,answer\nWhat?,anatomy,"${list.replaceAll('"', '""')}",2\n`;
  const { questions, skipped } = await readForeign(chunks(text), 'test.csv');
  expect(skipped).toEqual([]);
  expect(questions).toMatchObject([hf]);
});

test('quotes and escapes in a list of Python are read', () => {
  const choices = `['it\\'s', "he's", 'a\\nb', '\\xe9']`;
  expect(readQuestion({ ...hf, choices }).choices).toEqual(["it's", "he's", 'a\nb', 'é']);
});

test.each([
  ['one choice', { choices: ['a'] }],
  ['a list that is cut off', { choices: "['a', 'b', 'c', 'd" }],
  ['a list with something between', { choices: "['a', 'b', x 'c', 'd']" }],
  ['an answer of 4', { answer: 4 }],
  ['an answer that is no choice', { answer: 'e' }],
  ['an answer that means two choices', { answer: 'A', choices: ['b', 'A'] }],
  ['an index that is not that of the answer', { answer: 'B', answer_index: 2 }],
  ['no subject', { subject: '' }]
])('a question with %s is refused', (_, fields) => {
  expect(() => readQuestion({ ...hf, ...fields })).toThrow('[interop/mmlu] expected');
});

test.each([
  ['a place', 2, 2],
  ['a letter', 'C', 2],
  ['a letter with a dot', ' (b) ', 1],
  ['the text of a choice', 'None', 3],
  ['its place as text', '0', 0]
])('the answer may be %s', (_, answer, place) => {
  const choices = ['one', 'two', 'three', 'None'];
  expect(readQuestion({ ...hf, choices, answer }).answer).toBe(place);
});

test('the rows of MMLU-Pro are read, with ten choices and a category', () => {
  const options = [...'abcdefghij'].map(letter => `choice ${letter}`);
  const pro = { question: 'Which?', options, answer: 'J', answer_index: 9, category: 'law' };
  expect(readQuestion(pro)).toMatchObject({ subject: 'law', choices: options, answer: 9 });
});

test('a table has one column a choice, in any case and with an index; empty ones at the end are none', async () => {
  const text =
    ';Question;A;B;C;D;E;Answer;Subject\n0;Which?;w;x;y;z;v;e;law\n1;When?;now;"later; or";;;;B;law\n';
  const { questions, skipped } = await readForeign(chunks(text), 'own.csv');
  expect(skipped).toEqual([]);
  expect(questions).toMatchObject([
    { question: 'Which?', choices: ['w', 'x', 'y', 'z', 'v'], answer: 4 },
    { question: 'When?', choices: ['now', 'later; or'], answer: 1 }
  ]);
});

test('a number beside one column a choice is refused, since it counts from 0 or from 1', async () => {
  const text = 'question,a,b,c,d,answer\nWhat?,w,x,y,z,1\n';
  const { questions, skipped } = await readForeign(chunks(text), 'law_test.csv');
  expect(questions).toEqual([]);
  expect(skipped).toMatchObject([{ line: 2, reason: expect.stringContaining('from 0') as string }]);
});
