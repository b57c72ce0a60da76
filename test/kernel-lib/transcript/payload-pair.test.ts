import { describe, expect, test } from 'vitest';
import { pairBundleFor, showDefaults } from '../../../kernel-lib/src/lab/show/show';
import { pairPayloadOf } from '../../../kernel-lib/src/transcript/payload-pair';
import { pairMime, parsePair } from '../../../kernel-lib/src/transcript/schema';
import { episodeOf, taskWith } from '../../support/scene';
import { blindWith, openWith } from '../../support/transcripts';
import { turns } from '../../support/turns';

const talk = (n: number, model: string, ...said: string[]) =>
  episodeOf(turns(...(said.length > 0 ? said : ['Ava Reed: speak Hello.'])), {
    id: `episode-${String(n).padStart(16, '0')}`,
    tag: `try ${model}`,
    models: [model, 'PARTNER'],
    target: 0
  });
const shown = { secrets: false, rehearsal: false };
const orderOf = (n: number, blind: boolean) => {
  const [low, high] = [talk(n, 'WEAK'), talk(n + 1, 'STRONG')] as const;
  const { episodes } = pairPayloadOf([low, high], { ...shown, blind });
  return episodes.map(({ episode }) => [low.id, high.id].indexOf(episode)).join('');
};

test('for a reader who is not blind the first one is A', () => {
  const numbers = Array.from({ length: 20 }, (_, n) => orderOf(n * 2, false));
  expect(new Set(numbers)).toEqual(new Set(['01']));
});

test('for a blind one either may be A, about as often', () => {
  const orders = Array.from({ length: 200 }, (_, n) => orderOf(n * 2, true));
  const kept = orders.filter(order => order === '01').length;
  expect(kept).toBeGreaterThan(70);
  expect(kept).toBeLessThan(130);
});

test('whom one names first does not show in the blind order', () => {
  for (let n = 0; n < 20; n++) {
    const pair = [talk(n, 'WEAK'), talk(n + 1, 'STRONG')] as const;
    const options = { ...shown, blind: true } as const;
    expect(pairPayloadOf([pair[1], pair[0]], options)).toEqual(pairPayloadOf(pair, options));
  }
});

test('blind, no form of the output tells models, tags, seats under test or attempts', () => {
  const [turn] = turns('Ava Reed: speak Hi.');
  const failed = { ...turn!, attempts: [{ reply: 'RAW', reason: 'BROKEN' }], thoughts: 'SO' };
  const bundle = pairBundleFor({ ...talk(1, 'WEAK'), turns: [failed] }, talk(2, 'STRONG'), {
    ...showDefaults,
    blind: true
  });
  expect(Object.keys(bundle)).toEqual([pairMime, 'text/html', 'text/plain']);
  expect(JSON.stringify(bundle)).not.toMatch(/WEAK|STRONG|PARTNER|try |target|RAW|BROKEN|SO/);
});

test('as a page and as text both stand turn beside turn, and say why they ended', () => {
  const bundle = pairBundleFor(
    talk(1, 'WEAK', 'Ava Reed: speak One.', 'Ben Okoye: leave'),
    talk(2, 'STRONG', 'Ava Reed: speak <b>Uno</b>.'),
    showDefaults
  );
  expect(bundle['text/plain'].split('\n').slice(-6)).toEqual([
    'A  1  Ava: One.',
    'B  1  Ava: <b>Uno</b>.',
    'A  2  Ben leaves',
    '',
    'A: Ended after 2 turns: the limit was reached.',
    'B: Ended after 1 turn: the limit was reached.'
  ]);
  expect(bundle['text/html']).toContain('&lt;b&gt;Uno&lt;/b&gt;');
  expect(bundle['text/html']).toMatch(/WEAK[^]*STRONG/);
  expect(bundle['text/html']).not.toMatch(/<(script|style|link|iframe|img)|https?:/);
});

test('a scenario that calls other people by name stands for each of the two', () => {
  const [a, b] = [talk(1, 'X'), talk(2, 'X')];
  const cast: typeof b.cast = [{ ...b.cast[0], firstName: 'Ida' }, b.cast[1]];
  const turned = { ...b, cast, turns: turns('Ben Okoye: leave') };
  const text = String(pairBundleFor(a, turned, showDefaults)['text/plain']);
  expect(text.match(/^Scenario: .*/gm)).toEqual([
    expect.stringMatching(/^Scenario: A: Ava/),
    expect.stringMatching(/^Scenario: B: Ida/)
  ]);
});

test.each([
  ['one episode twice', talk(1, 'X')],
  ['episodes of two tasks', { ...talk(2, 'X'), task: taskWith({ id: 'task-other' }) }]
])('%s are refused', (_, other) => {
  expect(() => pairPayloadOf([talk(1, 'X'), other], { ...shown, blind: true })).toThrow(
    /expected two different episodes of one task, got .*Choose two/
  );
});

describe('a payload from outside is no pair when it', () => {
  const [a, b] = [blindWith(), blindWith({ episode: 'episode-2' })];
  const run = { id: 'run-2', folder: 'runs/test' };
  test.each<[string, unknown]>([
    ['is nothing', undefined],
    ['is a transcript', a],
    ['is of a later version', { version: 2, episodes: [a, b] }],
    ['has one episode', { version: 1, episodes: [a] }],
    ['has three', { version: 1, episodes: [a, b, b] }],
    ['has one twice', { version: 1, episodes: [a, a] }],
    ['has two tasks', { version: 1, episodes: [a, { ...b, task: { ...b.task, id: 'x' } }] }],
    ['is half blind', { version: 1, episodes: [a, openWith({ episode: 'episode-2' })] }],
    ['has two runs', { version: 1, episodes: [a, { ...b, run }] }],
    ['has one that climbs', { version: 1, episodes: [a, { ...b, episode: '../x' }] }],
    ['tells the order of models', { version: 1, episodes: [a, b], models: ['x'] }]
  ])('%s', (_, payload) => {
    expect(() => parsePair(payload)).toThrow(/\[transcript\/schema\] expected .+, got .+\. Show/s);
  });

  test('is neither of these', () => {
    expect(parsePair({ version: 1, episodes: [a, b] }).episodes).toHaveLength(2);
  });
});
