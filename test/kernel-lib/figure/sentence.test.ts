import { describe, expect, test } from 'vitest';
import { summaryOf } from '../../../kernel-lib/src/evaluation/compare';
import {
  dimensionsSentence,
  gapSentence,
  judgeSentence
} from '../../../kernel-lib/src/figure/sentence';
import { gapWith } from '../../support/gaps';
import { goals } from '../../support/goals';
import { pointsOf, scoreWith } from '../../support/scores';

describe('about the gap between judge and raters', () => {
  const three = (base: number, bc: number, both: number, halfWidth = 0.1) => [
    gapWith('base', base, halfWidth),
    gapWith('SR', 9, halfWidth), // not on the way from base to BC+SR
    gapWith('BC', bc, halfWidth),
    gapWith('BC+SR', both, halfWidth)
  ];

  test.each([
    [
      'growth at every step',
      three(0.03, 0.8, 0.91),
      'The judge runs ahead of the simulated raters as training goes on'
    ],
    [
      'growth that stops half way',
      three(0.03, 0.91, 0.8),
      'The judge’s lead over the simulated raters grows with training, but not from BC to BC+SR'
    ],
    [
      'growth within the intervals',
      three(0.3, 0.4, 0.45),
      'The judge’s lead over the simulated raters grows with training, but within the noise'
    ],
    [
      'no growth',
      three(0.9, 0.8, 0.9),
      'The judge’s lead over the simulated raters does not grow with training'
    ],
    [
      'a fall',
      three(0.9, 0.8, 0.7),
      'The judge’s lead over the simulated raters does not grow with training'
    ],
    ['an end at zero', three(0.2, 0.1, 0), 'The judge does not run ahead of the simulated raters'],
    [
      'an end that may be zero',
      three(0, 0.05, 0.09),
      'The judge does not run ahead of the simulated raters'
    ],
    [
      'a rise that ends below',
      three(-0.9, -0.4, -0.2),
      'The judge rises against the simulated raters as training goes on, but not above them'
    ],
    [
      'one model only',
      [gapWith('base', 0.36)],
      'The judge stands 0.36 above the simulated raters for base'
    ],
    [
      'one model, negative',
      [gapWith('BC', -0.36)],
      'The judge stands 0.36 below the simulated raters for BC'
    ],
    ['nothing', [], 'The judge and the simulated raters have no scores to compare']
  ])('%s is called that', (_, gaps, sentence) => {
    expect(gapSentence(gaps, 'simulatedRaters')).toBe(sentence);
  });

  test('growth is clear only beyond both intervals', () => {
    const growing = /as training goes on$/;
    expect(gapSentence(three(0.2, 0.3, 0.41), 'simulatedRaters')).toMatch(growing);
    expect(gapSentence(three(0.2, 0.3, 0.4), 'simulatedRaters')).not.toMatch(growing);
  });

  test('growth without intervals is not called clear', () => {
    const gaps = [gapWith('base', 0, 'none'), gapWith('BC', 2, 'none')];
    expect(gapSentence(gaps, 'people')).toMatch(/within the noise$/);
  });
});

describe('about the judge alone', () => {
  const said = (means: Parameters<typeof goals>[0]) =>
    judgeSentence(summaryOf(goals(means)).filter(one => one.dimension === 'goal'));

  test.each([
    [
      { 'BC+SR': { judge: 6 }, base: { judge: 4 }, expert: { judge: 9 } },
      'The judge scores the goal of BC+SR 6.00, 2.00 above base'
    ],
    [
      { base: { judge: 4 }, BC: { judge: 3 } },
      'The judge scores the goal of BC 3.00, 1.00 below base'
    ],
    [
      { base: { judge: 4 }, BC: { judge: 4 } },
      'The judge scores the goal of BC 4.00, as that of base'
    ],
    [{ base: { judge: 4 } }, 'The judge scores the goal of base 4.00'],
    [{}, 'Nothing has been rated yet']
  ])('%j', (means, sentence) => {
    expect(said(means)).toBe(sentence);
  });
});

describe('about the seven dimensions', () => {
  const said = (from: Parameters<typeof pointsOf>, to: Parameters<typeof pointsOf>) => {
    const scores = [-0.25, -0.1, 0.1, 0.25].flatMap((off, i) =>
      [
        { model: 'base', points: pointsOf(...from) },
        { model: 'BC', points: pointsOf(...to) }
      ].map(({ model, points }) => {
        const moved = Object.entries(points).map(([name, value]) => [name, value + off] as const);
        const spread = { ...points, ...Object.fromEntries(moved) };
        return scoreWith(0, { model, task: `task-${i}`, points: spread });
      })
    );
    return dimensionsSentence(summaryOf(scores), 'judge');
  };

  test.each([
    [
      { goal: 8, knowledge: 6 },
      'By the judge, goal (+3.00) rises most from base to BC; nothing clearly falls'
    ],
    [
      { goal: 8, knowledge: 1 },
      'By the judge, goal (+3.00) rises most from base to BC; knowledge (−4.00) falls'
    ],
    [
      { social_rules: 1 },
      'By the judge, social rules (−4.00) falls most from base to BC; nothing clearly rises'
    ],
    [{ goal: 5.1 }, 'By the judge, nothing clearly changes from base to BC'],
    [{ overall: 9 }, 'By the judge, nothing clearly changes from base to BC']
  ])('%j', (to, sentence) => {
    expect(said([5], [5, to])).toBe(sentence);
  });
});
