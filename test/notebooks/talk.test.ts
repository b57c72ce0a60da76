import { expect, onTestFinished, test } from 'vitest';
import { emptyFolder } from '../support/folder';
import { startedKernel, type Display } from '../support/kernel';

const text = ({ data }: Display) => data['text/plain'] as string;

test('a person talks with a model cell by cell, and the text grows under the first cell', async () => {
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

  const said = await fine('await talk.say("Good morning!")');
  const updates = said.displays.filter(({ isUpdate }) => isUpdate);
  expect(updates.map(({ id }) => id)).toEqual([first!.id, first!.id]);
  expect(text(updates[0]!).split('\n').at(-1)).toContain('said: "Good morning!"');
  expect(text(updates[1]!).startsWith(text(updates[0]!))).toBe(true);
  expect(text(updates[1]!).split('\n')).toHaveLength(text(updates[0]!).split('\n').length + 1);

  await fine('if (!talk.ending) await talk.leave();');
  const kept = await fine('console.log(run.rows(pi.tables.episodes).at(-1).human, talk.ending);');
  expect(kept.stdout).toBe('0 too few characters\n');
  await fine('pi.show(talk.episode);');
  const wrong = await kernel.run('await talk.say(3);');
  expect(wrong.status).toBe('error');
});
