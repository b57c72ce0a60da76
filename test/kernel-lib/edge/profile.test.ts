import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { endpointOf, readProfile, shippedProfiles } from '../../../kernel-lib/src/edge/profile';
import { emptyFolder } from '../../support/folder';

const role = { model: 'some-model', temperature: 1 };
const plain = {
  version: 1,
  name: 'mine',
  server: { baseUrl: 'http://127.0.0.1:8000/v1', keyVariable: 'MY_KEY' },
  models: { writer: role, expert: role, student: role, partner: role, judge: role }
};
const profileFile = (content: unknown) => {
  const path = join(emptyFolder(), 'mine.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

test('every shipped profile can be read by its name', () => {
  expect(shippedProfiles()).toContain('rehearsal');
  for (const name of shippedProfiles()) expect(readProfile(name).name).toBe(name);
});

test('a file of one’s own names servers and the variable of the key, never the key', () => {
  const profile = readProfile(profileFile(plain));
  expect(endpointOf(profile, 'judge')).toEqual({ ...role, ...plain.server });
});

test('a model may have a server of its own', () => {
  const server = { baseUrl: 'https://judge.example/v1' };
  const models = { ...plain.models, judge: { ...role, server } };
  const profile = readProfile(profileFile({ ...plain, models }));
  expect(endpointOf(profile, 'judge').baseUrl).toBe(server.baseUrl);
  expect(endpointOf(profile, 'judge').keyVariable).toBeUndefined();
  expect(endpointOf(profile, 'expert').baseUrl).toBe(plain.server.baseUrl);
});

test('a trained model is served where its student is', () => {
  const profile = readProfile(profileFile(plain));
  expect(endpointOf(profile, 'student', 'ft:new')).toMatchObject({
    model: 'ft:new',
    temperature: 1
  });
});

test.each([
  ['an unknown name', 'nobody', 'expected a profile (rehearsal) or the path of a profile file'],
  ['no JSON', profileText('{'), 'expected a JSON file'],
  ['a missing role', profileText({ ...plain, models: { writer: role } }), 'models.expert'],
  ['a key in the file', profileText({ ...plain, key: 'sk-1' }), 'Unrecognized key'],
  ['no address', profileText({ ...plain, server: { baseUrl: 'file:///x' } }), 'server.baseUrl'],
  ['another version', profileText({ ...plain, version: 2 }), 'version']
])('%s is refused with what was expected', (_, given, message) => {
  const path = typeof given === 'string' ? given : given();
  expect(() => readProfile(path)).toThrow(message);
});

function profileText(content: unknown): () => string {
  return () => profileFile(content);
}
