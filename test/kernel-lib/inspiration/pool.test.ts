import { expect, test } from 'vitest';
import { poolOf } from '../../../kernel-lib/src/inspiration/pool';
import type { Inspiration, Source } from '../../../kernel-lib/src/inspiration/schema';

const one = (source: Source, text: string): Inspiration => ({
  id: `${source}/${text}`,
  source,
  text
});

test('the pool has the sources in the order of the paper, whatever the order of the lists', () => {
  const lists = [[one('normbank', 'a')], [one('social_iqa', 'b')], [one('social_chem', 'c')]];
  expect(poolOf(lists).map(({ text }) => text)).toEqual(['c', 'b', 'a']);
});

test('of equal texts the first stays, within a source and across them', () => {
  const lists = [[one('normbank', 'a'), one('normbank', 'b')], [one('social_chem', 'a')]];
  expect(poolOf([...lists, ...lists]).map(({ id }) => id)).toEqual(['social_chem/a', 'normbank/b']);
});

test('texts of the evaluation are left out where they occur literally', () => {
  const lists = [[one('normbank', 'a'), one('normbank', 'a b')]];
  expect(poolOf(lists, ['a']).map(({ text }) => text)).toEqual(['a b']);
});
