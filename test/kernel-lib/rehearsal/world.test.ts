import { beforeAll, describe, expect, test } from 'vitest';
import { randomFrom } from '../../../kernel-lib/src/base/random';
import { rehearsalServer } from '../../../kernel-lib/src/rehearsal/server';
import { scarceRoom } from '../../../kernel-lib/src/rehearsal/write';
import {
  collected,
  evaluated,
  lineTasks,
  mean,
  playTalk,
  selectedRows,
  trainedModel,
  withShuffledCompletions,
  type JudgedTalk,
  type Talk
} from '../../support/rehearsal-line';

// A small line for two seeds; the tables over many seeds come from the same pieces.
const seeds = [31, 32];
const server = rehearsalServer();

interface Outcome {
  readonly base: number;
  readonly bc: number;
  readonly sr: number;
  readonly shuffled: number;
  readonly talks: readonly Talk[];
}

async function outcomeOf(seed: number): Promise<Outcome> {
  const random = randomFrom('world', seed);
  const tasks = lineTasks(seed, 'training', { n: 40, pairs: 6 });
  const collect = (model: string): Promise<JudgedTalk[][]> =>
    collected(server, tasks, { model, key: `${seed}/${model}` });
  const own = await collect('rehearsal-base');
  const shown = await collect('rehearsal-expert');
  const rows = selectedRows(shown, 'top', 2, random);
  const train = (from: typeof rows, suffix: string) =>
    trainedModel(server, 'rehearsal-base', from, { seed, suffix });
  const hard = lineTasks(seed, 'hard', { n: 20, pairs: 6, room: scarceRoom });
  const goal = async (model: string) =>
    mean((await evaluated(server, hard, { model, key: `${seed}/eval`, repeats: 1 })).true);
  return {
    base: await goal('rehearsal-base'),
    bc: await goal(await train(rows, 'BC')),
    sr: await goal(await train(selectedRows(own, 'top', 1, random), 'SR')),
    shuffled: await goal(await train(withShuffledCompletions(rows, random), 'shuffled')),
    talks: [...own, ...shown].flat().map(({ talk }) => talk)
  };
}

describe('over two seeds of a small line', () => {
  let outcomes: Outcome[] = [];
  beforeAll(async () => {
    outcomes = await Promise.all(seeds.map(outcomeOf));
  }, 120_000);

  test('behaviour cloning raises the true goal, in every seed', () => {
    for (const { base, bc } of outcomes) expect(bc).toBeGreaterThan(base + 0.5);
  });

  test('self-reinforcement raises the true goal', () => {
    expect(mean(outcomes.map(({ base, sr }) => sr - base))).toBeGreaterThan(0.1);
  });

  test('the same rows with completions shuffled between prompts bring no gain in true goal', () => {
    expect(mean(outcomes.map(({ base, shuffled }) => shuffled - base))).toBeLessThan(0.25);
  });

  test('every type of action occurs in one of twenty talks or more', () => {
    const talks = outcomes.flatMap(each => each.talks);
    for (const type of ['speak', 'non-verbal communication', 'action', 'none', 'leave']) {
      const having = talks.filter(({ actions }) =>
        actions.some(({ action_type }) => action_type === type)
      );
      expect([type, having.length / talks.length >= 0.05]).toEqual([type, true]);
    }
  });
});

test('talks played at once, in any order, are the talks played one by one', async () => {
  const tasks = lineTasks(33, 'order', { n: 12, pairs: 1 });
  const models = ['rehearsal-base', 'rehearsal-partner'] as const;
  const play = (task: (typeof tasks)[number]) =>
    playTalk(rehearsalServer(), { task, pair: task.pairs[0]!, models }, task.id);
  const oneByOne: Talk[] = [];
  for (const task of tasks) oneByOne.push(await play(task));
  const atOnce = await Promise.all([...tasks].reverse().map(play));
  expect(atOnce.reverse()).toEqual(oneByOne);
});
