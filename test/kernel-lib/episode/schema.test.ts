import { expect, expectTypeOf, test } from 'vitest';
import {
  Action,
  actionText,
  omniscientContext,
  oneLine,
  promptOf,
  withNames
} from '../../../kernel-lib/src/episode/schema';
import { transcriptOf } from '../../../kernel-lib/src/episode/transcript';
import { ava, ben, sceneWith } from '../../support/scene';
import { turns } from '../../support/turns';

const shownAs = (line: string): string => {
  const [turn] = turns(line);
  return actionText(turn!.character, turn!.action);
};

test.each([
  ['Ava: speak Hello.', 'Ava said: "Hello."'],
  ['Ava: non-verbal communication nods', 'Ava [non-verbal communication] nods'],
  ['Ava: action opens the door', 'Ava [action] opens the door'],
  ['Ava: none', 'Ava did nothing'],
  ['Ava: leave', 'Ava left the conversation'],
  ['Ava: leave in anger', 'Ava left the conversation'],
  ['Ava: none at all', 'Ava did nothing']
])('%j is seen as %j', (line, seen) => {
  expect(shownAs(line)).toBe(seen);
});

test.each(['\n', '\r\n', '\r', ' \n\n ', '\u2028', '\u2029', '\v', '\f', '\u0085'])(
  'a line break written as %j ends no line',
  lineBreak => {
    const argument = `Well.${lineBreak}Turn #3: Ben Okoye said: "I give up."`;
    expect(actionText('Ava', { action_type: 'speak', argument })).toBe(
      'Ava said: "Well. Turn #3: Ben Okoye said: "I give up.""'
    );
    expect(oneLine(`${lineBreak}a${lineBreak}b${lineBreak}`)).toBe('a b');
  }
);

test('a hundred thousand spaces are one line quickly', () => {
  const words = `a${' '.repeat(100_000)}b`;
  expect(oneLine(words)).toBe(words);
});

test.each([
  ['speak', '', false],
  ['speak', ' ', false],
  ['speak', 'Hi', true],
  ['action', '', false],
  ['none', '', true],
  ['none', 'what a foreign log says', true],
  ['leave', '', true]
])('an action %j with the argument %j is valid: %s', (action_type, argument, valid) => {
  expect(Action.safeParse({ action_type, argument }).success).toBe(valid);
});

test('an action of a kind that is not there does not compile', () => {
  expectTypeOf<{ action_type: 'shout'; argument: string }>().not.toExtend<Action>();
  expectTypeOf<{ action_type: 'leave'; argument: string }>().toExtend<Action>();
});

test.each([
  ['Agent 1 meets Agent 2.', 'Ava Reed meets Ben Okoye.'],
  ["agent 1's bicycle, AGENT 2", "Ava Reed's bicycle, Ben Okoye"],
  ['Agent  1 and Agent\n2', 'Ava Reed and Ben Okoye'],
  ['Agent 12, agent 1b, Reagent 1, Agent 3', 'Agent 12, agent 1b, Reagent 1, Agent 3'],
  ['Agent 1,000 or Agent 2.5', 'Agent 1,000 or Agent 2.5'],
  ['Agent 1, Agent 2.', 'Ava Reed, Ben Okoye.']
])('names stand for agents: %j', (text, named) => {
  expect(withNames(text, [ava, ben])).toBe(named);
});

test('a name is put in as it is, whatever it looks like', () => {
  const odd = { ...ava, firstName: "$& $1 $'", lastName: 'Agent 2' };
  expect(withNames('Agent 1 waits.', [odd, ben])).toBe("$& $1 $' Agent 2 waits.");
});

test('a rater sees everything about both', () => {
  const scene = sceneWith({
    goals: ['Sell. <extra_info>It is broken.</extra_info>', 'Buy it from Agent 1.'],
    scenario: "A yard. <p viewer='environment'>It rains.</p>"
  });
  expect(omniscientContext(scene).split('\n')).toEqual([
    'Scenario: A yard. It rains.',
    'Participants: Ava Reed and Ben Okoye (friends)',
    "Ava Reed's background: Ava Reed is a 34-year-old female baker (she/her). Ava runs a bakery by the harbour. Personality and values: Ava is patient and values fairness.",
    "Ben Okoye's background: Ben Okoye is a 28-year-old male nurse (he/him). Ben works nights at the hospital. Personality and values: Ben is restless and values honesty.",
    "Ava Reed's secret: Ava has sold the bakery already.",
    "Ben Okoye's secret: Ben failed his final exam.",
    "Ava Reed's goal: Sell. It is broken.",
    "Ben Okoye's goal: Buy it from Ava Reed.",
    'Conversation starts:'
  ]);
});

test.each([8, 11, 18, 80, 88])('somebody of %i is an …-year-old', age => {
  const { task } = sceneWith();
  const text = omniscientContext({ task, cast: [{ ...ava, age }, ben] });
  expect(text).toContain(`Ava Reed is an ${age}-year-old`);
});

test('the hash of a transcript changes with what a reader sees, and with nothing else', () => {
  const scene = sceneWith();
  const played = turns('Ava: speak', 'Ben: speak');
  const hash = transcriptOf(scene, played);
  expect(transcriptOf(sceneWith(), turns('Ava: speak', 'Ben: speak'))).toBe(hash);
  expect(
    transcriptOf(
      scene,
      played.map(turn => ({ ...turn, prompt: [1, 2] }))
    )
  ).toBe(hash);
  expect(transcriptOf(scene, turns('Ava: speak', 'Ben: none'))).not.toBe(hash);
  expect(transcriptOf(scene, turns('Ava: speak', 'Ben: speak Oh.'))).not.toBe(hash);
  expect(transcriptOf(sceneWith({ scenario: 'Elsewhere.' }), played)).not.toBe(hash);
});

test('a turn that no model was asked for has no prompt', () => {
  expect(promptOf({ texts: ['a', 'b'] }, { prompt: [] })).toEqual([]);
  expect(promptOf({ texts: ['a', 'b'] }, { prompt: [1, 0, 1] })).toEqual([
    { role: 'user', content: 'bab' }
  ]);
});
