import { expect, test } from 'vitest';
import { preferencesOf, toDpo, type Candidate } from '../../../kernel-lib/src/sft/export-dpo';
import { datasetInfo, toLlamaFactory } from '../../../kernel-lib/src/sft/export-llama-factory';
import { toTrl } from '../../../kernel-lib/src/sft/export-trl';
import { rows, rowWith } from '../../support/rows';

test('TRL learns the completion and not the prompt', () => {
  const lines = [...toTrl(rows(2))];
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/\n$/);
  expect(JSON.parse(lines[1]!)).toEqual({
    prompt: [{ role: 'user', content: 'Prompt 1' }],
    completion: [{ role: 'assistant', content: '{"action_type": "speak", "argument": "Hi"}' }]
  });
});

test.each([0, 1, 3])('a file of %i rows for LLaMA-Factory is one list', n => {
  const list = JSON.parse([...toLlamaFactory(rows(n))].join('')) as unknown[];
  expect(list).toHaveLength(n);
  if (n > 0) {
    expect(list[0]).toEqual({ instruction: '', input: 'Prompt 0', output: rows(1)[0]!.completion });
  }
});

test('its list of data sets names file and columns', () => {
  expect(JSON.parse(datasetInfo(['bc']))).toEqual({
    bc: {
      file_name: 'bc.json',
      columns: { prompt: 'instruction', query: 'input', response: 'output' }
    }
  });
});

const candidate = (episode: string, goal: number, fields: Partial<Candidate> = {}): Candidate => ({
  tag: 'collect BC',
  task: 'task-1',
  seat: 0,
  episode,
  goal,
  overall: goal / 2,
  rows: [rowWith(0, { id: `row-${episode}`, prompt: 'P', completion: `from ${episode}` })],
  ...fields
});
const pairs = (...candidates: Candidate[]) =>
  preferencesOf(candidates).map(({ chosen, rejected }) => `${chosen} > ${rejected}`);

test('the best and the worst of a task and a position are set side by side', () => {
  expect(pairs(candidate('a', 5), candidate('b', 8), candidate('c', 2))).toEqual([
    'from b > from c'
  ]);
});

test.each([
  ['another task', { task: 'task-2' }],
  ['another position', { seat: 1 as const }],
  ['another set', { tag: 'collect SR' }],
  ['the same goal score', { goal: 8 }],
  ['no rows', { rows: [] }]
])('two of which one has %s are no pair', (_, fields) => {
  expect(pairs(candidate('a', 8), candidate('b', 2, fields))).toEqual([]);
});

test('two that took the same action are no pair', () => {
  const row = rowWith(0);
  expect(pairs(candidate('a', 8, { rows: [row] }), candidate('b', 2, { rows: [row] }))).toEqual([]);
});

test('where the prompts are the same, the pair comes before one that is further apart', () => {
  const other = [rowWith(0, { prompt: 'Q', completion: 'from c' })];
  const [preference] = preferencesOf([
    candidate('a', 6),
    candidate('b', 5),
    candidate('c', 0, { rows: other })
  ]);
  expect(preference).toMatchObject({ chosen: 'from a', rejected: 'from b', samePrompt: true });
});

test('of different prompts the better one stands, and it is marked', () => {
  const other = [rowWith(0, { id: 'row-c', prompt: 'Q', completion: 'from c' })];
  const preferences = preferencesOf([candidate('a', 6), candidate('c', 9, { rows: other })]);
  expect(preferences).toMatchObject([
    {
      prompt: 'Q',
      chosen: 'from c',
      rejected: 'from a',
      rows: ['row-c', 'row-a'],
      samePrompt: false
    }
  ]);
  expect(JSON.parse([...toDpo(preferences)][0]!)).toMatchObject({
    prompt: [{ role: 'user', content: 'Q' }],
    same_prompt: false
  });
});

test('LLaMA-Factory gets a text with every kind of line break as it is', () => {
  const text = 'one\u2028two\u2029three\nfour\r\nfive';
  const file = [...toLlamaFactory([rowWith(1, { prompt: text, completion: text })])].join('');
  expect(JSON.parse(file)).toEqual([{ instruction: '', input: text, output: text }]);
});
