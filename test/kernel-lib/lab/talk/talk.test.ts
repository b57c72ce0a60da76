import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ChatModel } from '../../../../kernel-lib/src/base/chat';
import { messageOf } from '../../../../kernel-lib/src/base/fail';
import { kernelId, talkView } from '../../../../kernel-lib/src/edge/notebook/talk';
import type { Cell } from '../../../../kernel-lib/src/edge/notebook/show';
import { Episode, promptOf } from '../../../../kernel-lib/src/episode/schema';
import { agentPrompt } from '../../../../kernel-lib/src/episode/prompt';
import { playEpisodes } from '../../../../kernel-lib/src/lab/play';
import { rateEpisodes } from '../../../../kernel-lib/src/lab/rate';
import { openRun } from '../../../../kernel-lib/src/lab/run';
import { selectEpisodes } from '../../../../kernel-lib/src/lab/select';
import { tables } from '../../../../kernel-lib/src/lab/tables';
import { liveTalk } from '../../../../kernel-lib/src/lab/talk/live';
import { talk } from '../../../../kernel-lib/src/lab/talk/talk';
import type { TalkOptions } from '../../../../kernel-lib/src/lab/talk/shape';
import { readWorld } from '../../../../kernel-lib/src/lab/world';
import { writeTasks } from '../../../../kernel-lib/src/lab/write-tasks';
import { rowsOf } from '../../../../kernel-lib/src/sft/rows';
import { emptyFolder } from '../../../support/folder';
import { act, say, scriptedModel, type Scripted } from '../../../support/scripted-model';
import { ava, ben, taskWith } from '../../../support/scene';

/** A talk of Ava and Ben with a person in one seat, and a model that answers so in the other. */
function talkWith(answers: readonly Scripted[], options: Partial<TalkOptions> = {}) {
  const model = scriptedModel(answers, 'model-b');
  const given = { you: 'Ava', with: model, cast: [ava, ben] as const, now: () => new Date(0) };
  return { model, talk: talk(taskWith(), { ...given, ...options }) };
}

test('a person talks turn by turn with a model, and it becomes a whole episode', async () => {
  const { talk, model } = talkWith([say('Hi.'), act('action', 'shrugs')]);
  expect(await talk.say('Hello.')).toBe('Ben Okoye said: "Hi."');
  expect(await talk.gesture('smiles')).toBe('Ben Okoye [action] shrugs');
  expect(talk.episode).toBeUndefined();
  expect(await talk.leave()).toBe('The talk is over: too few characters.');
  const { episode } = talk;
  expect(Episode.parse(episode)).toEqual(episode);
  expect(episode).toMatchObject({
    ...{ tag: 'human', human: 0, models: ['human', 'model-b'], ending: 'too few characters' }
  });
  expect(episode!.turns.map(({ action }) => action.action_type)).toEqual([
    ...['speak', 'speak', 'non-verbal communication', 'action', 'leave']
  ]);
  expect(model.requests).toHaveLength(2);
});

test.each([
  ['Shall we \udcff go?', 'half of a character (the lone surrogate U+DCFF)'],
  ['Go\u0007', 'a control character (U+0007)']
])('the words %j are refused in a sentence, and the turn stays yours', async (words, problem) => {
  const { talk, model } = talkWith([say('Hi.')]);
  for (const step of [talk.say, talk.act, talk.gesture]) {
    await expect(step(words)).rejects.toThrow(`[lab/talk] expected well-formed text`);
    await expect(step(words)).rejects.toThrow(problem);
  }
  expect([talk.turns, model.requests]).toEqual([[], []]);
  expect(await talk.say('A pair \ud83d\udc4d')).toContain('Hi.');
});

test('the model reads what an agent reads, and only its turns have a prompt and teach', async () => {
  const { talk, model } = talkWith([say('Hi.'), act('leave')]);
  await talk.say('Hello.');
  await talk.act('waits');
  const { episode } = talk;
  const [own, other] = episode!.turns;
  expect(promptOf(episode!, own!)).toEqual([]);
  expect(promptOf(episode!, other!)).toEqual(model.requests[0]!.messages);
  expect(model.requests[0]!.messages[0]!.content).toBe(
    agentPrompt(episode!, 1, episode!.turns.slice(0, 1)).join('')
  );
  expect(rowsOf(episode!, 0)).toEqual([]);
  expect(rowsOf(episode!, 1)).toHaveLength(2);
});

