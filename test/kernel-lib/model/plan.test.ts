import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { idPattern } from '../../../kernel-lib/src/base/id';
import { defaultRecipe, jobOf, paperRecipe, splitOf } from '../../../kernel-lib/src/model/plan';
import { Job, Recipe } from '../../../kernel-lib/src/model/schema';
import { toOpenAiChat } from '../../../kernel-lib/src/sft/export-openai-chat';
import { rows } from '../../support/rows';

const plan = { name: 'BC', start: 'base', rows: rows(20), recipe: defaultRecipe };

test('recipes are plain data', () => {
  for (const recipe of [defaultRecipe, paperRecipe]) {
    expect(Recipe.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  }
});

test('the paper trains 20 epochs at 5e-5 in batches of 4', () => {
  expect(paperRecipe).toMatchObject({ epochs: 20, learningRate: 5e-5, batchSize: 4 });
});

describe('a job', () => {
  const job = jobOf(plan);

  test('names its start, its recipe and every row, held back or not', () => {
    expect(job).toMatchObject({ name: 'BC', start: 'base', recipe: defaultRecipe });
    expect([...job.rows, ...job.validationRows].sort()).toEqual(plan.rows.map(row => row.id));
    expect(Job.parse(JSON.parse(JSON.stringify(job)))).toEqual(job);
    expect(job.id).toMatch(idPattern);
  });

  test('keeps the digest of the exact file that a trainer is given', () => {
    const file = [...toOpenAiChat(splitOf(plan.rows, plan.recipe).training)].join('');
    expect(job.file).toBe(createHash('sha256').update(file, 'utf8').digest('hex'));
  });

  test('is the same for the same plan', () => {
    expect(jobOf({ ...plan, rows: rows(20) })).toEqual(job);
  });

  test.each([
    ['name', { ...plan, name: 'SR' }],
    ['start', { ...plan, start: 'BC' }],
    ['row', { ...plan, rows: rows(21) }],
    ['order of rows', { ...plan, rows: rows(20).reverse() }],
    ['number of epochs', { ...plan, recipe: { ...defaultRecipe, epochs: 11 } }],
    ['seed', { ...plan, recipe: { ...defaultRecipe, seed: 1 } }],
    [
      'completion under the same ids',
      { ...plan, rows: rows(20).map(row => ({ ...row, completion: '{}' })) }
    ]
  ])('is another with another %s', (_, other) => {
    expect(jobOf(other).id).not.toBe(job.id);
  });

  test('without rows is refused', () => {
    expect(() => jobOf({ ...plan, rows: [] })).toThrow(
      '[model/plan] expected at least one row to train BC on, got 0.'
    );
  });
});

describe('holding back', () => {
  test.each([
    [20, 0.1, 2],
    [19, 0.1, 1],
    [9, 0.1, 0],
    [1, 0.9, 0],
    [20, 0, 0],
    [10, 0.3, 3],
    [100, 0.29, 29]
  ])('of %i rows a share of %d holds back %i, rounded down', (n, validationShare, held) => {
    const { training, validation } = splitOf(rows(n), { ...defaultRecipe, validationShare });
    expect(validation).toHaveLength(held);
    expect(training).toHaveLength(n - held);
  });

  test('keeps the order on both sides', () => {
    const { training, validation } = splitOf(rows(50), { ...defaultRecipe, validationShare: 0.4 });
    for (const side of [training, validation]) {
      expect(side.map(row => row.turn)).toEqual(side.map(row => row.turn).sort((a, b) => a - b));
    }
  });

  test('draws other rows with another seed, the same with the same', () => {
    const held = (seed: number) => splitOf(rows(50), { ...defaultRecipe, seed }).validation;
    expect(held(0)).toEqual(held(0));
    expect(held(0)).not.toEqual(held(1));
  });
});
