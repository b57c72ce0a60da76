import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChatModel, ChatRequest } from '../../../kernel-lib/src/base/chat';
import { playDefaults, playEpisode } from '../../../kernel-lib/src/episode/play';
import { Replies } from '../../../kernel-lib/src/lab/replies';
import { emptyFolder } from '../../support/folder';
import { act, say, scriptedModel, type Scripted } from '../../support/scripted-model';
import { sceneWith } from '../../support/scene';

const table = { file: 'episodes.jsonl' };
const plan = { id: 'episode-1', tag: 'test', repeat: 0, seed: 1, ...sceneWith() };
const first = [say('Hello.'), 'no', say('90.'), act('leave')];
const second = ['Sure!', '', say('Hi.'), say('80.')];
const path = (folder: string) => join(folder, 'journal/episodes.replies.jsonl');

/** The replies of a folder as a stage has them while `made` is made. */
function opened(folder: string, made: ReadonlySet<string> = new Set()) {
  const notices: string[] = [];
  const broken: unknown[] = [];
  const replies = new Replies(folder, table, {
    isWanted: id => !made.has(id),
    onNotice: sentence => notices.push(sentence),
    onBroken: error => broken.push(error)
  });
  return { replies, notices, broken };
}

/** Plays the episode in a folder until it ends, or the process dies after so many answers. */
async function played(folder: string, answers: readonly (readonly Scripted[])[], dies = Infinity) {
  const { replies, notices } = opened(folder);
  const models = answers.map((each, i) => scriptedModel(each, `model-${i}`));
  const death = new DOMException('died', 'AbortError');
  let left = dies;
  const mortal = models.map((model): ChatModel => ({
    ...model,
    ask: (...args) => (left-- > 0 ? model.ask(...args) : Promise.reject(death))
  }));
  const agents = [replies.through(mortal[0]!), replies.through(mortal[1]!)] as const;
  const options = { ...playDefaults, maxAttempts: 3 };
  const outcome = await playEpisode(plan, agents, options).catch(() => undefined);
  const asked = models.reduce((sum, { requests }) => sum + requests.length, 0);
  return { outcome, asked, notices, replies };
}

const total = first.length + second.length;
const order = [0, 1, 1, 1, 0, 0, 1, 0]; // who answers, call by call

/** What the two have left to say after so many answers. */
function scriptsAfter(answers: number): [Scripted[], Scripted[]] {
  const given = (seat: number) => order.slice(0, answers).filter(each => each === seat).length;
  return [first.slice(given(0)), second.slice(given(1))];
}

test('wherever a process died, the dialogue goes on there, and nothing is asked twice', async () => {
  const { outcome: whole, asked } = await played(emptyFolder(), [first, second]);
  expect(whole).toMatchObject({ kind: 'finished', episode: { ending: 'too few characters' } });
  expect(asked).toBe(total);
  for (let dies = 0; dies <= total; dies++) {
    const folder = emptyFolder();
    const before = await played(folder, [first, second], dies);
    expect(before.asked).toBe(dies);
    const after = await played(folder, scriptsAfter(dies));
    expect(after.asked).toBe(total - dies);
    expect(after.outcome).toEqual(whole);
  }
});

test('whatever end of the file a power loss takes, the rest is used and the loss is said', async () => {
  const source = emptyFolder();
  const { outcome: whole, replies } = await played(source, [first, second]);
  replies.close();
  const bytes = readFileSync(path(source));
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), async length => {
      const folder = emptyFolder();
      await played(folder, [first, second], 1); // makes the folder
      writeFileSync(path(folder), bytes.subarray(0, length));
      const lines = bytes.subarray(0, length).toString().split('\n').length - 1;
      const after = await played(folder, scriptsAfter(lines));
      expect(after.asked).toBe(total - lines);
      expect(after.outcome).toEqual(whole);
      const isTorn = length > 0 && bytes[length - 1] !== 10;
      expect(after.notices).toHaveLength(isTorn ? 1 : 0);
    }),
    { numRuns: 30 }
  );
});

