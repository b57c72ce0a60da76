import { expect, test } from 'vitest';
import { readForeign } from '../../../kernel-lib/src/interop/read';
import { chunks } from '../../support/chunks';
import {
  agentProfile,
  annotation,
  environmentProfile,
  episodeLog,
  hfEpisode,
  relationshipProfile,
  studyEpisode
} from '../../support/published';
import { plainScores, ratingWith, seatRating } from '../../support/ratings';

const combo = { combo_id: 'c', env_id: 'e', agent_ids: ['a', 'b'] };
const seats = [seatRating(...plainScores), seatRating(...plainScores)];
const handedIn = {
  version: 1,
  run: 'run-1',
  episode: 'episode-1',
  transcript: 'hash',
  rater: { id: 'ada-1', name: 'Ada' },
  handedIn: [
    {
      time: '2026-01-01T00:00:00Z',
      blind: true,
      afterJudge: false,
      seats: [{}, {}],
      flags: [[], []],
      thumbs: {}
    }
  ]
};

test.each([
  ['characters', agentProfile()],
  ['tasks', environmentProfile()],
  ['relationships', relationshipProfile()],
  ['castings', combo],
  ['taskSets', { sotopia_hard_env: ['e1'] }],
  ['taskSets', { pk: 'p', name: 'hard', environments: ['e1'], agent_index: null }],
  ['episodes', episodeLog()],
  ['episodes', hfEpisode()],
  ['episodes', studyEpisode()],
  ['ratings', annotation()],
  ['ratings', { version: 1, ...ratingWith({ seats: [seats[0]!, seats[1]!] }) }],
  ['ratings', handedIn],
  ['questions', { question: 'q', subject: 's', choices: ['a', 'b', 'c', 'd'], answer: 0 }]
] as const)('%s are known by their fields, in every layout', async (kind, record) => {
  const line = JSON.stringify(record);
  const layouts = {
    'a line': line,
    'lines, with blank ones and a mark': `\uFEFF${line}\r\n\r\n${line}\r\n`,
    'one object over many lines': JSON.stringify(record, undefined, 2),
    'a list': `[${line}, ${line}]`,
    'a list over many lines': JSON.stringify([record], undefined, 4)
  };
  for (const [layout, text] of Object.entries(layouts)) {
    const read = await readForeign(chunks(text, 100), 'file.json');
    expect(read.skipped, layout).toEqual([]);
    expect(read[kind].length, layout).toBe(
      layout.startsWith('lines') || layout === 'a list' ? 2 : 1
    );
  }
});

test('of one file each, a record without a key has that of its file; of a list, none has', async () => {
  const { agent_id: _, ...keyless } = agentProfile();
  const one = await readForeign(chunks(JSON.stringify(keyless)), 'AgentProfile/01H5.json');
  expect(one.characters[0]?.id).toBe('01H5');
  const list = await readForeign(chunks(JSON.stringify([keyless])), 'AgentProfile/01H5.json');
  expect(list.characters[0]?.id).toMatch(/^character-/);
});

test('a line that cannot be read is skipped, named, and those around it are read', async () => {
  const good = JSON.stringify(agentProfile());
  const bad = JSON.stringify(agentProfile({ age: 3 }));
  const read = await readForeign(chunks([good, 'broken', bad, '{"a":1}', '[1]', good].join('\n')));
  expect(read.characters).toHaveLength(2);
  expect(read.skipped.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  expect(read.skipped.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('it is not JSON'),
    expect.stringContaining('[interop/agent-profile]'),
    expect.stringContaining('got "one with a"'),
    expect.stringContaining('a record as a JSON object')
  ]);
});

test('a first line that is broken costs itself only', async () => {
  const read = await readForeign(chunks(`{"a": \n${JSON.stringify(agentProfile())}\n`));
  expect(read.characters).toHaveLength(1);
  expect(read.skipped).toMatchObject([{ line: 1 }]);
});

test('an item of a list that cannot be read is named by its number', async () => {
  const { skipped } = await readForeign(chunks(JSON.stringify([agentProfile(), 3])));
  expect(skipped).toMatchObject([
    { line: 1, reason: expect.stringContaining('item 2: ') as string }
  ]);
});

test.each([
  ['an empty file', '', 'it is empty'],
  ['some other text', 'Dear reader,\n', 'none of the formats'],
  ['a file that is cut off', '{"pk": "x", "messages": [', 'it is not JSON'],
  ['a word that is not JSON', '{"pk": nan}', 'it is not JSON'],
  ['a half character', '{"pk": "\\ud83d"}', 'half a character']
])('%s is skipped with the reason', async (_, text, reason) => {
  const { skipped } = await readForeign(chunks(text));
  expect(skipped).toEqual([{ line: 1, reason: expect.stringContaining(reason) as string }]);
});

test('a rating of ours of another version is not guessed', async () => {
  const { skipped } = await readForeign(chunks(JSON.stringify({ ...handedIn, version: 2 })));
  expect(skipped).toMatchObject([
    { reason: expect.stringContaining('a rating of version 1') as string }
  ]);
});
