import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  draw,
  normal,
  pick,
  randomFrom,
  sample,
  seedFrom,
  shuffle
} from '../../../kernel-lib/src/base/random';
import { mean } from '../../../kernel-lib/src/base/stats';

const numbers = (n: number, ...key: (string | number)[]) => {
  const random = randomFrom(...key);
  return Array.from({ length: n }, () => random.next());
};
const ten = Array.from({ length: 10 }, (_, i) => i);

test('the same key gives the same sequence, another key another', () => {
  expect(numbers(5, 'run', 1)).toEqual(numbers(5, 'run', 1));
  expect(numbers(5, 'run', 1)).not.toEqual(numbers(5, 'run', 2));
});

test('a seed and a sequence stay what they are from release to release', () => {
  expect(seedFrom('run', 1)).toBe(1170618872);
  expect(numbers(2, 'run', 1)).toEqual([0.9447788805700839, 0.3747173885349184]);
});

test('a sequence is that of mulberry32 as published', () => {
  // https://github.com/bryc/code/blob/master/jshash/PRNGs.md
  const mulberry32 = (a: number) => () => {
    a |= 0;
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const published = mulberry32(seedFrom('run', 1));
  expect(numbers(1000, 'run', 1)).toEqual(Array.from({ length: 1000 }, published));
});

test.each([
  [
    ['ab', 'c'],
    ['a', 'bc']
  ],
  [
    ['a', 'b'],
    ['b', 'a']
  ],
  [['a'], ['a', '']],
  [[1, 2], [12]]
] as [string[], string[]][])('the parts of a key stay apart: %j and %j', (one, other) => {
  expect(seedFrom(...one)).not.toBe(seedFrom(...other));
});

test('a seed is a whole number from 0 to below 2³¹', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.integer())), key => {
      const seed = seedFrom(...key);
      expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31).toBe(true);
    })
  );
});

test('10,000 neighbouring keys hardly ever share a seed', () => {
  const seeds = new Set(Array.from({ length: 10_000 }, (_, i) => seedFrom('episode', i, 1)));
  expect(seeds.size).toBeGreaterThanOrEqual(9_998);
});

test('numbers are spread evenly over [0, 1)', () => {
  const many = numbers(20_000, 'even');
  expect(many.every(one => one >= 0 && one < 1)).toBe(true);
  const shares = ten.map(i => many.filter(one => Math.floor(one * 10) === i).length / many.length);
  for (const share of shares) expect(share).toBeCloseTo(0.1, 1);
});

test('whole numbers reach both ends and stay inside', () => {
  const random = randomFrom('whole');
  const seen = new Set(Array.from({ length: 500 }, () => random.int(6)));
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('shuffling keeps every item and leaves the given list alone', () => {
  const shuffled = shuffle(ten, randomFrom('cards'));
  expect(shuffled).not.toEqual(ten);
  expect([...shuffled].sort((a, b) => a - b)).toEqual(ten);
  expect(ten[0]).toBe(0);
});

test('every item comes first about equally often', () => {
  const firsts = Array.from({ length: 5000 }, (_, i) => shuffle(ten, randomFrom('fair', i))[0]);
  for (const item of ten) {
    expect(firsts.filter(first => first === item).length / 5000).toBeCloseTo(0.1, 1);
  }
});

test.each([
  [0, 0],
  [3, 3],
  [10, 10],
  [11, 10]
])('a sample of %i of ten items holds %i, each once', (n, size) => {
  const drawn = sample(ten, n, randomFrom('sample'));
  expect(drawn).toHaveLength(size);
  expect(new Set(drawn).size).toBe(size);
});

test('pick gives an item of the list', () => {
  expect(ten).toContain(pick(ten, randomFrom('one')));
});

test('normal draws have mean 0 and variance 1', () => {
  const random = randomFrom('bell');
  const drawn = Array.from({ length: 20_000 }, () => normal(random));
  expect(mean(drawn)).toBeCloseTo(0, 1);
  expect(mean(drawn.map(value => value ** 2))).toBeCloseTo(1, 1);
  expect(drawn.every(Number.isFinite)).toBe(true);
});

test('draws follow their probabilities and never take what has none', () => {
  const random = randomFrom('dice');
  const drawn = Array.from({ length: 10_000 }, () => draw([0.2, 0, 0.8], random));
  expect(drawn.filter(index => index === 0).length / 10_000).toBeCloseTo(0.2, 1);
  expect(drawn).not.toContain(1);
});

test.each([
  ['sums a little below 1', [0.3, 0.3, 0.3999999], 2],
  ['ends with what has no probability', [1 - 1e-12, 0], 0]
])('a draw at the very end of probabilities that %s is still one that can be', (_, p, index) => {
  expect(draw(p, { next: () => 1 - 2 ** -53, int: () => 0 })).toBe(index);
});
