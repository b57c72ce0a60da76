import { expect, test } from 'vitest';
import { readEpisodeLog, toEpisodeLog } from '../../../kernel-lib/src/interop/episode-log';
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

test.each([
  ['the raw ones are the rating', { rewards: [[2, sevenScores], 0] }, 3],
  ['raw ones of 0 are none', { raw_rewards: [0.0, 0.0] }, 3],
  ['lists that are equal are one', {}, 3]
])('of two lists of rewards, %s, and both leave as they came', (_, fields, overall) => {
  const row = hfEpisode(fields);
  const episode = readHfEpisode(row);
  expect(episode.rewards[0]?.[0]).toBe(overall);
  expect('otherRewards' in episode).toBe(Object.keys(fields).length > 0);
  expect(toHfEpisode(episode)).toMatchObject({
    raw_rewards: row.raw_rewards,
    rewards: row.rewards
  });
  expect(readEpisodeLog(toEpisodeLog(episode))).toEqual(episode);
});

test.each([
  ['the scene, in words and by name', {}],
  ['a rendering of its own', { social_interactions: 'Ava Reed said hello.' }],
  ['words about somebody who is not there', { social_goals: { 'Ava Reed': 'a', Cay: 'b' } }],
  ['fields of its own', { split: 'train', messages_of: ['a', ' b'] }]
])('%s: nothing is lost, not even through a log', (_, fields) => {
  const row = hfEpisode(fields);
  const through = readEpisodeLog(toEpisodeLog(readHfEpisode(row)));
  expect(through).toEqual(readHfEpisode(row));
  const { raw_messages: _messages, ...others } = row;
  expect(toHfEpisode(through)).toMatchObject({
    ...others,
    ...('messages_of' in fields && { messages_of: ['a', 'b'] })
  });
});

test('a field beyond never takes the place of a known one', () => {
  const odd = readEpisodeLog(episodeLog({ episode_id: 'another', raw_rewards: 'none of it' }));
  expect(toHfEpisode(odd)).toMatchObject({ episode_id: odd.id, raw_rewards: [[3, {}], 0] });
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
  ['an id for one of two', { agent_ids: ['agent-a'] }],
  ['a scenario that is no text', { scenario: 5 }],
  ['models that are a text', { experiment_model_name_pairs: 'gpt-4' }]
])('an episode with %s is refused', (_, fields) => {
  expect(() => readHfEpisode(hfEpisode(fields))).toThrow('[interop/hf-episode] expected');
});