test('a person knows what its character knows: neither the other’s secret nor its goal', async () => {
  const { talk } = talkWith([say('Hi.')]);
  expect(talk.text).toContain('Ava has sold the bakery already.');
  expect(talk.text).not.toContain('Ben failed his final exam.');
  expect(talk.text).not.toContain('at most 70 dollars');
  await talk.say('Hello.');
  expect(talk.text.split('\n').slice(-2)).toEqual([
    'Ava Reed said: "Hello."',
    'Ben Okoye said: "Hi."'
  ]);
});

test('in the second seat the other begins', async () => {
  const { talk } = talkWith([say('Hello.'), act('leave')], { you: 'Ben Okoye' });
  await expect(talk.say('Hi.')).rejects.toThrow('It is the turn of Ava Reed');
  expect(await talk.listen()).toBe('Ava Reed said: "Hello."');
  expect(await talk.listen()).toBe('It is the turn of Ben Okoye.');
  expect(await talk.wait()).toBe(
    'Ava Reed left the conversation\nThe talk is over: too few characters.'
  );
  expect(talk.episode).toMatchObject({ human: 1, models: ['model-b', 'human'] });
});

test.each<
  [string, (talk: ReturnType<typeof talkWith>['talk']) => Promise<string | undefined>, string]
>([
  ['nothing', talk => talk.say('  '), 'wait()'],
  ['a gesture of nothing', talk => talk.gesture(''), 'wait()'],
  ['what is no text', talk => talk.say(5 as unknown as string), 'as a text, got 5']
])('saying %s is refused and is no turn', async (_, verb, message) => {
  const { talk } = talkWith([say('Hi.')]);
  await expect(verb(talk)).rejects.toThrow(message);
  expect(talk.turns).toEqual([]);
  expect(await talk.say('Hello.')).toBe('Ben Okoye said: "Hi."');
});

test('while the other thinks, or after the end, it is not your turn', async () => {
  const { talk } = talkWith([say('Hi.')]);
  const asked = talk.say('Hello.');
  await expect(talk.say('Hello?')).rejects.toThrow('expected your turn');
  await asked;
  await talk.leave();
  await expect(talk.say('Wait!')).rejects.toThrow(
    '"The talk is over: too few characters.". Begin another with pi.talk(…).'
  );
  expect(talk.turns).toHaveLength(3);
});

