import { expect, test } from 'vitest';
import { readEpisodeLog } from '../../../kernel-lib/src/interop/episode-log';
import { readHfEpisode, toHfEpisode } from '../../../kernel-lib/src/interop/hf-episode';
import { episodeLog, hfEpisode, sevenScores } from '../../support/published';

test('a released episode has what its log has, and the scene in words', () => {
  const episode = readHfEpisode(hfEpisode());
  const { names, openings, turns } = readEpisodeLog(episodeLog());
  expect(episode).toMatchObject({
    id: '01HM0000000000000000000002',
    ...{ names, openings, turns },
    scenario: 'A bicycle is for sale.',
    backgrounds: ['Ava Reed is a baker.', 'Ben Okoye is a nurse.'],
    goals: ['Sell it', 'Buy it (<extra_info>cheap</extra_info>)']
  });
});

test('it is written field for field as released', () => {
  const written = toHfEpisode(readHfEpisode(hfEpisode()));
  expect(Object.keys(written)).toEqual(Object.keys(hfEpisode()));
  expect(written).toMatchObject({
    agents_background: hfEpisode().agents_background,
    social_goals: hfEpisode().social_goals,
    social_interactions: hfEpisode().social_interactions,
    raw_rewards: hfEpisode().raw_rewards,
    rewards: hfEpisode().rewards
  });
  expect(readHfEpisode(written)).toEqual(readHfEpisode(hfEpisode()));
});

test.each([
  ['two models', ['gpt-4', 'gpt-3.5-turbo']],
  ['three models', ['gpt-4', 'gpt-4', 'mistral']],
  ['no models', null]
])('%s are kept as they are', (_, models) => {
  const episode = readHfEpisode(hfEpisode({ experiment_model_name_pairs: models }));
  expect(episode.models).toEqual(models ?? []);
});

test.each([
  [
    'rewards beside raw ones of 0',
    { raw_rewards: [0.0, 0.0] },
    [
      [3, sevenScores],
      [3, sevenScores]
    ]
  ],
  [
    'raw rewards only',
    { rewards: undefined },
    [
      [3, sevenScores],
      [3, sevenScores]
    ]
  ],
  ['a rating that failed', { raw_rewards: [0.0, 0.0], rewards: [[0.0, {}], 0] }, [null, null]]
])('%s are read', (_, fields, rewards) => {
  expect(readHfEpisode(hfEpisode(fields)).rewards).toEqual(rewards);
});

test('an episode of the first release, which has no messages, is read from its rendered talk', () => {
  const { episode_id, scenario, codename, agents_background, social_goals, social_interactions } =
    hfEpisode();
  const released = {
    episode_id,
    scenario,
    codename,
    agents_background,
    social_goals,
    social_interactions
  };
  const episode = readHfEpisode(released);
  expect(episode).toMatchObject({ environment: '', agents: [], models: [], rewards: [null, null] });
  expect(episode.turns.map(({ character, action }) => [character, action.action_type])).toEqual([
    ['Ava Reed', 'speak'],
    ['Ben Okoye', 'non-verbal communication'],
    ['Ben Okoye', 'action'],
    ['Ava Reed', 'leave']
  ]);
  expect(episode.turns[0]?.action.argument).toBe('Is it "new"?\nI like it.');
});

test.each([
  ['a talk that begins with nobody', { raw_messages: undefined, social_interactions: 'Hi' }],
  ['backgrounds that are no texts', { agents_background: { 'Ava Reed': 1 } }],
  ['goals that are a list', { social_goals: ['Sell it'] }],
  ['models that are a text', { experiment_model_name_pairs: 'gpt-4' }]
])('an episode with %s is refused', (_, fields) => {
  expect(() => readHfEpisode(hfEpisode(fields))).toThrow('[interop/hf-episode] expected');
});
