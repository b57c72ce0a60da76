import { expect, test } from 'vitest';
import { requestedWaitMs } from '../../../../kernel-lib/src/edge/chat/waits';

const now = Date.parse('2026-12-01T12:00:00Z');
const seconds = now / 1000;

/** What a failed answer with these headers, body and words asks to wait, in ms. */
function asked(headers: Record<string, string>, body: unknown = '', message = '', status = 429) {
  const map = new Map(Object.entries(headers));
  const answer = {
    status,
    headers: { get: (name: string) => map.get(name) ?? null },
    body,
    message
  };
  return requestedWaitMs(answer, now);
}

test.each<[Record<string, string>, number | undefined]>([
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after': 'Tue, 01 Dec 2026 12:00:30 GMT' }, 30_000],
  [
    { 'retry-after': 'Tue, 01 Dec 2026 13:00:30 GMT', date: 'Tue, 01 Dec 2026 13:00:00 GMT' },
    30_000
  ],
  [{ 'retry-after': '20s' }, 20_000],
  [{ 'retry-after-ms': '1250', 'retry-after': '9' }, 1250],
  [{ 'retry-after': '0' }, undefined],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': 'Mon, 30 Nov 2026 12:00:00 GMT' }, undefined],
  [{ 'x-ratelimit-reset-requests': '1s' }, 1000],
  [{ 'x-ratelimit-reset-tokens': '6m0s' }, 360_000],
  [{ 'x-ratelimit-reset-tokens': '20ms' }, 20],
  [{ 'x-ratelimit-reset-requests': '1h2m3.5s' }, 3_723_500],
  [{ 'x-ratelimit-reset': String(seconds + 15) }, 15_000],
  [{ 'x-ratelimit-reset': String(now + 2500) }, 2500],
  [{ 'x-ratelimit-reset': '12' }, 12_000],
  [{ 'ratelimit-reset': '9' }, 9000],
  [{ ratelimit: 'limit=10, remaining=0, reset=8' }, 8000],
  [{ ratelimit: '"default";r=0;t=30' }, 30_000],
  [{ 'anthropic-ratelimit-requests-reset': '2026-12-01T12:00:40Z' }, 40_000],
  [
    {
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '2s',
      'x-ratelimit-remaining-tokens': '900',
      'x-ratelimit-reset-tokens': '6m0s'
    },
    2000
  ]
])('the headers %j ask to wait %s ms', (headers, ms) => {
  expect(asked(headers)).toBe(ms);
});

test.each<[unknown, number | undefined]>([
  [{ retry_after: 30 }, 30_000],
  [{ error: { retry_after_ms: 400 } }, 400],
  [
    { error: { details: [{}, { '@type': 'x/google.rpc.RetryInfo', retryDelay: '33.5s' }] } },
    33_500
  ],
  [{ error: { metadata: { headers: { 'X-RateLimit-Reset': String(now + 9000) } } } }, 9000],
  [{ estimated_time: 20.5 }, 20_500],
  [{ retry_after: 'never' }, undefined],
  [{ retry_after: { seconds: 5 } }, undefined],
  ['an HTML page', undefined],
  [null, undefined]
])('the body %j asks to wait %s ms', (body, ms) => {
  expect(asked({}, body)).toBe(ms);
});

test.each<[string, number | undefined]>([
  ['Rate limit reached. Please try again in 20s. Visit …', 20_000],
  ['Please try again in 6m0s.', 360_000],
  ['Please try again in 1m30.5s.', 90_500],
  ['Please try again in 500ms.', 500],
  ['Please retry after 30 seconds.', 30_000],
  ['Retry in 33.25s', 33_250],
  ['try again in 2 minutes', 120_000],
  ['Please wait for 1 minute and 5 seconds', 65_000],
  ['Your limit resets in 3 h', 10_800_000],
  ['retry after 12', 12_000],
  ['You may retry it.', undefined],
  ['I waited 20 years', undefined],
  ['retry 5 times', undefined]
])('the words "%s" ask to wait %s ms', (words, ms) => {
  expect(asked({}, '', words)).toBe(ms);
});

test('when limits are reset counts only for too many requests; a wait that is asked for always does', () => {
  expect(asked({ 'x-ratelimit-reset-requests': '1s' }, '', '', 500)).toBeUndefined();
  expect(asked({ 'retry-after': '3' }, '', '', 503)).toBe(3000);
  expect(asked({}, { reset: 5 }, '', 503)).toBeUndefined();
});

test('a body of any size and depth is read in bounded time', () => {
  let deep: unknown = {};
  for (let i = 0; i < 5000; i++) deep = { a: deep, b: [deep] };
  expect(asked({}, deep, `retry ${'in '.repeat(50_000)}`)).toBeUndefined();
});
