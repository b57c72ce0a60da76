import { expect, test } from 'vitest';
import { misjudged } from '../../../kernel-lib/src/evaluation/misjudged';
import { scoreWith } from '../../support/scores';

const pair = (judge: number | undefined, truth: number | undefined, repeat: number) => [
  scoreWith(judge, { source: 'judge', repeat }),
  scoreWith(truth, { source: 'truth', repeat })
];

test('the character that the judge overrates most comes first', () => {
  const scores = [...pair(5, 6, 0), ...pair(9, 4, 1), ...pair(7, 7, 2)];
  expect(
    misjudged(scores).map(({ score, reference, overrated }) => [score, reference, overrated])
  ).toEqual([
    [9, 4, 5],
    [7, 7, 0],
    [5, 6, -1]
  ]);
});

test('a character that one of the two has not scored is left out', () => {
  expect(misjudged([...pair(undefined, 6, 0), ...pair(9, undefined, 1)])).toEqual([]);
});

test('who is held against whom, and on which scale, can be chosen', () => {
  const scores = [
    scoreWith(8, { source: 'judge' }),
    scoreWith(5, { source: 'simulatedRaters' }),
    scoreWith(2, { source: 'truth' })
  ];
  const [found] = misjudged(scores, { above: 'simulatedRaters', below: 'truth', scale: 'overall' });
  expect(found).toMatchObject({ score: 5, reference: 2, overrated: 3 });
});
