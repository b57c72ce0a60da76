import { expect, test } from 'vitest';
import { LabError } from '../../../kernel-lib/src/base/fail';
import { randomFrom } from '../../../kernel-lib/src/base/random';
import { KnowledgeQuestion } from '../../../kernel-lib/src/evaluation/schema';
import { readInspirations } from '../../../kernel-lib/src/inspiration/read';
import { normbank } from '../../../kernel-lib/src/inspiration/read-normbank';
import { socialChem } from '../../../kernel-lib/src/inspiration/read-social-chem';
import { readSocialIqaLabels } from '../../../kernel-lib/src/inspiration/read-social-iqa-labels';
import { readEpisodeLog, toEpisodeLog } from '../../../kernel-lib/src/interop/episode-log';
import type { ReadForeign } from '../../../kernel-lib/src/interop/found';
import { readForeign } from '../../../kernel-lib/src/interop/read';
import {
  ImportedCasting,
  ImportedCharacter,
  ImportedEpisode,
  ImportedRating,
  ImportedRelationship,
  ImportedTask,
  TaskSet,
  type Reward
} from '../../../kernel-lib/src/interop/schema';
import { dimensions } from '../../../kernel-lib/src/rating/schema';
import { chunks } from '../../support/chunks';
import { mutated } from '../../support/mutate';
import {
  agentProfile,
  annotation,
  environmentProfile,
  episodeLog,
  hfEpisode,
  relationshipProfile,
  studyEpisode
} from '../../support/published';
import { ratingWith } from '../../support/ratings';
import { isLong, longTimeout } from '../../support/long';

const inputs = isLong ? 10_000 : 120;
const patienceMs = 2000; // for one small input; a reader that takes longer hangs

const lines = (...records: object[]) => records.map(one => JSON.stringify(one)).join('\n');
const rowOf = (columns: readonly string[], separator: string) =>
  [columns, columns, columns.map(name => `"${name}, ""so"""`)]
    .map(row => row.join(separator))
    .join('\n');
const iqa = { context: 'Ava waved.', question: 'q', answerA: 'a', answerB: 'b', answerC: 'c' };
const studyColumns = [
  'pk',
  'prolific_id',
  ...dimensions.flatMap(({ name }) => [`${name}_1`, `${name}_2`])
];
const studyScores = [8, 8, 1, 1, 2, 2, 0, 0, -1, -1, 3, 3, 7, 7];

const isJson = ['Social IQa', 'our inspirations']; // escapes read as what they stand for

test.each([
  ['Social Chemistry', rowOf(socialChem.columns, '\t')],
  ['NormBank', rowOf(normbank.columns, ',')],
  ['Social IQa', lines(iqa, { ...iqa, context: 'Ben left.' })],
  ['inspirational_prompt.csv', ',prompt,source\n0,"a, b",social_chem\n1,c,normbank\n'],
  [
    'our inspirations',
    lines(
      { version: 1, id: 'i', source: 'normbank', text: 'sit' },
      { version: 1, id: 'j', source: 'unknown', text: 'run' }
    )
  ],
  ['used_prompt.csv', 'model|source|pk|prompt\ngpt|nan|x|a "b"\ngpt|normbank|y|c\n']
])(
  'no mutated input makes the reader of %s crash, hang or make up a text',
  async (name, text) => {
    for (let i = 0; i < inputs; i++) {
      const input = mutated(text, randomFrom('fuzz', name, i));
      const read = await inTime(() => readInspirations(chunks(input, 50)));
      const words = input.replaceAll('"', '').replaceAll('\r\n', '\n');
      for (const { text } of read?.inspirations ?? []) {
        const isThere = words.includes(text.replaceAll('\r\n', '\n')) || isJson.includes(name);
        expect(isThere, JSON.stringify({ input, text })).toBe(true);
      }
    }
  },
  longTimeout
);

test(
  'no mutated input makes the reader of labels crash or make one up',
  async () => {
    for (let i = 0; i < inputs; i++) {
      const input = mutated('1\n2\n3\n1\n', randomFrom('fuzz', 'labels', i));
      const { labels, skipped } = await readSocialIqaLabels(chunks(input, 3));
      expect(labels.filter(label => label === undefined)).toHaveLength(skipped.length);
    }
  },
  longTimeout
);

