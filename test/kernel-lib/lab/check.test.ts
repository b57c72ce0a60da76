import { expect, test } from 'vitest';
import { check } from '../../../kernel-lib/src/lab/check';

const claims = {
  'it should be positive.': (n: number) => n > 0,
  'it should be even.': (n: number) => n % 2 === 0
};
const broken = (): number => {
  throw new Error('no such thing');
};

test.each<[string, number | undefined | (() => number), string]>([
  ['is right when every claim holds', 2, 'Right.'],
  ['names the first claim that does not hold', -1, 'Not yet: it should be positive.'],
  ['names the second when the first holds', 3, 'Not yet: it should be even.'],
  ['is not there yet', undefined, 'Not yet: there is no answer so far.'],
  ['may be a function, whose result counts', () => 4, 'Right.'],
  ['may be a function that fails', broken, 'Not yet: the answer stops with an error: no such thing']
])('an answer %s', (_, answer, sentence) => {
  expect(check(answer as number, claims)).toBe(sentence);
});

test('a claim that throws does not hold, and says why', () => {
  const sentence = check('text', { 'it should be a list.': answer => answer.at(99)!.length > 0 });
  expect(sentence).toMatch(/^Not yet: it should be a list\. \(.+\)$/);
});

test('an answer whose fields throw is no crash either', () => {
  const answer = new Proxy({}, { get: broken });
  expect(check(answer, { 'it should have a name.': one => 'name' in one })).toMatch(/^Not yet: /);
});
