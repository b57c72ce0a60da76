import { expect, test } from 'vitest';
import { LabError } from '../../../kernel-lib/src/base/fail';
import { parseTask } from '../../../kernel-lib/src/task/parse';
import { toProfile } from '../../../kernel-lib/src/task/schema';
import { taskWith } from '../../support/scene';

const origin = { id: 'task-1', source: 'normbank', inspiration: 'i', writer: 'w' } as const;
const profile = toProfile(taskWith());
const parsed = (fields: object) =>
  parseTask(JSON.stringify({ ...profile, ...fields }), origin).task;

test('a task in the published fields is read; where it comes from is our own record', () => {
  const reply = JSON.stringify({ ...profile, source: 'made up', extra: 1 });
  expect(parseTask(reply, origin)).toEqual({ task: taskWith(origin), repairs: [] });
});

test('a task that was rendered is read again as the same', () => {
  const task = taskWith({
    ages: [
      [21, 40],
      [18, 70]
    ],
    occupations: [['cook', "children's nurse"], []],
    relationship: 'family_member',
    ...origin
  });
  expect(parseTask(JSON.stringify(toProfile(task)), origin).task).toEqual(task);
});

test.each([
  [0, 'stranger'],
  [5, 'family_member'],
  ['3', 'friend'],
  [' 4 ', 'romantic_relationship'],
  ['know_by_name', 'know_by_name'],
  ['Know by name', 'know_by_name'],
  ['family-member', 'family_member']
])('the relationship %j is %s', (relationship, kind) => {
  expect(parsed({ relationship }).relationship).toBe(kind);
});

test.each([[undefined], [null], ['nan'], ['']])('no age constraint (%j) is any age', ages => {
  expect(parsed({ age_constraint: ages }).ages).toEqual([
    [18, 70],
    [18, 70]
  ]);
});

test('tags stay in the goals', () => {
  const goals = ['Sell. <extra_info>It is broken.</extra_info>', 'Buy.'];
  expect(parsed({ agent_goals: goals }).goals).toEqual(goals);
});

test('what surrounds the object is taken away, and said', () => {
  const reply = `Here it is:\n${JSON.stringify(profile)}`;
  expect(parseTask(reply, origin).repairs).toEqual(['text around the JSON']);
});

const ages = 'two age ranges, each the lower age first, 18 to 120';
test.each<[string, object, string]>([
  ['one goal', { agent_goals: ['Sell.'] }, 'two goals, one for each agent'],
  ['three goals', { agent_goals: ['a', 'b', 'c'] }, 'two goals, one for each agent'],
  ['an empty goal', { agent_goals: ['Sell.', ' '] }, 'two goals, one for each agent'],
  ['goals in one text', { agent_goals: 'Sell. Buy.' }, 'two goals, one for each agent'],
  ['no goals', { agent_goals: undefined }, 'two goals, one for each agent'],
  ['an empty scenario', { scenario: ' \n' }, 'a scenario'],
  ['no codename', { codename: undefined }, 'a codename'],
  ['relationship 6', { relationship: 6 }, 'a relationship, 0 to 5 or its name'],
  ['relationship -1', { relationship: -1 }, 'a relationship, 0 to 5 or its name'],
  ['relationship 2.5', { relationship: 2.5 }, 'a relationship, 0 to 5 or its name'],
  ['relationship "9"', { relationship: '9' }, 'a relationship, 0 to 5 or its name'],
  ['an unknown relationship', { relationship: 'enemies' }, 'a relationship, 0 to 5 or its name'],
  ['a range turned round', { age_constraint: '[(18, 70), (40, 21)]' }, ages],
  ['one range', { age_constraint: '[(18, 70)]' }, ages],
  ['a child', { age_constraint: '[(17, 70), (18, 70)]' }, ages],
  ['ages in words', { age_constraint: 'any adult' }, ages],
  ['three seats', { occupation_constraint: '[[], [], []]' }, 'two lists of occupations']
])('a task with %s is refused with what was expected', (_, fields, words) => {
  expect(() => parsed(fields)).toThrow(LabError);
  expect(() => parsed(fields)).toThrow(`[task/parse] expected a task with ${words}`);
});

test('a range equal at both ends and the limits of age are no mistake', () => {
  expect(parsed({ age_constraint: '[(18, 18), (120, 120)]' }).ages).toEqual([
    [18, 18],
    [120, 120]
  ]);
});

test.each(['', 'I cannot do that.', '[1, 2]', '"text"', '{"codename": "cut o'])(
  'the reply %j is no task',
  reply => {
    expect(() => parseTask(reply, origin)).toThrow('expected a task as one JSON object');
  }
);