test.each([
  ['AgentProfile', 'a.jsonl', lines(agentProfile(), agentProfile({ agent_id: 'b' }))],
  ['EnvironmentProfile', 'a.json', JSON.stringify(environmentProfile(), undefined, 2)],
  ['RelationshipProfile', 'a.jsonl', lines(relationshipProfile())],
  ['EnvAgentComboStorage', 'a.json', lines({ pk: 'c', env_id: 'e', agent_ids: ['a', 'b'] })],
  ['environment lists', 'a.json', lines({ hard: ['e1', 'e2'], all: ['e3'] })],
  [
    'EnvironmentList',
    'a.json',
    lines({ pk: 'l', name: 'hard', environments: ['e1', 'e2'], agent_index: ['1', '2'] })
  ],
  ['EpisodeLog', 'a.json', JSON.stringify(episodeLog(), undefined, 2)],
  ['released episodes', 'a.jsonl', lines(hfEpisode(), hfEpisode({ raw_messages: undefined }))],
  ['the human study', 'a.json', JSON.stringify(studyEpisode(), undefined, 1)],
  ['AnnotationForEpisode', 'a.jsonl', lines(annotation())],
  ['our ratings', 'a.jsonl', lines({ version: 1, ...ratingWith() })],
  [
    'our rating files',
    'a.json',
    lines({
      version: 1,
      rater: { id: 'person-0123456789abcdef' },
      episode: 'e',
      transcript: 't',
      handedIn: [{ seats: ratingWith().seats }]
    })
  ],
  [
    'the human study’s ratings',
    'a.csv',
    `${studyColumns.join(',')}\ne,p,${studyScores.join(',')}\n`
  ],
  ['MMLU', 'anatomy_test.csv', 'q,a,b,c,d,A\n"q ""x""\ny",a,b,c,d,B\n'],
  [
    'MMLU of Hugging Face',
    'a.csv',
    `question,subject,choices,answer\nq,s,"['a', 'b' 'c', 'd']",1\n`
  ]
])(
  'no mutated input makes the reader of %s crash, hang or let a wrong value through',
  async (name, path, text) => {
    for (let i = 0; i < inputs; i++) {
      const input = mutated(text, randomFrom('fuzz', name, i));
      const read = await inTime(() => readForeign(chunks(input, 200), path));
      if (read) check(read, input);
    }
  },
  longTimeout
);

/** Everything found is as its schema says; an episode is the same when it is written and read. */
function check(read: ReadForeign, input: string): void {
  const schemas = [
    [ImportedCharacter, read.characters],
    [ImportedTask, read.tasks],
    [ImportedRelationship, read.relationships],
    [ImportedCasting, read.castings],
    [TaskSet, read.taskSets],
    [ImportedEpisode, read.episodes],
    [ImportedRating, read.ratings],
    [KnowledgeQuestion, read.questions]
  ] as const;
  for (const [schema, rows] of schemas) {
    for (const row of rows) expect(schema.safeParse(row).data, input).toEqual(row);
  }
  for (const { rewards } of read.episodes) for (const reward of rewards) inRange(reward, input);
  for (const episode of read.episodes.filter(({ openings }) => openings.length > 0)) {
    const { turns } = readEpisodeLog(toEpisodeLog({ ...episode, agents: [...episode.names] }));
    expect(turns, input).toEqual(episode.turns);
  }
}

function inRange(reward: Reward | null, input: string): void {
  for (const { name, low, high } of dimensions) {
    const score = reward?.[1][name];
    if (score !== undefined) expect(score >= low && score <= high, input).toBe(true);
  }
}

async function inTime<T>(read: () => Promise<T>): Promise<T | undefined> {
  const start = performance.now();
  try {
    return await read();
  } catch (error) {
    expect(error).toBeInstanceOf(LabError);
    return undefined;
  } finally {
    expect(performance.now() - start).toBeLessThan(patienceMs);
  }
}
