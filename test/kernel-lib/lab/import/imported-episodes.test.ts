import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importedText } from '../../../../kernel-lib/src/interop/text';
import { readEpisodeLog } from '../../../../kernel-lib/src/interop/episode-log';
import { importFiles } from '../../../../kernel-lib/src/lab/import/import';
import { importedEpisodes } from '../../../../kernel-lib/src/lab/import/imported-episodes';
import { payloadOf } from '../../../../kernel-lib/src/transcript/payload';
import { emptyFolder } from '../../../support/folder';
import {
  agentProfile,
  environmentProfile,
  episodeLog,
  logMessages,
  studyEpisode
} from '../../../support/published';

const people = [
  agentProfile({ agent_id: 'agent-a' }),
  agentProfile({ agent_id: 'agent-b', first_name: 'Ben', last_name: 'Okoye' })
];

async function imported(...records: object[]) {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'all.jsonl'), records.map(one => JSON.stringify(one)).join('\n'));
  const run = emptyFolder();
  await importFiles([folder], run);
  return importedEpisodes(run);
}

test('a log whose task and people are known becomes an episode of ours with its rating', async () => {
  const { episodes, ratings, refused } = await imported(
    ...people,
    environmentProfile(),
    episodeLog()
  );
  expect(refused).toEqual([]);
  const [episode] = episodes;
  expect(episode).toMatchObject({
    models: ['model-a', 'model-b'],
    rules: 'published',
    ending: 'too few characters',
    cast: [{ id: 'agent-a' }, { id: 'agent-b' }]
  });
  expect(episode?.turns.map(({ action }) => action.action_type)).toEqual([
    ...['speak', 'non-verbal communication', 'none', 'action', 'leave']
  ]);
  expect(ratings).toMatchObject([
    { rater: { kind: 'judge', model: 'judge' }, seats: [{ goal: { score: 8 } }, {}] }
  ]);
  expect(ratings[0]?.transcript).toBe(episode?.transcript);
});

test('it can be shown like one', async () => {
  const { episodes } = await imported(...people, environmentProfile(), episodeLog());
  expect(payloadOf(episodes[0]!, { blind: true, rehearsal: false, secrets: false })).toMatchObject({
    blind: true
  });
});

test('people of the human study, who have no ids, are known by their names', async () => {
  const { episodes } = await imported(...people, environmentProfile(), studyEpisode());
  expect(episodes[0]?.cast.map(({ id }) => id)).toEqual(['agent-a', 'agent-b']);
});

test.each([
  ['an unknown task', [...people], episodeLog(), 'its task among the imported ones'],
  ['unknown people', [environmentProfile()], episodeLog(), 'both characters among'],
  [
    'a private message',
    [...people, environmentProfile()],
    privateLog(),
    'only turns that both hear'
  ],
  ['three people', [...people, environmentProfile()], logOfThree(), 'two characters']
])(
  'an episode with %s is refused with the reason, and can still be read',
  async (_, known, log, words) => {
    const { episodes, refused } = await imported(...known, log);
    expect(episodes).toEqual([]);
    expect(refused).toEqual([{ id: log.pk, reason: expect.stringContaining(words) as string }]);
    expect(refused[0]?.reason).toContain(
      words.startsWith('its') || words.startsWith('both')
        ? 'import what is missing'
        : 'takes talks of two'
    );
    expect(importedText(readEpisodeLog(log))).toContain('Participants: Ava Reed, Ben Okoye');
  }
);

test('in a text for readers a private message says who heard it', () => {
  const text = importedText(readEpisodeLog(privateLog()));
  expect(text).toContain('Turn #1: Ava Reed said: "Psst" (heard by Ben Okoye only)');
});

function privateLog() {
  const [first] = logMessages();
  const act = ['Ava Reed', 'Environment', '[private to [\'Ben Okoye\']]  said: "Psst"'];
  return episodeLog({ messages: [[...first!.slice(0, 2), act]] });
}

function logOfThree() {
  const [first] = logMessages();
  const told = [...first!.slice(0, 2), ['Environment', 'Cay Lind', '']];
  return episodeLog({
    messages: [told],
    agents: ['agent-a', 'agent-b', 'agent-c'],
    rewards: [0, 0, 0]
  });
}
