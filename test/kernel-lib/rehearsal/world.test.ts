import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actionTypes } from '../../../kernel-lib/src/episode/schema';
import { recordOf } from '../../../kernel-lib/src/rehearsal/record';
import { rehearsalServer } from '../../../kernel-lib/src/rehearsal/server';
import { lineTasks, playTalk, type Talk } from '../../support/rehearsal-line';

// What has a size (who learns how much from what) is in test/rehearsal/truths.test.ts.

describe('in the talks of a run: models with themselves, and with the partner', () => {
  const tasks = lineTasks(31, 'types', { n: 100, pairs: 1 });
  const players = [
    ['rehearsal-base', 'rehearsal-base'],
    ['rehearsal-expert', 'rehearsal-expert'],
    ['rehearsal-base', 'rehearsal-partner'],
    ['rehearsal-partner', 'rehearsal-expert']
  ] as const;
  const talks = Promise.all(
    players.flatMap(models =>
      tasks.map(task => {
        const key = `${models.join('/')}/${task.id}`;
        return playTalk(rehearsalServer(), { task, pair: task.pairs[0]!, models }, key);
      })
    )
  );

  test.each(actionTypes)('%s occurs in one of twenty or more', async type => {
    const all = await talks;
    const having = all.filter(({ actions }) => actions.some(each => each.action_type === type));
    expect(having.length / all.length).toBeGreaterThanOrEqual(0.05);
  });

  test('every visible turn is recognised as this world’s own, with its seat', async () => {
    for (const { text, actions } of await talks) {
      const visible = actions.flatMap(({ action_type }, i) =>
        action_type === 'none' ? [] : [{ seat: i % 2, isLeaving: action_type === 'leave' }]
      );
      const seen = recordOf(text).turns;
      expect(seen.map(({ seat, move }) => ({ seat, isLeaving: move === 'leave' }))).toEqual(
        visible
      );
      expect(seen.every(({ own }) => own)).toBe(true);
    }
  });

  test('hardly anything is said twice in one talk', async () => {
    const again = (await talks).flatMap(({ actions }) => {
      const said = actions.filter(each => each.action_type === 'speak').map(each => each.argument);
      return said.map((words, i) => said.indexOf(words) < i);
    });
    expect(again.filter(isSo => isSo).length / again.length).toBeLessThan(0.02);
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

test('no score in the sources of the world is one that the paper published', () => {
  const numbers = (text: string) =>
    (text.match(/\d+\.\d{2,}/g) ?? []).filter(number => Number(number) >= 1.1); // smaller ones are weights
  const textsIn = (folder: string) =>
    readdirSync(new URL(folder, import.meta.url)).map(file =>
      readFileSync(new URL(`${folder}${file}`, import.meta.url), 'utf8')
    );
  const published = new Set(textsIn('../../../data/paper/').flatMap(numbers));
  const own = textsIn('../../../kernel-lib/src/rehearsal/').flatMap(numbers);
  expect(published.size).toBeGreaterThan(50);
  expect(own.filter(number => published.has(number))).toEqual([]);
});
