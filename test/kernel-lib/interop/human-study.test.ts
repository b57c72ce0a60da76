import { expect, test } from 'vitest';
import { readHumanStudyEpisode } from '../../../kernel-lib/src/interop/human-study';
import { studyEpisode, studyPrompt } from '../../support/published';

const turnsOf = (...turns: string[]) =>
  readHumanStudyEpisode(studyEpisode({ rewards_prompt: studyPrompt(turns) })).turns;

test('scene and turns stand in the text that the judge was asked with', () => {
  const episode = readHumanStudyEpisode(studyEpisode());
  expect(episode).toMatchObject({
    id: '01HP0000000000000000000003',
    models: ['gpt-4', 'gpt-3.5-turbo', 'custom_model'],
    names: ['Ava Reed', 'Ben Okoye'],
    scenario: 'A bicycle is for sale.',
    goals: ['Sell it', 'Buy it'],
    rewards: [null, null]
  });
  expect(episode.backgrounds?.[0]).toContain("Ava's secrets: Ava has sold the bakery.");
  expect(episode.turns).toEqual([
    {
      round: 0,
      character: 'Ava Reed',
      action: { action_type: 'speak', argument: 'Hello: you there?' }
    },
    { round: 1, character: 'Ben Okoye', action: { action_type: 'none', argument: '' } },
    { round: 2, character: 'Ben Okoye', action: { action_type: 'leave', argument: '' } }
  ]);
});

test('the judge’s task behind the record is none of it', () => {
  const prompt = `${studyPrompt(['Ava Reed [action] waves,'])}\n      Based on previous interactions, evaluate how well …\nTurn #9\n`;
  const episode = readHumanStudyEpisode(studyEpisode({ rewards_prompt: prompt }));
  expect(episode.turns).toEqual([
    { round: 0, character: 'Ava Reed', action: { action_type: 'action', argument: 'waves,' } }
  ]);
});

test('a line that merely looks like the head of a turn is a part of what was said', () => {
  const [first] = turnsOf('Ava Reed said: "I quote:\nTurn #7\nno more"', 'Ben Okoye said: "Well."');
  expect(first?.action.argument).toBe('I quote:\nTurn #7\nno more');
});

test('a talk whose last turn is silent ends with its head', () => {
  expect(turnsOf('Ava Reed said: "Hi"', '').map(({ action }) => action.action_type)).toEqual([
    'speak',
    'none'
  ]);
});

test.each([
  ['has no scenario', studyPrompt([]).replace('Scenario', 'Place')],
  ['names one participant', studyPrompt([]).replace(' and Ben Okoye', '')],
  ['has a turn of nobody', studyPrompt(['Someone said: "Hi"'])],
  ['has an act that is none', studyPrompt(['Ava Reed waves'])],
  ['begins with turn 2', studyPrompt(['Ava Reed said: "Hi"']).replace('Turn #1', 'Turn #2')],
  ['is not there', undefined]
])('an episode whose prompt %s is refused', (_, prompt) => {
  expect(() => readHumanStudyEpisode(studyEpisode({ rewards_prompt: prompt }))).toThrow(
    /\[interop\/(human-study|action-text)\] expected/
  );
});
