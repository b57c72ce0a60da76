import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Figure } from '../../../../kernel-lib/src/figure/schema';
import {
  bundleFor,
  show,
  showDefaults,
  type Showable,
  type ShowOptions
} from '../../../../kernel-lib/src/lab/show/show';
import type { ImportedEpisode } from '../../../../kernel-lib/src/interop/schema';
import type { Episode } from '../../../../kernel-lib/src/episode/schema';
import { OpenTranscript, parseTranscript } from '../../../../kernel-lib/src/transcript/schema';
import { figure } from '../../../support/figure';
import { ratingWith } from '../../../support/ratings';
import { ava, ben, episodeOf, taskWith } from '../../../support/scene';
import { turns } from '../../../support/turns';

const transcriptMime = 'application/vnd.sotopia.transcript.v1+json';
const plotlyMime = 'application/vnd.plotly.v1+json';

const talk = episodeOf(
  turns(
    'Ava Reed: speak Hello, Ben.',
    'Ben Okoye: non-verbal communication nods',
    'Ava Reed: action locks the bicycle',
    'Ben Okoye: none',
    'Ava Reed: leave'
  ),
  { ending: 'too few characters' }
);
const row = {
  ...{ id: 'row-1', tag: 'collect BC', episode: 'episode-1', seat: 0 as const, turn: 2 },
  ...{ prompt: 'You are Ava.', completion: '{"action_type": "leave", "argument": ""}' }
};
const shownAs = (value: Showable, options: Partial<ShowOptions> = {}) =>
  bundleFor(value, { ...showDefaults, ...options });

test.each<[string, Showable, string[]]>([
  ['an episode', talk, [transcriptMime, 'text/html', 'text/plain']],
  ['a figure', figure, [plotlyMime, 'text/html', 'text/plain']],
  ['a rating', ratingWith(), ['text/html', 'text/plain']],
  ['a task', taskWith(), ['text/html', 'text/plain']],
  ['a character', ava, ['text/html', 'text/plain']],
  [
    'an inspiration',
    { id: 'i', source: 'normbank', text: 'cook fish' },
    ['text/html', 'text/plain']
  ],
  ['a training row', row, ['text/html', 'text/plain']],
  ['rows', [{ a: 1 }], ['text/html', 'text/plain']],
  ['a DataFrame', { columns: ['a'], values: [[1]] }, ['text/html', 'text/plain']]
])('%s is one output in forms for every reader', (_, value, forms) => {
  expect(Object.keys(shownAs(value))).toEqual(forms);
});

test('an episode reads as a conversation, every kind of turn in its own words', () => {
  expect(shownAs(talk)['text/plain'].split('\n').slice(8)).toEqual([
    ' 1  Ava: Hello, Ben.',
    ' 2  Ben [gesture] nods',
    ' 3  Ava [action] locks the bicycle',
    ' 4  Ben stays silent',
    ' 5  Ava leaves',
    '',
    'Ended after 5 turns: Ava left, so fewer than two were there.'
  ]);
});

const logged: ImportedEpisode = {
  ...{ id: 'log-1', environment: '', agents: [], tag: '', models: ['j', 'model-a', 'model-b'] },
  ...{ names: ['Ava', 'Ben', 'Cam'], openings: [], rewards: [], reasoning: '', rewardsPrompt: '' },
  turns: [
    { round: 0, character: 'Ava', action: { action_type: 'speak', argument: 'Psst' }, to: ['Cam'] },
    { round: 1, character: 'Ben', action: { action_type: 'leave', argument: '' } }
  ]
};

test.each([
  ['with its scene', { scenario: 'At <home>.', goals: ['Sell', 'Buy', 'Look on'] }],
  ['without', {}]
])('an imported episode, %s, can be read, however many take part', (_, scene) => {
  const bundle = shownAs({ ...logged, ...scene });
  expect(Object.keys(bundle)).toEqual(['text/html', 'text/plain']);
  for (const form of ['text/html', 'text/plain']) {
    expect(bundle[form]).toContain('Participants: Ava, Ben, Cam');
    expect(bundle[form]).toContain('(heard by Cam only)');
    expect(bundle[form]).toContain('model-a');
  }
  expect(JSON.stringify(shownAs(logged, { blind: true }))).not.toContain('model-');
});

test('its payload is one that the extension accepts', () => {
  expect(parseTranscript(shownAs(talk)[transcriptMime])).toMatchObject({ blind: false });
});

test('for a blind reader no model, and without secrets no secret, is in any form', () => {
  const bundle = shownAs(talk, { blind: true, secrets: false });
  const whole = JSON.stringify(bundle);
  for (const hidden of ['model-a', 'model-b', ava.secret, ben.secret]) {
    expect(whole).not.toContain(hidden);
  }
});

test('ratings go to the extension where they are given', () => {
  const payload = shownAs(talk, { ratings: [ratingWith()] })[transcriptMime];
  expect(OpenTranscript.parse(payload).ratings).toHaveLength(1);
});

