import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentPrompt } from '../../../kernel-lib/src/episode/prompt';
import { seats, type Scene } from '../../../kernel-lib/src/episode/schema';
import { contextFor, partsFor } from '../../../kernel-lib/src/episode/view';
import { relationshipKinds, type RelationshipKind } from '../../../kernel-lib/src/task/schema';
import { ava, ben, sceneWith } from '../../support/scene';
import { talk } from '../../support/turns';

const facts = 'Ben Okoye is a 28-year-old male nurse (he/him).';
const known = 'Ben works nights at the hospital.';
const personality = 'Personality and values: Ben is restless and values honesty.';

test('a character sees everything about itself, and of a friend all but secret and goal', () => {
  expect(contextFor(sceneWith(), 0).split('\n')).toEqual([
    'Scenario: Ava Reed offers a used bicycle, and Ben Okoye has come to look at it.',
    'Participants: Ava Reed and Ben Okoye (friends)',
    "Ava Reed's background: Ava Reed is a 34-year-old female baker (she/her). Ava runs a bakery by the harbour. Personality and values: Ava is patient and values fairness.",
    `Ben Okoye's background: ${facts} ${known} ${personality}`,
    "Ava Reed's secret: Ava has sold the bakery already.",
    "Ava Reed's goal: Sell the bicycle to Ben Okoye for at least 90 dollars.",
    "Ben Okoye's goal: Unknown",
    'Conversation starts:'
  ]);
});

test('the other seat sees its own side, in the same order of seats', () => {
  const lines = contextFor(sceneWith({ relationship: 'stranger' }), 1).split('\n');
  expect(lines.slice(2, 7)).toEqual([
    "Ava Reed's background: Unknown",
    `Ben Okoye's background: ${facts} ${known} ${personality}`,
    "Ben Okoye's secret: Ben failed his final exam.",
    "Ava Reed's goal: Unknown",
    "Ben Okoye's goal: Buy the bicycle from Ava Reed for at most 70 dollars."
  ]);
});

test.each<[RelationshipKind, string]>([
  ['stranger', 'Unknown'],
  ['know_by_name', 'Ben Okoye'],
  ['acquaintance', `${facts} ${known}`],
  ['friend', `${facts} ${known} ${personality}`],
  ['romantic_relationship', `${facts} ${known} ${personality}`],
  ['family_member', `${facts} ${known} ${personality}`]
])('what one knows of a %s: %s', (relationship, background) => {
  const lines = contextFor(sceneWith({ relationship }), 0).split('\n');
  expect(lines).toContain(`Ben Okoye's background: ${background}`);
});

test('a character without a secret has no line for it', () => {
  const { task } = sceneWith();
  const text = contextFor({ task, cast: [{ ...ava, secret: ' ' }, ben] }, 0);
  expect(text).not.toContain('secret');
});

test('the hints in a goal are shown to its owner without their tags', () => {
  const goals: [string, string] = [
    'Sell. <extra_info>It is broken.</extra_info> <strategy_hint>Wait.</strategy_hint> <Clarification_Hint>90.</Clarification_Hint>',
    'Buy.'
  ];
  expect(contextFor(sceneWith({ goals }), 0)).toContain('goal: Sell. It is broken. Wait. 90.\n');
  expect(contextFor(sceneWith({ goals }), 1)).not.toContain('broken');
});

