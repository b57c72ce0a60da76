import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, digest, idOf, idPattern, textDigest } from '../../../kernel-lib/src/base/id';

test('an id is its kind, a dash and 16 hexadecimal digits', () => {
  expect(idOf('episode', { task: 'a' })).toMatch(/^episode-[0-9a-f]{16}$/);
  expect(idOf('episode', { task: 'a' })).toMatch(idPattern);
});

test.each([
  ['the order of keys', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
  ['a field that is undefined', { a: 1 }, { a: 1, b: undefined }]
])('%s does not matter', (_, one, other) => {
  expect(idOf('x', one)).toBe(idOf('x', other));
});

test.each([
  ['the kind', idOf('row', { a: 1 }), idOf('job', { a: 1 })],
  ['a value', idOf('x', { a: 1 }), idOf('x', { a: 2 })],
  ['a number against its text', idOf('x', { a: 1 }), idOf('x', { a: '1' })],
  ['the order of a list', idOf('x', [1, 2]), idOf('x', [2, 1])],
  ['null against absence', idOf('x', { a: null }), idOf('x', {})]
])('%s matters', (_, one, other) => {
  expect(one).not.toBe(other);
});

test('an id stays what it is from release to release', () => {
  // printf '{"seed":1,"task":"a"}' | sha256sum
  expect(idOf('episode', { task: 'a', seed: 1 })).toBe('episode-91d9284770ff023c');
});

test('canonical text reads back as the same data', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    })
  );
});

test('a digest is 64 hexadecimal digits', () => {
  expect(digest({})).toMatch(/^[0-9a-f]{64}$/);
});

test('the digest of a text is that of its bytes in a file', () => {
  const bytes = createHash('sha256').update(Buffer.from('ünï\n', 'utf8')).digest('hex');
  expect(textDigest('ünï\n')).toBe(bytes);
  expect(textDigest('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
