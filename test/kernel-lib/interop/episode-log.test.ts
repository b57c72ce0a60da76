import { expect, test } from 'vitest';
import {
  readEpisodeLog,
  toEpisodeLog,
  toMessages
} from '../../../kernel-lib/src/interop/episode-log';
import { episodeLog, logMessages, sevenScores } from '../../support/published';

test('a log becomes an episode: who was told what, and every act in its round', () => {
  const episode = readEpisodeLog(episodeLog());
  expect(episode).toMatchObject({
    id: '01HM0000000000000000000001',
    environment: '01H7VFHP3DPGRXH1Y500VQKF01',
    agents: ['agent-a', 'agent-b'],
    models: ['judge', 'model-a', 'model-b'],
    names: ['Ava Reed', 'Ben Okoye'],
    rewards: [[3, sevenScores], null],
    reasoning: 'Both were polite.'
  });
  expect(episode.openings[1]).toContain('Buy it');
  expect(episode.turns).toEqual([
    {
      round: 0,
      character: 'Ava Reed',
      action: { action_type: 'speak', argument: 'Is it "new"?\nI like it.' }
    },
    {
      round: 1,
      character: 'Ben Okoye',
      action: { action_type: 'non-verbal communication', argument: 'nods' }
    },
    { round: 2, character: 'Ava Reed', action: { action_type: 'none', argument: '' } },
    {
      round: 3,
      character: 'Ben Okoye',
      action: { action_type: 'action', argument: 'pays 80 dollars' }
    },
    { round: 4, character: 'Ava Reed', action: { action_type: 'leave', argument: '' } }
  ]);
});

test('it is written the way sotopia writes it: two backgrounds, two acts a round, what was seen last', () => {
  const messages = toMessages(readEpisodeLog(episodeLog()));
  expect(messages.map(round => round.length)).toEqual([4, 4, 4, 4, 4, 2]);
  expect(messages[0]).toEqual(logMessages()[0]);
  expect(messages[2]?.map(([, , text]) => text)).toEqual([
    'Turn #1: Ben Okoye [non-verbal communication] nods\n',
    'Turn #1: Ben Okoye [non-verbal communication] nods\n',
    'did nothing',
    'did nothing'
  ]);
  expect(messages[3]?.[0]?.[2]).toBe('Turn #2: \n');
  expect(messages[5]?.[1]).toEqual([
    'Environment',
    'Ben Okoye',
    'Turn #4: Ava Reed left the conversation\n'
  ]);
});

test('written and read again, an episode is the same', () => {
  const episode = readEpisodeLog(episodeLog({ agent_classes: ['LLMAgent', 'LLMAgent'] }));
  expect(episode.beyond).toEqual({ agent_classes: ['LLMAgent', 'LLMAgent'] });
  expect(readEpisodeLog(toEpisodeLog(episode))).toEqual(episode);
});

test('private messages and more than two characters are read', () => {
  const told = ['Ava', 'Ben', 'Cay'].map(name => ['Environment', name, `You are ${name}.`]);
  const messages = [
    [
      ...told,
      ['Ava', 'Environment', '[private to [\'Cay\']]  said: "Psst"'],
      ['Ben', 'Environment', ' did nothing'],
      ['Cay', 'Ben', 'said: "Hi"']
    ],
    told.map(([from, to]) => [from, to, 'Turn #0: …\n'])
  ];
  const fields = { agents: ['a', 'b', 'c'], messages, rewards: [0, 0, 0], models: null };
  const episode = readEpisodeLog(episodeLog(fields));
  expect(episode.turns).toMatchObject([
    { character: 'Ava', to: ['Cay'] },
    { character: 'Cay', to: ['Ben'] }
  ]);
  const seen = toMessages(episode)[1]?.map(([, name, text]) => [name, text]);
  expect(seen?.find(([name]) => name === 'Ben')?.[1]).not.toContain('Psst');
  expect(seen?.find(([name]) => name === 'Cay')?.[1]).toContain('Psst');
  expect(readEpisodeLog(toEpisodeLog(episode))).toEqual(episode);
});

test('a talk that ended before it began is one without turns', () => {
  const [first] = logMessages();
  const episode = readEpisodeLog(episodeLog({ messages: [first!.slice(0, 2)] }));
  expect(episode.turns).toEqual([]);
  expect(readEpisodeLog(toEpisodeLog(episode))).toEqual(episode);
});

test.each([
  ['messages that are no list', { messages: 'Hi' }, 'messages as lists of'],
  ['a message of two parts', { messages: [[['Environment', 'Ava']]] }, 'messages as lists of'],
  ['fewer speakers than agents', { agents: ['a', 'b', 'c'] }, '3 characters who are told'],
  ['no speakers', { agents: [], messages: [] }, 'two or more characters'],
  ['agents that are no list', { agents: 'a' }, 'agents as a list of texts'],
  ['rewards for one', { rewards: [0] }, 'rewards for 2 characters'],
  ['a stranger who speaks', withAct('Someone', 'said: "Hi"'), 'one of Ava Reed, Ben Okoye'],
  ['an act that cannot be read', withAct('Ava Reed', 'waves'), 'an action such as'],
  ['two of the same name', sameNames(), 'different names']
])('a log with %s is refused', (_, fields, words) => {
  expect(() => readEpisodeLog(episodeLog(fields))).toThrow(words);
});

function withAct(name: string, text: string) {
  const [first, ...rest] = logMessages();
  return { messages: [[...first!, [name, 'Environment', text]], ...rest] };
}

function sameNames() {
  return {
    messages: [
      logMessages()[0]!
        .slice(0, 1)
        .flatMap(one => [one, one])
    ]
  };
}
