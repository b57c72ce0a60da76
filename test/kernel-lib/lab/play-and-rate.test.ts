import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Call } from '../../../kernel-lib/src/base/handler';
import { playEpisodes } from '../../../kernel-lib/src/lab/play';
import { playAndRate } from '../../../kernel-lib/src/lab/play-and-rate';
import type { Progress } from '../../../kernel-lib/src/lab/progress';
import { rateEpisodes } from '../../../kernel-lib/src/lab/rate';
import { openRun, type Run, type RunOptions } from '../../../kernel-lib/src/lab/run';
import { tables } from '../../../kernel-lib/src/lab/tables';
import { writeTasks } from '../../../kernel-lib/src/lab/write-tasks';
import { countedWorld } from '../../support/counted-world';
import { emptyFolder } from '../../support/folder';

const small = { tasks: 1, pairs: 1, evaluationPairs: 1, repeats: 1 };
const files = ['episodes.jsonl', 'ratings.jsonl'];

/** A run with its tasks written, the models behind a server, and what they are asked from now on. */
async function runAt(options: Partial<RunOptions> = {}) {
  const world = await countedWorld(emptyFolder());
  const run = openRun(emptyFolder(), { ...small, models: world.profile }, options);
  onTestFinished(() => run.close());
  await writeTasks(run);
  const asked: string[] = [];
  world.answering = call => {
    asked.push(modelIn(call));
    return world.models(call);
  };
  return { run, world, asked };
}

function modelIn({ body }: Call): string {
  return (body as { model: string }).model;
}

const textsIn = ({ folder }: Run) => files.map(file => readFileSync(join(folder, file), 'utf8'));

test('an episode is rated as soon as it ends, before the next begins', async () => {
  const { run, asked } = await runAt({ concurrency: 1 });
  const judge = run.profile.models.judge.model;
  await playAndRate(run);
  const judgements = asked.flatMap((model, i) => (model === judge ? [i] : []));
  expect(judgements.length).toBe(run.rows(tables.episodes).length);
  expect(judgements[0]).toBe(run.rows(tables.episodes)[0]!.turns.length);
  expect(judgements.at(-2)).toBeLessThan(asked.findLastIndex(model => model !== judge));
});

test('the files are, to the byte, those of playing first and rating then', async () => {
  const together = await runAt();
  await playAndRate(together.run);
  const apart = await runAt();
  await playEpisodes(apart.run);
  await rateEpisodes(apart.run);
  expect(textsIn(together.run)).toEqual(textsIn(apart.run));
});

test('what an earlier start left unrated is rated, and nothing is made twice', async () => {
  const { run, asked } = await runAt();
  await playEpisodes(run);
  const played = asked.length;
  const [playing, rating] = await playAndRate(run);
  expect(playing).toMatchObject({ made: 0, failed: 0 });
  expect(rating.made).toBe(rating.total);
  const after = asked.length;
  expect(after - played).toBe(rating.total);
  expect(await playAndRate(run)).toMatchObject([{ made: 0 }, { made: 0 }]);
  expect(asked.length).toBe(after);
});

test('an episode that fails has no ratings to wait for, and the next start makes both', async () => {
  const said: Progress[] = [];
  const { run, world } = await runAt({ onProgress: progress => void said.push(progress) });
  const judge = run.profile.models.judge.model;
  let calls = 0;
  const healthy = world.answering!;
  world.answering = call =>
    modelIn(call) !== judge && ++calls === 1
      ? Promise.resolve({ status: 400, json: { error: { message: 'not today' } } })
      : healthy(call);
  const [playing, rating] = await playAndRate(run);
  expect(playing.failed).toBe(1);
  expect(rating).toMatchObject({ failed: 0, made: rating.total });
  expect(run.rows(tables.failures)).toMatchObject([{ stage: 'play episodes' }]);
  const last = said.findLast(({ stage }) => stage === 'rate episodes')!;
  expect(last).toMatchObject({ done: rating.total, total: rating.total, finished: true });

  world.answering = healthy;
  const [again, ratedAgain] = await playAndRate(run);
  expect(again).toMatchObject({ made: 1, failed: 0 });
  expect(ratedAgain.total).toBeGreaterThan(rating.total);
  const whole = await runAt();
  await playAndRate(whole.run);
  expect(textsIn(run)).toEqual(textsIn(whole.run));
});

test('a spent budget ends both stages, and what was made stays', async () => {
  const { run } = await runAt({ concurrency: 1, budget: { calls: 60 } });
  await expect(playAndRate(run)).rejects.toThrow('[lab/budget]');
  const rated = new Set(run.rows(tables.ratings).map(({ episode }) => episode));
  expect(run.rows(tables.episodes).length).toBeGreaterThan(0);
  expect(rated.size).toBeGreaterThanOrEqual(run.rows(tables.episodes).length - 1);
});