describe('the mark of a rehearsal', () => {
  const played = (model: string): Episode => ({ ...talk, models: [model, 'b'] });
  test.each<[string, Showable, boolean]>([
    ['stands on a talk of simulated models', played('rehearsal-x'), true],
    ['stands on a talk of a model trained from one', played('ft:rehearsal-x:bc:1'), true],
    ['stands on no other talk', played('some-rehearsal'), false],
    [
      'stands on a rating by one',
      ratingWith({ rater: { kind: 'judge', model: 'rehearsal-x' } }),
      true
    ],
    [
      'stands on no rating by a person',
      ratingWith({ rater: { kind: 'person', id: 'rehearsal-x' } }),
      false
    ],
    ['stands on a task that one wrote', taskWith({ writer: 'rehearsal-x' }), true],
    ['stands on no task that a person wrote', taskWith(), false],
    ['stands on a figure of one', { ...figure, rehearsal: true }, true],
    ['stands on no other figure', figure, false],
    ['stands on no table of one’s own', [{ a: 1 }], false]
  ])('%s', (_, value, isMarked) => {
    const bundle = shownAs(value);
    for (const form of ['text/plain', 'text/html']) {
      expect(String(bundle[form]).includes('Rehearsal: simulated models')).toBe(isMarked);
    }
  });
});

describe('hostile text', () => {
  const evil = `<script>alert(1)</script><img src=x onerror="a('b')">`;
  const character = { ...ava, firstName: evil, publicInfo: evil, personality: evil, secret: evil };
  const hostileTalk: Episode = {
    ...talk,
    task: taskWith({ codename: evil, scenario: evil, goals: [evil, evil] }),
    cast: [{ ...character, occupation: evil, pronouns: evil }, ben],
    models: [evil, evil],
    turns: turns('Ben Okoye: speak x').map(turn => ({
      ...turn,
      action: { action_type: 'speak', argument: evil },
      attempts: [{ reply: evil, reason: evil }]
    }))
  };
  const hostileFigure: Figure = {
    ...figure,
    sentence: evil,
    table: [{ [evil]: evil }],
    provenance: { run: evil, prompts: {}, models: {} }
  };
  const reasons = { score: 1, reason: evil };
  test.each<[string, Showable]>([
    ['an episode', hostileTalk],
    ['an imported episode', { ...logged, scenario: evil, names: [evil], models: [evil] }],
    ['a task', hostileTalk.task],
    ['a character', character],
    ['an inspiration', { id: evil, source: 'normbank', text: evil }],
    [
      'a rating',
      ratingWith({ rater: { kind: 'person', id: evil }, seats: [{ goal: reasons }, {}] })
    ],
    ['a training row', { ...row, prompt: evil, completion: evil, tag: evil }],
    ['a table', [{ [evil]: evil }]],
    ['a DataFrame', { columns: [evil], values: [[evil]] }],
    ['a figure', hostileFigure],
    [
      'a difference',
      {
        ...{ first: evil, second: evil, scores: [] },
        inputs: [{ part: 'settings', what: evil, first: evil, second: evil }]
      }
    ]
  ])('in %s is shown and never run', (_, value) => {
    const page = String(shownAs(value)['text/html']);
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toMatch(/<script|<img|onerror="/);
  });
});

test('what is shown needs no script, no style sheet and nothing from elsewhere', () => {
  for (const value of [
    talk,
    figure,
    ratingWith(),
    taskWith(),
    ava,
    row,
    [{ a: 1 }]
  ] satisfies Showable[]) {
    expect(String(shownAs(value)['text/html'])).not.toMatch(/<(script|style|link|iframe)|https?:/);
  }
});

test('a rating stands beside the truth where it is given', () => {
  const scores = { believability: 9, relationship: 1, knowledge: 2, secret: 0, social_rules: 0 };
  const truth = { ...scores, financial_and_material_benefits: 0, goal: 4.5 };
  const lines = shownAs(ratingWith(), { truth: [truth, truth] })['text/plain'].split('\n');
  expect(lines[1]).toMatch(/agent 1 +agent 1, in truth +agent 2 +agent 2, in truth$/);
  expect(lines.find(line => line.startsWith('goal'))).toMatch(/ 7 +4\.50 +7 +4\.50$/);
});

test('a list of lists has its names in the first row', () => {
  expect(
    shownAs([
      ['model', 'goal'],
      ['BC', 5]
    ])['text/plain']
  ).toBe('model  goal\nBC        5');
});

test('what cannot be shown does not compile', () => {
  expectTypeOf(show).parameter(0).not.toExtend<number>();
  // @ts-expect-error a number is nothing to show
  expect(() => bundleFor(5, showDefaults)).toThrow();
  // @ts-expect-error nor is an object that nobody knows
  expect(() => bundleFor({ what: 'ever' }, showDefaults)).toThrow();
});
