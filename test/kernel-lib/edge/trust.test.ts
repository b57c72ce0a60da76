import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { secretHeaders } from '../../../kernel-lib/src/edge/chat/openai-client';
import {
  isTrusted,
  keyUsesOf,
  originsIn,
  refuseUntrusted,
  trust
} from '../../../kernel-lib/src/edge/trust';
import { emptyFolder } from '../../support/folder';

let config = '';
beforeEach(() => {
  config = emptyFolder();
  vi.stubEnv('XDG_CONFIG_HOME', config);
});
afterEach(() => void vi.unstubAllEnvs());

const use = (origin: string, variable = 'LAB_KEY') => ({ variable, origin });

test.each([
  ['http://127.0.0.1:8000', 'LAB_KEY', true],
  ['http://127.8.9.1', 'LAB_KEY', true],
  ['http://[::1]:8000', 'LAB_KEY', true],
  ['http://localhost:8000', 'LAB_KEY', true],
  ['https://api.openai.com', 'OPENAI_API_KEY', true],
  ['https://api.openai.com', 'LAB_KEY', false],
  ['http://api.openai.com', 'OPENAI_API_KEY', false],
  ['https://api.openai.com:8443', 'OPENAI_API_KEY', false],
  ['https://api.openai.com.stranger.example', 'OPENAI_API_KEY', false],
  ['https://127.0.0.1.stranger.example', 'LAB_KEY', false],
  ['http://localhost.stranger.example', 'LAB_KEY', false],
  ['http://0.0.0.0:8000', 'LAB_KEY', false]
])('before anything is allowed, %s may have %s: %s', (origin, variable, isAllowed) => {
  expect(isTrusted(use(origin, variable))).toBe(isAllowed);
});

test('what is allowed is remembered for this variable and this address, readable by the user alone', () => {
  vi.stubEnv('FIRST_KEY', 'sk-never-in-a-file-1');
  trust([use('https://first.example', 'FIRST_KEY')]);
  trust([use('https://second.example', 'FIRST_KEY')]);
  const path = join(config, 'sotopia-pi/servers.json');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    version: 1,
    servers: [
      { variable: 'FIRST_KEY', origin: 'https://first.example' },
      { variable: 'FIRST_KEY', origin: 'https://second.example' }
    ]
  });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(isTrusted(use('https://first.example', 'OTHER_KEY'))).toBe(false);
  expect(isTrusted(use('https://first.example:444', 'FIRST_KEY'))).toBe(false);
});

test('a consent of another process is found in the file; a torn file is none', () => {
  const stored = { version: 1, servers: [use('https://elsewhere.example')] };
  mkdirSync(join(config, 'sotopia-pi'));
  writeFileSync(join(config, 'sotopia-pi/servers.json'), JSON.stringify(stored));
  expect(isTrusted(use('https://elsewhere.example'))).toBe(true);
  writeFileSync(join(config, 'sotopia-pi/servers.json'), JSON.stringify(stored).slice(0, -9));
  expect(isTrusted(use('https://elsewhere.example'))).toBe(false);
});

test('without a folder for settings a consent holds for the process', () => {
  vi.stubEnv('XDG_CONFIG_HOME', join(config, 'a-file'));
  writeFileSync(join(config, 'a-file'), '');
  trust([use('https://container.example')]);
  expect(isTrusted(use('https://container.example'))).toBe(true);
  chmodSync(config, 0o700);
});

test('scripts name addresses in the environment', () => {
  vi.stubEnv('SOTOPIA_PI_TRUST_SERVER', 'https://one.example/v1, https://two.example:8443');
  expect(isTrusted(use('https://one.example'))).toBe(true);
  expect(isTrusted(use('https://two.example:8443'))).toBe(true);
  expect(isTrusted(use('https://two.example'))).toBe(false);
  expect(() => originsIn('models.example')).toThrow('the address of a server to trust');
  expect(() => originsIn('javascript:alert(1)')).toThrow('the address of a server to trust');
});

test('no header is made for an address that was not allowed: the sentence names variable and address', () => {
  vi.stubEnv('THIRD_KEY', 'sk-third-123456');
  const endpoint = { model: 'm', temperature: 0, baseUrl: 'https://third.example/v1' };
  const message =
    /consent before the key in THIRD_KEY goes to https:\/\/third.example .*--trust-server/;
  expect(() => secretHeaders({ ...endpoint, keyVariable: 'THIRD_KEY' })).toThrow(message);
  const headerVariables = { 'x-api-key': 'THIRD_KEY' };
  expect(() => secretHeaders({ ...endpoint, headerVariables })).toThrow(message);
  expect(() => refuseUntrusted(use('https://third.example'))).not.toThrow('sk-third');
  expect(keyUsesOf(endpoint)).toEqual([]);
  expect(keyUsesOf({ ...endpoint, baseUrl: 'local', keyVariable: 'THIRD_KEY' })).toEqual([]);
});
