import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { weightsIn } from '../../../../kernel-lib/src/edge/local/gguf';
import { emptyFolder } from '../../../support/folder';
import { ggufBytes, ggufFile, type GgufHead } from '../../../support/gguf';

test.each<[string, GgufHead, number]>([
  ['of one tensor', { tensors: [[10, 20]] }, 200],
  ['of several', { tensors: [[10, 20], [7], [2, 3, 4]] }, 231],
  ['of version 2', { version: 2, tensors: [[5]] }, 5],
  ['with a head of more than a mebibyte', { words: Array<string>(90_000).fill('a word') }, 200]
])('the parameters of a file %s are the numbers in its tensors', (_, head, parameters) => {
  expect(weightsIn(ggufFile(head)).parameters).toBe(parameters);
});

test('a hash tells files apart by head, size and weights, and is the same under another name', () => {
  const digest = (head: GgufHead, file?: string) => weightsIn(ggufFile(head, file)).digest;
  expect(digest({}, 'other.gguf')).toBe(digest({}));
  expect(digest({ name: 'Other' })).not.toBe(digest({}));
  expect(digest({ weights: 65 })).not.toBe(digest({}));
});

test.each<[string, Buffer | undefined, string]>([
  ['is not there', undefined, 'ENOENT'],
  ['is of another kind', Buffer.from('PK\u0003\u0004 and so on'), 'a file of another kind'],
  ['is of a version to come', ggufBytes({ version: 9 }), 'GGUF version 9'],
  ['ends in its head', ggufBytes({}).subarray(0, 60), 'a file that ends too early'],
  ['ends with its head', ggufBytes({ weights: 0 }), 'a head without weights'],
  ['is empty', Buffer.alloc(0), 'a file that ends too early']
])('a file that %s is an error that says so', (_, bytes, got) => {
  const path = join(emptyFolder(), 'some.gguf');
  if (bytes) writeFileSync(path, bytes);
  expect(() => weightsIn(path)).toThrow(
    `[edge/local/gguf] expected a model as a GGUF file at ${path}`
  );
  expect(() => weightsIn(path)).toThrow(got);
});