test('a line that is none is passed over: what it held is asked for again', async () => {
  const folder = emptyFolder();
  await played(folder, [first, second], 2);
  const [line] = readFileSync(path(folder), 'utf8').split('\n');
  writeFileSync(path(folder), `${line}\n\0\0\0\n{"version":2}\n`);
  const { asked, notices } = await played(folder, [first.slice(1), second]);
  expect(asked).toBe(total - 1);
  expect(notices).toHaveLength(1);
});

test('a reply to another prompt is not taken', async () => {
  const folder = emptyFolder();
  const { replies } = opened(folder);
  const model = scriptedModel(['one', 'two']);
  const request = { seed: 1, json: true, purpose: 'episode-1/turn 0/attempt 1' };
  const ask = (content: string) =>
    opened(folder)
      .replies.through(model)
      .ask({ ...request, messages: [{ role: 'user', content }] });
  expect((await ask('a')).text).toBe('one');
  expect((await ask('a')).text).toBe('one');
  expect((await ask('b')).text).toBe('two');
  expect((await ask('b')).text).toBe('two');
  expect(model.requests).toHaveLength(2);
  replies.close();
});

test('a turn that failed is asked anew by the next start, and those before it are not', async () => {
  const folder = emptyFolder();
  const { outcome, replies, asked } = await played(folder, [[say('Hello.')], ['no']]);
  expect([outcome?.kind, asked]).toEqual(['unfinished', 4]);
  replies.forgetLast('episode-1');
  replies.settle();
  expect(readFileSync(path(folder), 'utf8').split('\n')).toHaveLength(2);
  const after = await played(folder, [[], [act('leave')]]);
  expect(after.outcome).toMatchObject({
    episode: { turns: [{}, { action: { action_type: 'leave' } }] }
  });
  expect(after.asked).toBe(1);
});

test('of what failed, every reply to the last question is discarded, and of what was made none', async () => {
  const discarded: string[] = [];
  const agents = [[say('Hello.')], [say('Hi.'), 'no']].map((answers, i) => ({
    ...scriptedModel(answers, `model-${i}`),
    discard: (requests: readonly ChatRequest[]) =>
      void discarded.push(...requests.map(({ purpose }) => purpose))
  }));
  const { replies } = opened(emptyFolder());
  const through = [replies.through(agents[0]!), replies.through(agents[1]!)] as const;
  const options = { ...playDefaults, maxAttempts: 2 };
  expect((await playEpisode(plan, through, options)).kind).toBe('unfinished');
  replies.finished('episode-2');
  replies.forgetLast('episode-1');
  replies.forgetLast('episode-1');
  expect(discarded).toEqual(['episode-1/turn 3/attempt 1', 'episode-1/turn 3/attempt 2']);
  await through[0].ask({
    messages: [],
    seed: 1,
    json: true,
    purpose: 'episode-3/turn 0/attempt 1'
  });
  replies.finished('episode-3');
  replies.forgetLast('episode-3');
  expect(discarded).toHaveLength(2);
});

test('when a stage is over, only what is unfinished leaves something behind', async () => {
  const folder = emptyFolder();
  await played(folder, [first, second], 3);
  const other =
    '{"version":1,"purpose":"episode-2/turn 0/attempt 1","prompt":"x","text":"","cutOff":true}';
  appendFileSync(path(folder), `${other}\n`);
  const made = new Set<string>();
  const { replies } = opened(folder, made);
  replies.settle();
  expect(readFileSync(path(folder), 'utf8').split('\n')).toHaveLength(5);
  made.add('episode-1');
  replies.settle();
  expect(readFileSync(path(folder), 'utf8')).toBe(`${other}\n`);
  made.add('episode-2');
  replies.settle();
  expect(existsSync(path(folder))).toBe(false);
});

test('a reply that cannot be kept is given all the same, and whoever goes on is told', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'journal'), 'a file where the folder should be');
  const { replies, broken } = opened(folder);
  const request = { messages: [], seed: 1, json: true, purpose: 'episode-1/turn 0/attempt 1' };
  expect((await replies.through(scriptedModel(['one'])).ask(request)).text).toBe('one');
  expect(broken).toHaveLength(1);
});
