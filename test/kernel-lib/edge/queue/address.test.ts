import { expect, test } from 'vitest';
import { queueAddress, withoutPassword } from '../../../../kernel-lib/src/edge/queue/address';

test.each([
  ['redis://127.0.0.1:6379', { host: '127.0.0.1', port: 6379, isEncrypted: false }],
  ['redis://127.255.255.254', { host: '127.255.255.254', port: 6379 }],
  ['redis://localhost/2', { host: 'localhost', database: 2 }],
  ['redis://[::1]:7000', { host: '::1', port: 7000 }],
  ['redis://:secret@127.0.0.1', { password: 'secret' }],
  ['rediss://:secret@queue.example', { host: 'queue.example', isEncrypted: true }],
  ['rediss://me:p%2F%40@queue.example:1', { username: 'me', password: 'p/@', port: 1 }],
  ['rediss://127.0.0.1', { isEncrypted: true }]
])('%s is a queue', (text, parts) => {
  expect(queueAddress(text, {})).toMatchObject(parts);
});

test.each([
  ['redis://:secret@queue.example', 'expected rediss:// beyond this machine'],
  ['redis://:secret@128.0.0.1', 'expected rediss:// beyond this machine'],
  ['redis://:secret@10.0.0.1', 'expected rediss:// beyond this machine'],
  ['redis://:secret@0.0.0.0', 'expected rediss:// beyond this machine'],
  ['redis://:secret@localhost.example', 'expected rediss:// beyond this machine'],
  ['redis://:secret@127.0.0.1.example', 'expected rediss:// beyond this machine'],
  ['redis://:secret@[::2]', 'expected rediss:// beyond this machine'],
  ['rediss://queue.example', 'expected a password beyond this machine'],
  ['rediss://secret@queue.example', 'expected a password beyond this machine'],
  ['rediss://:secret@queue.example?tls=false', 'expected nothing after the port but'],
  ['rediss://:secret@queue.example/a', 'expected nothing after the port but'],
  ['rediss://:secret%@queue.example', 'expected name and password with special characters'],
  ['http://:secret@127.0.0.1', 'expected redis://127.0.0.1:6379 or'],
  ['secret', 'expected redis://127.0.0.1:6379 or'],
  ['', 'expected an address in --queue or SOTOPIA_PI_QUEUE']
])('%s is refused, and not repeated', (text, sentence) => {
  const attempt = () => queueAddress(text, {});
  expect(attempt).toThrow(`[edge/queue/address] ${sentence}`);
  expect(attempt).not.toThrow('secret');
});

test('an address that is not given comes from the environment', () => {
  const environment = { SOTOPIA_PI_QUEUE: 'redis://127.0.0.1:7001' };
  expect(queueAddress(undefined, environment).port).toBe(7001);
  expect(queueAddress('redis://127.0.0.1:7002', environment).port).toBe(7002);
});

test('a text that repeats the password is shown without it', () => {
  const address = queueAddress('redis://:a%2Fb@127.0.0.1', {});
  expect(withoutPassword('AUTH a/b, a%2Fb', address)).toBe('AUTH [password], [password]');
  expect(withoutPassword('as it is', queueAddress('redis://127.0.0.1', {}))).toBe('as it is');
});
