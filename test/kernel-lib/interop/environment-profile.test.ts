import { expect, test } from 'vitest';
import {
  readEnvironmentProfile,
  toEnvironmentProfile
} from '../../../kernel-lib/src/interop/environment-profile';
import { environmentProfile } from '../../support/published';

test('a published profile becomes a task, its tags and their viewers kept', () => {
  expect(readEnvironmentProfile(environmentProfile())).toEqual({
    id: '01H7VFHP3DPGRXH1Y500VQKF01',
    codename: 'bicycle_for_sale',
    source: 'craigslist_bargains',
    scenario: "One person offers a bicycle <p viewer='environment'>for $90</p>.",
    goals: [
      'Sell it (<extra_info>it is worth 90</extra_info>)',
      'Buy it (<strategy_hint>praise its colour</strategy_hint>)'
    ],
    relationship: 'friend',
    ages: [
      [18, 70],
      [21, 70]
    ],
    occupations: [[], []],
    hard: false
  });
});

test.each([
  ['a relationship as a number', { relationship: 5 }, { relationship: 'family_member' }],
  [
    'a relationship by its name',
    { relationship: 'know_by_name' },
    { relationship: 'know_by_name' }
  ],
  ['no relationship: strangers', { relationship: undefined }, { relationship: 'stranger' }],
  ['leading space', { scenario: '  In a park. ' }, { scenario: 'In a park.' }],
  ['no codename', { codename: '' }, { codename: '01H7VFHP3DPGRXH1Y500VQKF01' }],
  ['no source', { source: 'nan' }, { source: 'unknown' }],
  [
    'any age',
    { age_constraint: 'nan' },
    {
      ages: [
        [18, 70],
        [18, 70]
      ]
    }
  ],
  [
    'a bare occupation',
    { occupation_constraint: '[actor, actor]' },
    { occupations: [['actor'], ['actor']] }
  ],
  [
    'occupations as a Python literal',
    { occupation_constraint: "[['cook', \"driver's mate\"], []]" },
    { occupations: [['cook', "driver's mate"], []] }
  ],
  ['a tag', { tag: 'my-set' }, { beyond: { tag: 'my-set' } }]
])('%s is read', (_, fields, read) => {
  expect(readEnvironmentProfile(environmentProfile(fields))).toMatchObject(read);
});

test.each([
  ['one goal', { agent_goals: ['Sell it'] }, 'goals'],
  ['three goals', { agent_goals: ['a', 'b', 'c'] }, 'goals'],
  ['an empty goal', { agent_goals: ['Sell it', ' '] }, 'goals.1'],
  ['a relationship that is none', { relationship: '7' }, 'relationship'],
  ['ages that are no list', { age_constraint: '18 to 70' }, 'ages'],
  ['ages the wrong way round', { age_constraint: '[(70, 18), (18, 70)]' }, 'ages.0'],
  ['no scenario', { scenario: '' }, 'scenario']
])('a profile with %s is refused', (_, fields, field) => {
  expect(() => readEnvironmentProfile(environmentProfile(fields))).toThrow(
    `[interop/environment-profile] expected a task of two goals with a valid ${field}`
  );
});

test('a store gets the constraint as a Python literal and the relationship as a number', () => {
  const task = readEnvironmentProfile(environmentProfile({ tag: 'my-set' }));
  const stored = toEnvironmentProfile(task);
  expect(stored).toMatchObject({
    pk: task.id,
    age_constraint: '[(18, 70), (21, 70)]',
    relationship: 3,
    tag: 'my-set',
    agent_constraint: null
  });
  expect(readEnvironmentProfile(stored)).toEqual(task);
});
