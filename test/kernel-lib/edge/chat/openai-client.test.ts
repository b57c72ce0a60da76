import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keyOf, masked, maskedReply } from '../../../../kernel-lib/src/edge/chat/openai-client';

const endpoint = {
  ...{ model: 'm', baseUrl: 'https://x.invalid/v1', temperature: 0 },
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
    expect(() => keyOf(endpoint)).toThrow(
      /in the environment variable SOTOPIA_PI_TEST_KEY, got "one/
    );
    expect(() => keyOf(endpoint)).not.toThrow(key);
  }
);

test('without a key, or a variable for one, nothing is hidden', () => {
  expect(masked('all of it', endpoint)).toBe('all of it');
  const { keyVariable: _, ...open } = endpoint;
  expect([keyOf(open), masked('all of it', open)]).toEqual(['none', 'all of it']);
});

test('a key is hidden in JSON as well', () => {
  keyIs('sk-"quo\\te/x+1=abc99');
  const text = JSON.stringify({ argument: 'It is sk-"quo\\te/x+1=abc99.' });
  expect(maskedReply(text, endpoint)).toBe('{"argument":"It is [key]."}');
});