test('whoever forgets to wait puts no words into another’s mouth', async () => {
  const { talk } = talkWith([say('Hi.')]);
  const asked = talk.say('Hello.');
  await expect(talk.listen()).rejects.toThrow('Wait with await');
  await asked;
  expect(talk.turns.map(({ character }) => character)).toEqual(['Ava Reed', 'Ben Okoye']);
  const again = talkWith([say('Hello.')], { you: 'Ben Okoye' }).talk;
  const both = await Promise.allSettled([again.listen(), again.listen()]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(again.turns).toHaveLength(1);
});

test.each<[string, Partial<TalkOptions>, string]>([
  ['no model', { with: undefined }, 'expected a model to talk with, got nothing'],
  ['the name of one', { with: 'partner' as never }, "run.models.of('partner')"],
  ['the folder of a run', { in: 'runs/mine' as never }, 'in: pi.openRun(…)']
])('a talk with %s says what is meant', (_, options, message) => {
  expect(() => talkWith([], options)).toThrow(message);
});

test('a talk about nothing says where tasks are', () => {
  const options = { you: 'Ava', with: scriptedModel([]) };
  expect(() => talk(undefined as never, options)).toThrow('run.rows(pi.tables.tasks)[0]');
  expect(() => talk(taskWith(), undefined as never)).toThrow('expected a model to talk with');
});

test('when the model brings no action your turn is kept, and it can be asked again', async () => {
  const { talk } = talkWith([new Error('503'), 'no', say('Hi.')]);
  await expect(talk.say('Hello.')).rejects.toThrow('await talk.listen()');
  expect(talk.turns).toHaveLength(1);
  expect(await talk.listen()).toBe('Ben Okoye said: "Hi."');
  expect(talk.turns[1]?.attempts).toHaveLength(1);
});

test('replies that led to no action are discarded where they are kept', async () => {
  const discarded: string[] = [];
  const model: ChatModel = {
    ...scriptedModel(['no'], 'model-b'),
    discard: requests => void discarded.push(...requests.map(({ purpose }) => purpose))
  };
  const { talk } = talkWith([], { with: model });
  await expect(talk.say('Hello.')).rejects.toThrow('no action from model-b in 5 attempts');
  expect(discarded).toHaveLength(5);
});

test('somebody who is not in the cast cannot be played', () => {
  expect(() => talkWith([], { you: 'Zoe' })).toThrow('one of Ava Reed and Ben Okoye as you');
});

test('without a cast two people who fit the task meet', () => {
  const [task] = readWorld().tasks;
  const meet = (you: string) => talk(task!, { you, with: scriptedModel([]) });
  expect(() => meet('Nobody')).toThrow(/one of \S+ .+ and \S+ .+ as you/);
  const { setting } = talk(task!, { you: nameIn(() => meet('Nobody')), with: scriptedModel([]) });
  expect(setting.cast.map(({ id }) => id)).toHaveLength(2);
  expect(setting.human).toBe(0);
});

function nameIn(failing: () => unknown): string {
  try {
    failing();
  } catch (error) {
    return /one of (.+?) and /.exec(messageOf(error))![1]!;
  }
  throw new Error('it did not fail');
}

test('a talk in a run is kept, marked, rated like any episode, and not trained on', async () => {
  const run = openRun(emptyFolder(), { tasks: 1, pairs: 1, evaluationPairs: 1, repeats: 1 });
  onTestFinished(() => run.close());
  await writeTasks(run);
  await playEpisodes(run);
  const task = run.rows(tables.tasks).find(({ round }) => round === 'first')!;
  const before = run.rows(tables.episodes).length;
  const [casting] = run.rows(tables.castings).filter(row => row.task === task.id);
  const [first] = casting!.characters.map(id =>
    run.world.people.characters.find(person => person.id === id)!
  );
  const play = async (train?: 'BC') => {
    const model = run.models.of('partner');
    const options = { you: first!.firstName, with: model, in: run, ...(train && { train }) };
    const spoken = talk(task, options);
    await spoken.say('Good morning. What do you think of it?');
    if (!spoken.ending) await spoken.leave();
    return spoken.episode!;
  };
  const own = await play();
  const shown = await play('BC');
  expect([own.tag, shown.tag]).toEqual(['human', 'collect BC']);
  expect(run.rows(tables.episodes)).toHaveLength(before + 2);
  const lines = readFileSync(join(run.folder, 'episodes.jsonl'), 'utf8').split('\n');
  expect(lines.filter(line => line.includes('"human":0'))).toHaveLength(2);

  await playEpisodes(run);
  await rateEpisodes(run);
  selectEpisodes(run);
  const of = <T extends { episode: string }>(rows: readonly T[], id: string) =>
    rows.filter(({ episode }) => episode === id);
  expect(of(run.rows(tables.ratings), own.id).length).toBeGreaterThan(0);
  expect(of(run.rows(tables.selections), own.id)).toEqual([]);
  expect(of(run.rows(tables.selections), shown.id)).toHaveLength(2);
});

describe('a talk is shown once', () => {
  const written: string[] = [];
  const cell =
    (name: string): Cell =>
    ({ data, transient }, isUpdate) => {
      const id = `display ${ids.indexOf(transient.display_id!) + 1 || ids.push(transient.display_id!)}`;
      const last = data['text/plain'].trimEnd().split('\n').at(0);
      written.push(`${name}: ${isUpdate ? 'replaces' : 'adds'} ${id}: ${last}`);
    };
  const ids: string[] = [];
  const { talk: subject } = talkWith([]);
  const now = liveTalk({
    ...{ setting: subject.setting, model: 'm', turns: [], next: 0, ending: undefined },
    ...{ isAsking: false, problem: undefined, live: undefined }
  });

  test('under the cell that ran last, with a note where it was before', async () => {
    let here: Cell | undefined = cell('one');
    const { show, inPlace } = talkView(() => here);
    expect(show(now, 'a')).toBe(true);
    show(now, 'b');
    here = cell('two');
    show(now, 'c');
    here = cell('click');
    await inPlace(async () => show(now, 'd'));
    here = undefined;
    expect(show(now, 'e')).toBe(false);
    expect(written).toEqual([
      'one: adds display 1: a',
      'one: replaces display 1: b',
      'two: replaces display 1: The talk goes on below.',
      'two: adds display 2: c',
      'click: replaces display 2: d'
    ]);
  });

  test('with nothing of the other that the person must not know', () => {
    const text = JSON.stringify(now);
    expect(now.seats[0]).toMatchObject({ secret: ava.secret });
    expect(now.seats[1]).not.toHaveProperty('goal');
    expect(text).not.toContain(ben.secret);
    expect(text).not.toContain('at most 70 dollars');
  });
});

test.each([
  [['node', 'tslab', '--config-path', '/x/kernel-01234567-89ab-cdef-0123-456789abcdef.json'], true],
  [['node', 'tslab', '--config-path', '/x/connection.json'], false],
  [['node', 'cli.cjs'], false]
])('a kernel knows its id from %j: %s', (argv, isKnown) => {
  expect(kernelId(argv)).toBe(isKnown ? '01234567-89ab-cdef-0123-456789abcdef' : undefined);
});
