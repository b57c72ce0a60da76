import { expect, onTestFinished, test } from 'vitest';
import { emptyFolder } from '../support/folder';
import { LiveTalk, talkMime } from '../../kernel-lib/src/transcript/schema';
import { startedKernel, type Display } from '../support/kernel';

const text = ({ data }: Display) => data['text/plain'] as string;
const talkIn = ({ data }: Display) => LiveTalk.parse(data[talkMime]);

test('a person talks with a model cell by cell, and each reply is shown once, under the last cell', async () => {
  const kernel = await startedKernel();
  onTestFinished(kernel.end);
  const fine = async (code: string) => {
    const result = await kernel.run(code);
    expect(result, result.stderr).toMatchObject({ status: 'ok', stderr: '' });
    return result;
  };
  const settings = '{ tasks: 1, pairs: 1, evaluationPairs: 1, repeats: 1 }';
  await fine(`import * as pi from 'sotopia-pi';
const run = pi.openRun(${JSON.stringify(emptyFolder())}, ${settings});
await pi.writeTasks(run);`);
  await fine(`const task = run.rows(pi.tables.tasks)[0];
const casting = run.rows(pi.tables.castings).find(casting => casting.task === task.id);
const name = run.world.people.characters.find(({ id }) => id === casting.characters[0]).firstName;`);
  const begun = await fine(
    'const talk = pi.talk(task, { you: name, with: run.models.of("partner"), in: run });'
  );
  expect(begun.displays).toHaveLength(1);
  const [first] = begun.displays;
  expect(text(first!)).toMatch(/^Scenario: /);
  expect(talkIn(first!)).toMatchObject({ you: 0, next: 0, turns: [] });
  expect(first!.data['text/html']).not.toContain('<script');

  const said = await fine('await talk.say("Good morning, <b>all</b>!")');
  expect(said.stdout).toBe('');
  const [moved, ...grown] = said.displays;
  expect([moved!.id, text(moved!)]).toEqual([first!.id, 'The talk goes on below.']);
  expect(new Set(grown.map(({ id }) => id)).size).toBe(1);
  expect(grown[0]!.id).not.toBe(first!.id);
  const last = grown.at(-1)!;
  expect(talkIn(last).turns).toHaveLength(2);
  expect(talkIn(last)).toMatchObject({ next: 0, isAsking: false });
  expect(last.data['text/html']).toContain('Good morning, &lt;b&gt;all&lt;/b&gt;!');

  const { live } = talkIn(last);
  const step = (id: string, words: string) =>
    fine(`await globalThis[Symbol.for('sotopia-pi.talk')]?.('${id}', 'gesture', '${words}')`);
  const inPlace = await step(live!.talk, 'waves');
  expect(inPlace.stdout).toContain('true');
  expect(inPlace.displays.every(({ isUpdate, id }) => isUpdate && id === last.id)).toBe(true);
  expect(talkIn(inPlace.displays.at(-1)!).turns.length).toBeGreaterThanOrEqual(3);
  expect(await step('another', 'waves')).toMatchObject({ stdout: '', displays: [] });

  await fine('if (!talk.ending) await talk.leave();');
  const kept = await fine('console.log(run.rows(pi.tables.episodes).at(-1).human, talk.ending);');
  expect(kept.stdout).toBe('0 too few characters\n');
  await fine('pi.show(talk.episode);');
  const wrong = await kernel.run('await talk.say(3);');
  expect(wrong.status).toBe('error');
});
