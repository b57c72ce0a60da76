import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  masked,
  maskedReply,
  secretHeaders
} from '../../../../kernel-lib/src/edge/chat/openai-client';

const endpoint = {
  ...{ model: 'm', baseUrl: 'http://127.0.0.1:9/v1', temperature: 0 },
  keyVariable: 'SOTOPIA_PI_TEST_KEY'
};
const keyIs = (key: string) => vi.stubEnv('SOTOPIA_PI_TEST_KEY', key);

beforeEach(() => void keyIs(''));
afterEach(() => void vi.unstubAllEnvs());

test.each(['secret', 'meet', '1', 'congratulations', '123456789012', 'abc-defg-hi'])(
  'a key that might be a word or a number, %s, changes nothing that a model says',
  key => {
    keyIs(key);
    const text = `We ${key} at 1, that is no ${key}.`;
    expect(maskedReply(text, endpoint)).toBe(text);
    expect(masked(`no such key: ${key}`, endpoint)).toBe('no such key: [key]');
  }
);

test.each(['sk-planted-1', 'token-abc123', 'abcdefghijk1'])('the key %s is hidden there', key => {
  keyIs(key);
  expect(maskedReply(`I know ${key}, and ${key}.`, endpoint)).toBe('I know [key], and [key].');
});

test.each(['two words', 'line\n', 'ключ', '\u0007'])(
  'what no header can hold is no key: %j',
  key => {
    keyIs(key);
    expect(() => secretHeaders(endpoint)).toThrow(
      /in the environment variable SOTOPIA_PI_TEST_KEY, got "one/
    );
    expect(() => secretHeaders(endpoint)).not.toThrow(key);
  }
);

test('without a key, or a variable for one, nothing is hidden', () => {
  expect(masked('all of it', endpoint)).toBe('all of it');
  const { keyVariable: _, ...open } = endpoint;
  expect(secretHeaders(open)).toEqual({ authorization: 'Bearer none' });
  expect(masked('all of it', open)).toBe('all of it');
});

test('a key is hidden in JSON as well', () => {
  keyIs('sk-"quo\\te/x+1=abc99');
  const text = JSON.stringify({ argument: 'It is sk-"quo\\te/x+1=abc99.' });
  expect(maskedReply(text, endpoint)).toBe('{"argument":"It is [key]."}');
});

test('headers of one’s own carry secrets as well, and replace the usual one where they say so', () => {
  keyIs('sk-first-12345');
  vi.stubEnv('SOTOPIA_PI_TEST_TENANT', 'Basic dXNlcjpwYXNz');
  const tenant = { ...endpoint, headerVariables: { 'X-Tenant': 'SOTOPIA_PI_TEST_TENANT' } };
  expect(secretHeaders(tenant)).toEqual({
    authorization: 'Bearer sk-first-12345',
    'x-tenant': 'Basic dXNlcjpwYXNz'
  });
  expect(masked('sk-first-12345 of Basic dXNlcjpwYXNz', tenant)).toBe('[key] of [key]');
  const { keyVariable: _, ...other } = tenant;
  expect(secretHeaders(other)).toEqual({ 'x-tenant': 'Basic dXNlcjpwYXNz' });
  const own = { ...endpoint, headerVariables: { Authorization: 'SOTOPIA_PI_TEST_TENANT' } };
  expect(secretHeaders(own)).toEqual({ authorization: 'Basic dXNlcjpwYXNz' });
  vi.stubEnv('SOTOPIA_PI_TEST_TENANT', 'a\r\nb: c');
  expect(() => secretHeaders(tenant)).toThrow('SOTOPIA_PI_TEST_TENANT, got "one with');
});
