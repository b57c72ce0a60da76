import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { smallMark } from '../../../../kernel-lib/src/edge/local/profile';
import { endpointOf, readProfile } from '../../../../kernel-lib/src/edge/profile';
import { emptyFolder } from '../../../support/folder';
import { ggufFile } from '../../../support/gguf';
import { oneModelProfile } from '../../../support/openai-server';

test('a GGUF file is a profile in which it plays every role', () => {
  const path = ggufFile({ tensors: [[1e9]] }, 'Big-Model.Q4.gguf');
  const profile = readProfile(path);
  const names = Object.values(profile.models).map(({ model }) => model);
  expect(new Set(names).size).toBe(1);
  expect(names[0]).toMatch(/^Big-Model\.Q4@[0-9a-f]{8}$/);
  expect(endpointOf(profile, 'judge')).toMatchObject({ baseUrl: 'local', gguf: path });
});

test.each([
  [999_999_999, true],
  [1_000_000_000, false]
])('a model of %d parameters says by its name whether it is too small: %s', (n, isSmall) => {
  const { model } = readProfile(ggufFile({ tensors: [[n]] })).models.judge;
  expect(model.includes(smallMark)).toBe(isSmall);
});

test('another file under the same name is another model', () => {
  const modelOf = (name: string) => readProfile(ggufFile({ name })).models.expert.model;
  expect(modelOf('one')).not.toBe(modelOf('two'));
});

test('a role of one’s own profile may run in this process while others are served', () => {
  const gguf = ggufFile();
  const path = join(emptyFolder(), 'mine.json');
  const student = { model: 'any', temperature: 1, server: { baseUrl: 'local', gguf } };
  const { models, ...rest } = oneModelProfile('http://127.0.0.1:1/v1') as { models: object };
  writeFileSync(path, JSON.stringify({ ...rest, models: { ...models, student } }));
  const profile = readProfile(path);
  expect(profile.models.student.model).toMatch(/^tiny@.{8} /);
  expect(profile.models.judge.model).toBe('any');
  expect(profile.concurrency).toBe(4); // else more talks than it has histories for go on at once
});

test('a local profile without a file says how to name one', () => {
  const say = '[edge/local/profile] expected a GGUF file for the writer of profile local';
  expect(() => readProfile('local')).toThrow(say);
  expect(() => readProfile('local')).toThrow('--models local --gguf FILE');
});
