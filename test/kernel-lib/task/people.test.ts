import { expect, test } from 'vitest';
import { checkedPeople, checkedTasks } from '../../../kernel-lib/src/task/people';
import { ava, ben, friends, taskWith } from '../../support/scene';

const chris = { ...ben, id: 'chris' };

test('people who fit together are handed on', () => {
  expect(checkedPeople([ava, ben], [friends])).toEqual({
    characters: [ava, ben],
    relationships: [friends]
  });
});

test.each<[string, unknown[], unknown[], string]>([
  [
    'a character without a first name',
    [{ ...ava, firstName: '' }],
    [],
    'character 1 with a first name, got ""'
  ],
  [
    'a character without a last name',
    [ava, { ...ben, lastName: undefined }],
    [],
    'character 2 with a last name, got nothing'
  ],
  [
    'a character who is a child',
    [{ ...ava, age: 17 }],
    [],
    'character 1 with an age in whole years, 18 to 120, got 17'
  ],
  ['a character that is no object', ['Ava'], [], 'expected character 1 with'],
  [
    'two characters with one id',
    [ava, ben, { ...ava, lastName: 'Lind' }],
    [],
    'character 3 with an id of its own, got "ava"'
  ],
  [
    'two relationships with one id',
    [ava, ben],
    [friends, friends],
    'relationship 2 with an id of its own, got "ava-ben"'
  ],
  [
    'somebody who is not there',
    [ava],
    [friends],
    'relationship ava-ben between characters who are there, got "ben"'
  ],
  [
    'somebody and themself',
    [ava],
    [{ ...friends, characters: ['ava', 'ava'] }],
    'relationship 1 with'
  ],
  [
    'an unknown kind',
    [ava, ben],
    [{ ...friends, kind: 'enemy' }],
    'relationship 1 with a kind of relationship by its name, got "enemy"'
  ],
  [
    'two of the same name',
    [ben, chris],
    [{ ...friends, characters: ['ben', 'chris'] }],
    'between characters with different names, got "Ben Okoye"'
  ]
])('%s: refused with what was expected', (_, characters, relationships, words) => {
  expect(() => checkedPeople(characters, relationships)).toThrow('[task/people] expected ');
  expect(() => checkedPeople(characters, relationships)).toThrow(words);
});

test('tasks are handed on in order', () => {
  const tasks = [taskWith({ id: 'b' }), taskWith({ id: 'a' })];
  expect(checkedTasks(tasks)).toEqual(tasks);
});

test.each<[string, unknown[], string]>([
  [
    'one goal',
    [{ ...taskWith(), goals: ['Sell.'] }],
    'task 1 with two goals, one for each agent, got ["Sell."]'
  ],
  ['an empty scenario', [{ ...taskWith(), scenario: ' ' }], 'task 1 with a scenario, got " "'],
  [
    'a range turned round',
    [
      {
        ...taskWith(),
        ages: [
          [70, 18],
          [18, 70]
        ]
      }
    ],
    'task 1 with two age ranges, each the lower age first'
  ],
  ['no id', [{ ...taskWith(), id: '' }], 'task 1 with an id, got ""'],
  [
    'an id that is taken',
    [taskWith(), taskWith()],
    'task 2 with an id of its own, got "task-bicycle"'
  ]
])('a task with %s is refused with what was expected', (_, tasks, words) => {
  expect(() => checkedTasks(tasks)).toThrow(words);
});
