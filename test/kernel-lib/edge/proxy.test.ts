import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { proxyFor } from '../../../kernel-lib/src/edge/proxy';

beforeEach(() => {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, '');
    vi.stubEnv(name.toLowerCase(), '');
  }
});
afterEach(() => vi.unstubAllEnvs());

test.each([
  [
    'http://a.example',
    { HTTP_PROXY: 'http://me:secret@proxy:3128' },
    'HTTP_PROXY (http://proxy:3128)'
  ],
  ['https://a.example', { http_proxy: 'proxy:3128' }, 'http_proxy (http://proxy:3128)'],
  [
    'https://a.example',
    { HTTP_PROXY: 'http://p', ALL_PROXY: 'socks5://s:1' },
    'ALL_PROXY (socks5://s:1)'
  ],
  ['http://a.example', { HTTPS_PROXY: 'http://p' }, undefined],
  ['http://127.0.0.1:80', { ALL_PROXY: 'http://p' }, undefined]
])('%s with %j is reached through %s', (origin, env, label) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  expect(proxyFor(origin)?.label).toBe(label);
});

test.each([
  ['https://a.example', 'a.example', true],
  ['https://b.a.example', 'other, .a.example', true],
  ['https://b.a.example', '*.a.example', true],
  ['https://ba.example', 'a.example', false],
  ['https://a.example:8443', 'A.example:8443', true],
  ['https://a.example:8443', 'a.example:443', false],
  ['https://a.example', 'a.example:443', true],
  ['https://a.example', '*', true],
  ['https://a.example', ',', false]
])('%s beside NO_PROXY=%j is exempt: %s', (origin, list, isExempt) => {
  vi.stubEnv('ALL_PROXY', 'http://p');
  vi.stubEnv('NO_PROXY', list);
  expect(proxyFor(origin) === undefined).toBe(isExempt);
});
