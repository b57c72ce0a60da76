import { expect, test } from 'vitest';
import { rehearsalServer } from '../../../kernel-lib/src/rehearsal/server';
import { judgeTraits } from '../../../kernel-lib/src/rehearsal/judge';
import { dimensions } from '../../../kernel-lib/src/rating/schema';
import {
  goalsBy,
  lineTasks,
  mean,
  playTalk,
  said,
  truthAbout,
  type Talk
} from '../../support/rehearsal-line';

const server = rehearsalServer();
const talks = async (model: string, n = 30): Promise<Talk[]> => {
  const tasks = lineTasks(1, 'judge', { n, pairs: 1 });
  return Promise.all(
    tasks.map(task =>
      playTalk(server, { task, pair: task.pairs[0]!, models: [model, 'rehearsal-partner'] }, model)
    )
  );
};
type Evaluation = Record<string, [string, number]>;
const ratedBy = async (model: string, text: string, seed = 1) =>
  JSON.parse(await said(server, model, text, { seed })) as Record<string, Evaluation>;

test.each([
  'rehearsal-judge',
  'rehearsal-judge-without-credit',
  'rehearsal-judge-reversed',
  'rehearsal-rater'
])('%s gives both sides seven reasons and seven whole scores in range', async model => {
  for (const { text } of await talks('rehearsal-base', 10)) {
    const reply = await ratedBy(model, text);
    expect(Object.keys(reply)).toEqual(['agent_1_evaluation', 'agent_2_evaluation']);
    for (const evaluation of Object.values(reply)) {
      expect(Object.keys(evaluation)).toEqual(dimensions.map(({ name }) => name));
      for (const { name, low, high } of dimensions) {
        const [reason, score] = evaluation[name]!;
        expect(reason).toMatch(/^[^"\n]+\.$/);
        expect(Number.isInteger(score) && score >= low && score <= high).toBe(true);
        expect(Object.is(score, -0)).toBe(false);
      }
    }
  }
});

test('reasons fit what happened', async () => {
  for (const { text } of await talks('rehearsal-expert')) {
    const { deal } = await truthAbout(server, text);
    const reply = await ratedBy('rehearsal-judge', text);
    const [goal] = reply['agent_1_evaluation']!['goal']!;
    expect(/settled on|came to an agreement/.test(goal)).toBe(deal !== undefined);
  }
});

test('the other judges are the same judge but for the credit: none, and the opposite', () => {
  const [judge, strict, reversed] = [...judgeTraits.values()];
  expect(strict).toEqual({ ...judge, credit: 0 });
  expect(reversed).toEqual({ ...judge, credit: -judge!.credit });
});

test('fine words raise the judge’s goal score, not that of the second, and lower that of the third', async () => {
  const gap = async (model: string) => {
    const gaps = await Promise.all(
      (await talks('rehearsal-expert', 60)).map(async ({ text }, i) => {
        const [goal] = await goalsBy(server, model, text, i);
        return goal - (await truthAbout(server, text)).scores[0]['goal']!;
      })
    );
    return mean(gaps);
  };
  const without = await gap('rehearsal-judge-without-credit');
  expect(await gap('rehearsal-judge')).toBeGreaterThan(without + 0.2);
  expect(await gap('rehearsal-judge-reversed')).toBeLessThan(without - 0.2);
});

test('the seed decides which simulated person rates', async () => {
  const [talk] = await talks('rehearsal-base', 1);
  const ratings = await Promise.all(
    Array.from({ length: 20 }, (_, seed) => ratedBy('rehearsal-rater', talk!.text, seed))
  );
  expect(new Set(ratings.map(rating => JSON.stringify(rating))).size).toBeGreaterThan(10);
  expect(await ratedBy('rehearsal-rater', talk!.text, 3)).toEqual(ratings[3]);
});

test('a record of free text is rated too', async () => {
  const text = [
    'Scenario: Two astronauts must decide who stays behind on the station.',
    'Participants: Ava Reed and Ben Okoye (friends)',
    "Ava Reed's goal: Convince the other to stay behind",
    "Ben Okoye's goal: Come home too",
    'Conversation starts:',
    'Turn #1: Ava Reed said: "You idiot, stay here!"',
    'Turn #2: Ben Okoye [action] does a cartwheel'
  ].join('\n');
  const reply = await ratedBy('rehearsal-judge', text);
  expect(reply['agent_1_evaluation']!['social_rules']![1]).toBeLessThan(-1);
  expect(reply['agent_1_evaluation']!['social_rules']![0]).toBe('Ava Reed insulted the other.');
});
