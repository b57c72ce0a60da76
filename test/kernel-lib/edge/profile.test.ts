import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
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

const served = shippedProfiles().filter(name => name !== 'local'); // that needs a file besides

test('every shipped profile can be read by its name', () => {
  expect(shippedProfiles()).toEqual([
    'llama-cpp',
    'local',
    'ollama',
    'openai',
    'paper',
    'rehearsal',
    'vllm'
  ]);
  for (const name of served) expect(readProfile(name).name).toBe(name);
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
  [
    'an unknown name',
    'nobody',
    'expected a profile (llama-cpp, local, ollama, openai, paper, rehearsal, vllm)'
  ],
  ['no JSON', profileText('{'), 'expected a JSON file'],
  ['a missing role', profileText({ ...plain, models: { writer: role } }), 'models.expert'],
  ['a key in the file', profileText({ ...plain, key: 'sk-1' }), 'Unrecognized key'],
  ['no address', profileText({ ...plain, server: { baseUrl: 'file:///x' } }), 'server.baseUrl'],
  [
    'a header that is set already',
    profileText(withServer({ headerVariables: { Host: 'A' } })),
    'Host'
  ],
  ['a secret as a header', profileText(withServer({ headerVariables: { 'x-a': 'sk-1' } })), 'x-a'],
  ['another version', profileText({ ...plain, version: 2 }), 'version']
])('%s is refused with what was expected', (_, given, message) => {
  const path = typeof given === 'string' ? given : given();
  expect(() => readProfile(path)).toThrow(message);
});

test('a profile in the user’s own folder is found by its name, before a shipped one', () => {
  const config = emptyFolder();
  vi.stubEnv('XDG_CONFIG_HOME', config);
  mkdirSync(join(config, 'sotopia-pi/profiles'), { recursive: true });
  for (const name of ['mine', 'openai']) {
    const path = join(config, 'sotopia-pi/profiles', `${name}.json`);
    writeFileSync(path, JSON.stringify({ ...plain, name }));
    expect(readProfile(name).server.baseUrl).toBe(plain.server.baseUrl);
  }
  expect(() => readProfile('nobody')).toThrow('vllm, mine, openai)');
  vi.unstubAllEnvs();
});

test('a profile that lies in a run folder is not read: a run brings no servers along', () => {
  const path = profileFile(plain);
  expect(readProfile(path).name).toBe('mine');
  writeFileSync(join(path, '../run.json'), '{}');
  expect(() => readProfile(path)).toThrow('outside of run folders');
});

test('the shipped profiles name no key, and prices only where they are known', () => {
  for (const name of served) {
    const profile = readProfile(name);
    const roles = Object.keys(profile.models) as (keyof typeof profile.models)[];
    for (const role of roles) {
      const { baseUrl, keyVariable, pricePerMillionTokens } = endpointOf(profile, role);
      if (baseUrl.startsWith('https:')) expect(keyVariable).toBe('OPENAI_API_KEY');
      const isKnown = name !== 'paper' && name !== 'rehearsal';
      expect(pricePerMillionTokens !== undefined, `${name} ${role}`).toBe(isKnown);
    }
  }
});

test('the models of the paper say since when they are gone; the student’s weights are open', () => {
  const profile = readProfile('paper');
  for (const role of ['writer', 'expert', 'partner', 'judge'] as const) {
    expect(endpointOf(profile, role).retired?.on).toBe('2026-10-23');
  }
  expect(endpointOf(profile, 'student').retired).toBeUndefined();
});

test.each([
  ['https://models.example/v1#/chat', 'no # in the address'],
  ['https://models.example/v1#', 'no # in the address'],
  ['https://user@models.example/v1', 'no user name or password'],
  ['https://@models.example/v1', 'no user name or password'],
  ['https://:secret@models.example/v1', 'no user name or password'],
  ['https://models.example/v1?api_key=1', 'no key in the address'],
  ['https://models.example/v1?version=1&sig=1', 'no key in the address'],
  ['https://models.example/v1?x=sk-12345', 'no key in the address'],
  ['https://models.example\\@other.example/v1', 'begins with http:// or https://'],
  ['https://models.example/\tv1', 'begins with http:// or https://'],
  ['https:models.example', 'begins with http:// or https://'],
  ['file:///etc/passwd', 'begins with http:// or https://'],
  ['ws://models.example', 'begins with http:// or https://'],
  ['data:text/plain,x', 'begins with http:// or https://'],
  ['Embedded', 'begins with http:// or https://'],
  ['', 'begins with http:// or https://']
])('the address %s is refused: %s', (baseUrl, message) => {
  expect(() => readProfile(profileFile(withServer({ baseUrl })))).toThrow(message);
  expect(() => readProfile(profileFile(withServer({ baseUrl })))).toThrow('server.baseUrl');
});

test.each([
  [{ omitParameters: ['sed'] }, 'omitParameters'],
  [{ renameParameters: { max_tokens: 'messages' } }, 'renameParameters'],
  [{ extraBody: { model: 'another' } }, 'extraBody'],
  [{ extraBody: { temperature: 0 } }, 'extraBody'],
  [{ training: { extraBody: { training_file: 'x' } } }, 'training.extraBody']
])('a request that differs in %j is refused', (fields, message) => {
  const models = { ...plain.models, judge: { ...role, ...fields } };
  expect(() => readProfile(profileFile({ ...plain, models }))).toThrow(`models.judge.${message}`);
});

function withServer(server: object) {
  return { ...plain, server: { ...plain.server, ...server } };
}

function profileText(content: unknown): () => string {
  return () => profileFile(content);
}
