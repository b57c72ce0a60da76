import { expect, test } from 'vitest';
import { digest } from '../../../../kernel-lib/src/base/id';
import { episodeId } from '../../../../kernel-lib/src/episode/play';
import { agentTemplate } from '../../../../kernel-lib/src/episode/prompt';
import {
  EpisodeId,
  EpisodeJob,
  OpenRun,
  planOf,
  playOptionsOf,
  RunId
} from '../../../../kernel-lib/src/lab/queue/job';
import { sceneWith } from '../../../support/scene';

const scene = { tag: 'try BC', repeat: 2, target: 1 as const, ...sceneWith() };
const run = OpenRun.parse({
  ...{ version: 1, profile: 'my-lab', seed: 7, rules: 'published', maxAttempts: 3 },
  models: { expert: { model: 'big', temperature: 1 } },
  prompt: agentTemplate.text
});
const job = EpisodeJob.parse({
  ...{ version: 1, ...scene },
  players: [
    { role: 'expert', model: 'big' },
    { role: 'student', model: 'trained' }
  ]
});
const id = episodeId({
  ...{ ...scene, seed: 7, rules: 'published', sampling: run.models },
  models: ['big', 'trained'],
  prompt: digest(agentTemplate.text)
});

test('a job that went through a queue is played as the episode that its id stands for', () => {
  const arrived = EpisodeJob.parse(JSON.parse(JSON.stringify(job)));
  expect(planOf(id, arrived, run)).toEqual({ id, seed: 7, ...scene });
  expect(playOptionsOf(run)).toEqual({
    ...{ template: agentTemplate, rules: 'published', maxAttempts: 3 }
  });
});

test.each([
  ['another repeat', { ...job, repeat: 3 }, run],
  ['another model', { ...job, players: [job.players[0], job.players[0]] as const }, run],
  ['another seed', job, { ...run, seed: 8 }],
  ['another wording', job, { ...run, prompt: `${run.prompt} Be brief.` }],
  ['another temperature', job, { ...run, models: { expert: { model: 'big', temperature: 0.9 } } }]
])('a job with %s is none of the run’s', (_, other, common) => {
  expect(() => planOf(id, EpisodeJob.parse(other), common)).toThrow('[lab/queue/job] expected');
});

test.each([
  ['a path as profile', { profile: '../profiles/mine.json' }],
  ['a server', { server: { baseUrl: 'http://elsewhere.example/v1' } }],
  ['a key', { models: { expert: { model: 'big', temperature: 1 } }, keyVariable: 'KEY' }]
])('a run that brings %s along is not taken', (_, fields) => {
  expect(OpenRun.safeParse({ ...run, ...fields }).success).toBe(false);
});

test.each(['episode-0123', 'episode-0123456789abcdef/..', 'run-0123456789abcdef', ''])(
  '%j is no name of an episode',
  text => expect(EpisodeId.safeParse(text).success).toBe(false)
);

test('a run is named by its id only', () => {
  expect(RunId.safeParse('run-0123456789abcdef').success).toBe(true);
  expect(RunId.safeParse('run-0123456789abcdef:active').success).toBe(false);
});