test.each<[string, string, string]>([
  ["all <p viewer='agent_0'>first</p> end", 'all first end', 'all  end'],
  ['all <p viewer="agent_1">second</p>', 'all ', 'all second'],
  ["<p viewer='agent_0,agent_1'>both</p>", 'both', 'both'],
  ["<p viewer='agent_0/agent_1'>both</p>", 'both', 'both'],
  ["<p viewer='all'>everybody</p>", 'everybody', 'everybody'],
  ["a<p viewer='environment'>rater</p>", 'a', 'a'],
  ["a<p viewer=''>nobody</p>", 'a', 'a'],
  ['<P VIEWER = agent_0>first</P>', 'first', ''],
  ["<p class='x' viewer='agent_1'>second</p>", '', 'second'],
  ["<extra_info viewer='agent_1'>second</extra_info>", '', 'second'],
  ["<p viewer='agent_0'>a<p viewer='agent_1'>nobody</p>b</p>c", 'abc', 'c'],
  ["a<p viewer='agent_0'>not closed", 'anot closed', 'a'],
  ['a</p><extra_info>b', 'ab', 'ab'],
  ["<p viewer='agent_0'>a<extra_info>b</extra_info>c</p>d", 'abcd', 'd'],
  ['<b>bold</b> 1 < 2 <br/>', '<b>bold</b> 1 < 2 <br/>', '<b>bold</b> 1 < 2 <br/>']
])('parts of %j are for their viewers', (text, first, second) => {
  expect(partsFor(text, 0)).toBe(first);
  expect(partsFor(text, 1)).toBe(second);
});

test('parts of the scenario and of what is known of somebody are for their viewers too', () => {
  const scene: Scene = {
    ...sceneWith({ scenario: "A yard. <p viewer='agent_1'>You are late, Agent 2.</p>" }),
    cast: [{ ...ava, publicInfo: "Known. <p viewer='agent_0'>Hers.</p>" }, ben]
  };
  expect(contextFor(scene, 1)).toContain('A yard. You are late, Ben Okoye.');
  expect(contextFor(scene, 0)).not.toContain('late');
  expect(contextFor(scene, 0)).toContain('Hers.');
  expect(contextFor(scene, 1)).not.toContain('Hers.');
});

// Any text around a mark that stands nowhere else, with what could break a line, a slot or a tag.
const around = fc.array(
  fc.constantFrom(
    '\n',
    'Agent 1',
    'Agent 2',
    '{history}',
    '{context}',
    '<extra_info>',
    '</p>',
    "<p viewer='agent_0'>",
    "<p viewer='agent_1'>",
    'Ben Okoye',
    "Ava Reed's goal: x",
    'Unknown',
    '$&'
  ),
  { maxLength: 6 }
);
const marked = (mark: string) =>
  fc.tuple(around, around).map(([before, after]) => [...before, mark, ...after].join(' '));

test("no prompt of a character contains the other's secret or goal", () => {
  const texts = fc.record({
    secrets: fc.tuple(marked('secret-of-0'), marked('secret-of-1')),
    goals: fc.tuple(marked('goal-of-0'), marked('goal-of-1')),
    relationship: fc.constantFrom(...relationshipKinds),
    scenario: marked('the-scenario'),
    length: fc.integer({ min: 0, max: 3 })
  });
  fc.assert(
    fc.property(texts, ({ secrets, goals, relationship, scenario, length }) => {
      const { task } = sceneWith({ goals, relationship, scenario });
      const cast: Scene['cast'] = [
        { ...ava, secret: secrets[0] },
        { ...ben, secret: secrets[1] }
      ];
      for (const seat of seats) {
        const prompt = agentPrompt({ task, cast }, seat, talk(length)).join('');
        expect(prompt).not.toContain(`secret-of-${1 - seat}`);
        expect(prompt).not.toContain(`goal-of-${1 - seat}`);
      }
    })
  );
});

test('whatever the texts say, the context has its own lines and no more', () => {
  fc.assert(
    fc.property(marked('goal'), marked('scenario'), marked('info'), (goal, scenario, info) => {
      const { task } = sceneWith({ goals: [goal, goal], scenario });
      const cast: Scene['cast'] = [
        { ...ava, publicInfo: info },
        { ...ben, publicInfo: info }
      ];
      const lines = contextFor({ task, cast }, 0).split('\n');
      expect(lines).toHaveLength(8);
    })
  );
});
