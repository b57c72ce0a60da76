import { expect, test } from 'vitest';
import { z } from 'zod';
import { randomFrom } from '../../../kernel-lib/src/base/random';
import { writerReply, writtenTask } from '../../../kernel-lib/src/rehearsal/write';

const Reply = z.strictObject({
  codename: z.string().regex(/^[a-z_]+$/),
  source: z.string(),
  scenario: z.string(),
  agent_goals: z.tuple([z.string(), z.string()]),
  relationship: z.number().int().min(0).max(5),
  age_constraint: z.string().regex(/^\[\(\d\d, \d\d\), \(\d\d, \d\d\)\]$/),
  occupation_constraint: z.literal('[[], []]')
});
const written = (inspiration: string, seed = 1, before = '') =>
  Reply.parse(
    JSON.parse(writerReply(`${before}\nInspiration: ${inspiration}\n`, randomFrom(seed)))
  );

test('the writer answers with a task in published names', () => {
  const task = written('refusing to lower the price of my old bicycle for a neighbour');
  expect(task.codename).toMatch(/^price_refusing_lower_price$/);
  expect(task.scenario).toContain('Agent 1 has ');
  expect(task.agent_goals[0]).toMatch(/at least \$\d+/);
  expect(task.agent_goals[1]).toMatch(/at most \$\d+/);
  expect(task.relationship).toBe(2);
});

test.each([
  ['telling my sister a lie about her diary', ['hurt', 'keep'], 5],
  ['smoking next to a stranger on the train', ['habit'], 0],
  ['my girlfriend planning our trip alone', ['plan'], 4],
  ['asking a friend to babysit', ['favour'], 3],
  ["It's okay to ask a fair price from a friend.", ['price'], 3],
  ['flea market [BEHAVIOR] haggle over the price of a lamp with a friend', ['price'], 3]
])('%j makes a task that fits it', (inspiration, names, relationship) => {
  for (let seed = 0; seed < 20; seed++) {
    expect(names).toContain(writtenTask(inspiration, randomFrom(seed)).family.name);
    expect(written(inspiration, seed).relationship).toBe(relationship);
  }
});

test('any inspiration makes a task, also one that no family knows', () => {
  for (const inspiration of ['', 'x', '漢字', '{"a": "b"}', '"quoted" text.', 'A $& B $1']) {
    expect(written(inspiration).scenario).not.toMatch(/["\n{}]{2}/);
  }
});

test('a thing that the inspiration names is what the task is about', () => {
  expect(written('selling my old bicycle').scenario).toContain('the old bicycle');
});

test('the marks of a corpus do not show', () => {
  const { scenario } = written('library [BEHAVIOR] eat a cake, [PERSON] whispers');
  expect(scenario).toContain('library: eat a cake');
  expect(scenario).not.toContain('[');
});

test('people of an inspiration lose their names', () => {
  const { scenario } = written('Tracy told Riley that Tracy’s "cake" was better.');
  expect(scenario).not.toMatch(/Tracy|Riley|"/);
  expect(scenario).toContain('someone told another person that someone’s cake was better.');
});

test('an example’s own source is taken over, and its inspiration is not', () => {
  const example = '{"source": "normbank", "scenario": "Inspiration of old"}';
  expect(written('sharing food', 1, example)).toMatchObject({ source: 'normbank' });
});
