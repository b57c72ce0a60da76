import { expect, test } from 'vitest';
import type { Inspiration } from '../../../kernel-lib/src/inspiration/schema';
import { writerPrompt, writerTemplate } from '../../../kernel-lib/src/task/prompt';
import { toProfile } from '../../../kernel-lib/src/task/schema';
import { taskWith } from '../../support/scene';

const inspiration: Inspiration = { id: 'i', source: 'normbank', text: 'sit by\nthe fire' };

test('the writer reads the inspiration and the example, each on a line of its own', () => {
  const messages = writerPrompt(inspiration, taskWith());
  expect(messages).toHaveLength(1);
  const lines = messages[0]!.content.split('\n');
  expect(lines).toContain('Inspiration: sit by the fire');
  const example = lines.find(line => line.startsWith('{'));
  expect(JSON.parse(example ?? '')).toEqual(toProfile(taskWith()));
});

test('an example is written in the published fields', () => {
  const task = taskWith({
    ages: [
      [21, 40],
      [18, 70]
    ],
    occupations: [['cook', 'baker'], []]
  });
  expect(toProfile(task)).toEqual({
    codename: 'bicycle_for_sale',
    source: 'hand-written',
    scenario: task.scenario,
    agent_goals: task.goals,
    relationship: 3,
    age_constraint: '[(21, 40), (18, 70)]',
    occupation_constraint: '[["cook","baker"], []]'
  });
});

test('anybody is written as the published text', () => {
  expect(toProfile(taskWith())).toMatchObject({
    age_constraint: '[(18, 70), (18, 70)]',
    occupation_constraint: '[[], []]'
  });
});

test('slots that stand in the example or in the inspiration are not filled', () => {
  const hostile = { ...inspiration, text: 'use {format} and {example}' };
  const [message] = writerPrompt(hostile, taskWith({ scenario: 'Agent 1 says {inspiration}.' }));
  expect(message!.content).toContain('Inspiration: use {format} and {example}');
  expect(message!.content).toContain('Agent 1 says {inspiration}.');
});

test("a user's own wording takes the place of ours", () => {
  const template = { ...writerTemplate, text: '{inspiration}|{example}|{format}' };
  expect(writerPrompt(inspiration, taskWith(), template)[0]!.content).toMatch(
    /^sit by the fire\|\{/
  );
});
