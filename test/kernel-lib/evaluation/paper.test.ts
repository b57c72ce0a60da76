import { describe, expect, test } from 'vitest';
import { comparisonByTask, summaryOf } from '../../../kernel-lib/src/evaluation/compare';
import { scales } from '../../../kernel-lib/src/evaluation/schema';
import { humanScores, paperTable, partnerScores } from '../../support/human-ratings';

const scores = humanScores();
const summaries = summaryOf(scores);
const cells = (rows: readonly Readonly<Record<string, string>>[], key: string) =>
  rows.flatMap(row => scales.map(scale => [row[key] ?? '', scale, Number(row[scale])] as const));

describe('the published ratings by people give Table 5', () => {
  const human = paperTable('table5-dimensions').filter(row => row['rater'] === 'human');

  test.each(cells(human, 'model'))('%s on %s: %d', (model, scale, published) => {
    const found = summaries.find(one => one.model === model && one.dimension === scale);
    expect(found).toMatchObject({ source: 'people', n: 28, unrated: 0 });
    expect(Math.abs(found!.mean! - published)).toBeLessThan(0.00501); // two published decimals
    const own = scores.filter(score => score.model === model).map(score => score.points![scale]);
    if (own.every(value => value === own[0])) {
      expect(found!.noInterval).toBe('every cluster has the same mean');
      return;
    }
    expect(found!.low).toBeLessThan(found!.mean!);
    expect(found!.high).toBeGreaterThan(found!.mean!);
  });
});

describe('the published ratings by people give Table 6', () => {
  const rows = paperTable('table6-paired-t').map(row => [row['versus']!, row['dimension']!, row] as const); // prettier-ignore

  test.each(rows)('BC+SR against %s on %s', (versus, dimension, row) => {
    const scale = scales.find(name => name === dimension)!;
    const found = comparisonByTask(scores, 'BC+SR', versus, 'people', scale);
    if (row['t'] === '') {
      expect(found).toMatchObject({ difference: 0, noInterval: 'every pair differs by the same' });
      return;
    }
    expect(Math.abs(found.t! - Number(row['t']))).toBeLessThan(0.00501);
    expect(Math.abs(found.p! - Number(row['p']))).toBeLessThan(0.000501);
  });

  test('pairs the scenarios that both models have by their wording', () => {
    const tasks = (versus: string) => comparisonByTask(scores, 'BC+SR', versus, 'people', 'goal').n;
    expect(tasks('base')).toBe(14);
    expect(tasks('GPT-3.5')).toBe(12);
  });
});

describe('the published ratings by people give Table 9, the partner’s side', () => {
  const partners = summaryOf(partnerScores());

  test.each(cells(paperTable('table9-partner-human'), 'versus'))(
    'against %s on %s: %d',
    (model, scale, published) => {
      const found = partners.find(one => one.model === model && one.dimension === scale);
      expect(Math.abs(found!.mean! - published)).toBeLessThan(0.0101); // the last digit is off by one in places
    }
  );
});

describe('the published ratings by people give the human line of Figure 4', () => {
  test.each(
    paperTable('figure4-goal').map(row => [row['model']!, Number(row['human_rating'])] as const)
  )('%s: %d', (model, published) => {
    const found = summaries.find(one => one.model === model && one.dimension === 'goal');
    expect(found?.mean).toBeCloseTo(published, 2);
  });
});
