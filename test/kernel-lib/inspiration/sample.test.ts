import { expect, test } from 'vitest';
import { randomFrom } from '../../../kernel-lib/src/base/random';
import { drawInspirations } from '../../../kernel-lib/src/inspiration/sample';
import { sources, type Inspiration, type Source } from '../../../kernel-lib/src/inspiration/schema';

const poolFrom = (...from: Source[]): Inspiration[] =>
  from.flatMap(source => [1, 2, 3].map(i => ({ id: `${source}-${i}`, source, text: `t${i}` })));
const counts = (pool: readonly Inspiration[], n: number) =>
  drawInspirations(pool, n, randomFrom('draw')).reduce<Record<string, number>>(
    (sum, { source }) => ({ ...sum, [source]: (sum[source] ?? 0) + 1 }),
    {}
  );

test.each([
  [9, { normbank: 3, social_iqa: 3, social_chem: 3 }],
  [10, { normbank: 3, social_iqa: 3, social_chem: 4 }],
  [11, { normbank: 3, social_iqa: 3, social_chem: 5 }],
  [2, { social_chem: 2 }],
  [0, {}]
])('%i draws are shared among the sources; the last takes the remainder', (n, shares) => {
  expect(counts(poolFrom(...sources), n)).toEqual(shares);
});

test.each([
  [poolFrom('normbank'), { normbank: 7 }],
  [poolFrom('social_iqa', 'normbank'), { normbank: 3, social_iqa: 4 }]
])('a source that the pool lacks gives its share to the others', (pool, shares) => {
  expect(counts(pool, 7)).toEqual(shares);
});

test('an inspiration can be drawn again', () => {
  const drawn = drawInspirations(poolFrom('normbank'), 30, randomFrom(1));
  expect(new Set(drawn.map(({ id }) => id)).size).toBe(3);
});

test('the same seed draws the same', () => {
  const draw = (seed: number) => drawInspirations(poolFrom(...sources), 30, randomFrom(seed));
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

test.each([
  [[], 1, 'at least one inspiration'],
  [poolFrom('normbank'), 1.5, 'a whole number'],
  [poolFrom('normbank'), -1, 'a whole number']
])('what cannot be drawn is refused', (pool, n, words) => {
  expect(() => drawInspirations(pool, n, randomFrom(1))).toThrow(words);
});
