import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Episode, Turn } from '../../../kernel-lib/src/episode/schema';
import { payloadOf, type PayloadOptions } from '../../../kernel-lib/src/transcript/payload';
import { parseTranscript, type BlindTranscript } from '../../../kernel-lib/src/transcript/schema';
import { ratingWith } from '../../support/ratings';
import { ava, ben, episodeOf } from '../../support/scene';
import { turns } from '../../support/turns';

/** A repaired turn, a silent one with stored words, and traces of everything that gives a model away. */
const played: Turn[] = [
  {
    ...turns('Ava Reed: speak Hello <b>you</b> {goal}')[0]!,
    prompt: [0, 1],
    attempts: [{ reply: 'RAW-REPLY', reason: 'not an action' }],
    thoughts: 'PRIVATE-THOUGHTS'
  },
  {
    ...turns('Ben Okoye: none')[0]!,
    action: { action_type: 'none', argument: 'HIDDEN-WORDS' },
    attempts: [{ reply: 'NO-ACTION', reason: 'not an action' }],
    invalid: true
  },
  ...turns('Ava Reed: action waves', 'Ben Okoye: leave')
];
const episode: Episode = episodeOf(played, {
  tag: 'evaluate TAGGED',
  models: ['MODEL-ONE', 'MODEL-TWO'],
  target: 1,
  human: 0,
  texts: ['PROMPT-TEXT', ava.secret],
  ending: 'too few characters'
});
const ratings = [ratingWith({ rater: { kind: 'judge', model: 'JUDGE-MODEL' } })];
const blind = { blind: true, secrets: false, rehearsal: false } as const;
const open = { blind: false, secrets: true, rehearsal: false, ratings } as const;
const textOf = (options: PayloadOptions) => JSON.stringify(payloadOf(episode, options));

describe('a blind payload', () => {
  test.each([
    ['a model', /MODEL-ONE|MODEL-TWO|models/],
    ['a score or a rating', /JUDGE-MODEL|score|rating/i],
    ['the marks of repaired and failed calls', /attempt|RAW-REPLY|not an action/],
    ['the set it was played for', /TAGGED|"tag"/],
    ['which of the two is evaluated', /target|repeat/],
    ['that a person played', /human/],
    ['that a silence was a rule’s', /invalid/],
    ['a prompt', /PROMPT-TEXT|prompt|"texts"/],
    ['a stored argument of a silent character', /HIDDEN-WORDS/]
  ])('does not contain %s', (_, trace) => {
    expect(textOf(blind)).not.toMatch(trace);
    expect(textOf({ ...blind, secrets: true })).not.toMatch(trace);
  });

  test('has no room for ratings, even when they are slipped in', () => {
    expect(textOf({ ...blind, ...{ ratings } })).not.toMatch(/JUDGE-MODEL|rating/);
    expectTypeOf<BlindTranscript>().not.toHaveProperty('ratings');
    expectTypeOf<BlindTranscript>().not.toHaveProperty('models');
  });

  test.each([
    [false, 0],
    [true, 2]
  ])('contains secrets only when told so: %s', (secrets, count) => {
    const text = textOf({ ...blind, secrets });
    expect([ava.secret, ben.secret].filter(secret => text.includes(secret))).toHaveLength(count);
  });
});

test('an open payload says who is a person, and which silence was a rule’s', () => {
  const payload = payloadOf(episode, open);
  expect(payload).toMatchObject({ human: 0, turns: [{}, { kind: 'none', invalid: true }, {}, {}] });
  expect(JSON.stringify(payload.turns[0])).not.toContain('invalid');
});

test('an open payload contains what is known: models, attempts, thoughts, tag, ratings, secrets', () => {
  const text = textOf(open);
  for (const trace of [
    'MODEL-ONE',
    'RAW-REPLY',
    'PRIVATE-THOUGHTS',
    'TAGGED',
    'JUDGE-MODEL',
    ben.secret
  ]) {
    expect(text).toContain(trace);
  }
});

test.each([
  ['blind', blind],
  ['open', open],
  ['of a run', { ...blind, run: { id: 'run-1', folder: 'runs/a run' } }]
] as const)('a payload that is %s can be read again', (_, options) => {
  const payload = payloadOf(episode, options);
  expect(parseTranscript(JSON.parse(JSON.stringify(payload)))).toEqual(payload);
});

test('turns say who, what kind and the words as they were written', () => {
  expect(payloadOf(episode, blind).turns).toEqual([
    { seat: 0, kind: 'speak', text: 'Hello <b>you</b> {goal}' },
    { seat: 1, kind: 'none' },
    { seat: 0, kind: 'action', text: 'waves' },
    { seat: 1, kind: 'leave' }
  ]);
});

test('scenario and goals name the characters, without the tags of published texts', () => {
  const task = { ...episode.task, scenario: 'Agent 1 waits. <extra_info>Rain.</extra_info>' };
  const { task: shown, seats } = payloadOf({ ...episode, task }, blind);
  expect(shown.scenario).toBe('Ava Reed waits. Rain.');
  expect(seats[0].goal).toBe('Sell the bicycle to Ben Okoye for at least 90 dollars.');
});

test('the people are told apart by name and short name, and keep their seats', () => {
  expect(payloadOf(episode, blind).seats).toMatchObject([
    { name: 'Ava Reed', shortName: 'Ava', age: 34, occupation: 'Baker' },
    { name: 'Ben Okoye', shortName: 'Ben', age: 28, occupation: 'Nurse' }
  ]);
});

test.each([true, false])('the mark of the rehearsal is as told: %s', rehearsal => {
  expect(payloadOf(episode, { ...blind, rehearsal }).rehearsal).toBe(rehearsal);
});

test('an empty secret is absent', () => {
  const cast: Episode['cast'] = [{ ...ava, secret: ' ' }, ben];
  expect(payloadOf({ ...episode, cast }, open).seats[0]).not.toHaveProperty('secret');
});

test('a turn of somebody else is refused', () => {
  const strange = { ...episode, turns: turns('Eve: speak') };
  expect(() => payloadOf(strange, blind)).toThrow(
    '[transcript/payload] expected a turn of Ava Reed or Ben Okoye, got "Eve"'
  );
});
