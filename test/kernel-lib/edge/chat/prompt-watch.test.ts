import { expect, test } from 'vitest';
import { promptWatch } from '../../../../kernel-lib/src/edge/chat/prompt-watch';

const endpoint = { model: 'lab-model', temperature: 0, baseUrl: 'http://127.0.0.1:9/v1' };

/** What is counted, and what is said, for prompts of so many bytes with such counts of tokens. */
function watched(calls: readonly (readonly [bytes: number, usage: unknown, kind?: string])[]) {
  const said: string[] = [];
  const watch = promptWatch(endpoint, sentence => void said.push(sentence));
  const counts = calls.map(([bytes, usage, kind = 'episode']) => {
    const messages = [{ role: 'user' as const, content: 'x'.repeat(bytes) }];
    return watch({ messages, purpose: `${kind}-1/turn 1` }, usage);
  });
  return { said, counts };
}
const of = (tokens: number) => ({ prompt_tokens: tokens });

test('tokens that stop growing with the prompt are noticed once, and counted from the first', () => {
  const sizes = [1600, 2600, 3200, 3500, 4000, 4500];
  const { said, counts } = watched(sizes.map(size => [size, of(Math.min(size / 4, 512))]));
  expect(counts).toEqual([0, 0, 0, 0, 3, 1]);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^lab-model: .*about 512 tokens for prompts of 2600 to .* bytes/);
});

test('a server that cuts every prompt from the first call on is noticed as well', () => {
  const { said } = watched([2400, 2900, 3300, 3800].map(size => [size, of(300)]));
  expect(said).toHaveLength(1);
});

test.each<[string, Parameters<typeof watched>[0]]>([
  ['tokens that grow', [1000, 2000, 3000, 4000, 5000].map(size => [size, of(size / 4)])],
  ['prompts of about equal length', [4000, 4010, 4100, 4300, 4700].map(size => [size, of(1000)])],
  ['no report', [1000, 2000, 3000, 4000, 5000].map(size => [size, undefined])],
  ['a report of null', [1000, 2000, 3000, 4000, 5000].map(size => [size, { prompt_tokens: null }])],
  ['a made-up count', [1000, 2000, 3000, 4000, 5000].map(size => [size, of(10)])],
  [
    'a count without cached tokens',
    [1000, 2000, 3000, 4000, 5000].map(size => [
      size,
      { prompt_tokens: 200, prompt_tokens_details: { cached_tokens: size / 4 } }
    ])
  ],
  [
    'counts of new tokens only, after a first whole one',
    [4000, 4400, 4800, 5200, 5600, 6000].map((size, i) => [
      size,
      of(i === 0 ? 1000 : 130 + (i % 2))
    ])
  ],
  [
    'denser text of another kind of question',
    [
      [3000, of(1000), 'rating'],
      ...[3700, 3900, 4100].map(size => [size, of(1000), 'episode'] as const)
    ]
  ]
])('no alarm for %s', (_, calls) => {
  const { said, counts } = watched(calls);
  expect([said, counts.some(count => count > 0)]).toEqual([[], false]);
});
