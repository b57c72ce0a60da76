import { expect, test } from 'vitest';
import { UnreadableAnswer } from '../../../../kernel-lib/src/edge/chat/server-error';
import { adviceFor, statusOf, troubleOf } from '../../../../kernel-lib/src/edge/chat/trouble';

const unanswered = (cause: unknown) => new Error('Connection error.', { cause });
const refused = (address: string) => new Error(`connect ECONNREFUSED ${address}`);

test.each<[string, Error, string]>([
  ['one address', unanswered(refused('::1')), 'Connection error: connect ECONNREFUSED ::1'],
  [
    'two, which say nothing together',
    unanswered(new AggregateError([refused('::1'), refused('127.0.0.1')], '')),
    'Connection error: connect ECONNREFUSED ::1, connect ECONNREFUSED 127.0.0.1'
  ],
  [
    'a fetch that failed for a reason of its own',
    unanswered(new TypeError('fetch failed', { cause: new Error('certificate has expired') })),
    'Connection error: certificate has expired'
  ],
  [
    'a reason that is a code only',
    unanswered(Object.assign(new Error(''), { code: 'ECONNRESET' })),
    'Connection error: ECONNRESET'
  ],
  ['nothing', new Error('Connection error.'), 'Connection error.'],
  ['another trouble', new Error('Request timed out.'), 'Request timed out.']
])('what a connection broke on is said: %s', (_, error, said) => {
  expect(troubleOf(error)).toBe(said);
});

const endpoint = { model: 'm', baseUrl: 'https://x.invalid/v1', temperature: 0 };

test.each<[number | undefined, object, string]>([
  [undefined, {}, 'Check that a server runs at https://x.invalid/v1.'],
  [401, {}, 'keyVariable'],
  [401, { keyVariable: 'MY_KEY' }, 'Check the key in MY_KEY'],
  [403, { keyVariable: 'MY_KEY' }, 'that it may use m'],
  [404, {}, 'the name of the model'],
  [429, {}, '--concurrency'],
  [400, {}, 'takes no such request'],
  [499, {}, 'takes no such request'],
  [500, {}, 'the server’s own']
])('after HTTP %s, %j, a user reads what to do: %s', (status, fields, advice) => {
  const error = Object.assign(new Error('trouble'), { status });
  expect(statusOf(error)).toBe(status);
  expect(adviceFor(error, { ...endpoint, ...fields })).toContain(advice);
});

test.each([
  [unanswered(new Error('self-signed certificate')), 'NODE_EXTRA_CA_CERTS'],
  [unanswered(new Error('SSL routines:wrong version number')), 'http or https'],
  [new UnreadableAnswer('the answer is not JSON'), 'OpenAI-compatible'],
  [Object.assign(new Error('429'), { status: 429, code: 'insufficient_quota' }), 'no credit']
])('%s: a user reads what to do', (error, advice) => {
  expect(adviceFor(error, endpoint)).toContain(advice);
});
