import { expect, test } from 'vitest';
import { writeTask, writeDefaults } from '../../../kernel-lib/src/task/generate';
import { toProfile } from '../../../kernel-lib/src/task/schema';
import { scriptedModel, type Scripted } from '../../support/scripted-model';
import { taskWith } from '../../support/scene';

const good = JSON.stringify(toProfile(taskWith()));
const request = {
  id: 'task-1',
  inspiration: { id: 'inspiration-1', source: 'social_iqa', text: 'Robin helped.' },
  example: taskWith(),
  seed: 7
} as const;
const write = async (answers: readonly Scripted[], maxAttempts = 3) => {
  const writer = scriptedModel(answers, 'writer');
  const outcome = await writeTask(request, writer, { ...writeDefaults, maxAttempts });
  return { outcome, requests: writer.requests };
};

test('a task knows its id, its inspiration, the source of that, and its writer', async () => {
  const { outcome } = await write([good]);
  expect(outcome).toEqual({
    kind: 'written',
    attempts: [],
    task: taskWith({
      id: 'task-1',
      source: 'social_iqa',
      inspiration: 'inspiration-1',
      writer: 'writer'
    })
  });
});

test('a reply that is no task is asked for again with another seed, and kept', async () => {
  const { outcome, requests } = await write(['Sure!', '{"codename":', good]);
  expect(outcome).toMatchObject({ kind: 'written' });
  expect(outcome.attempts.map(({ reply }) => reply)).toEqual(['Sure!', '{"codename":']);
  expect(outcome.attempts[0]?.reason).toContain('expected a task as one JSON object');
  expect(new Set(requests.map(({ seed }) => seed)).size).toBe(3);
  expect(requests.map(({ purpose }) => purpose)).toEqual([1, 2, 3].map(n => `task-1/attempt ${n}`));
  expect(requests.every(({ json }) => json)).toBe(true);
});

test('a repaired reply is a task, and the raw text is kept with what was repaired', async () => {
  const reply = `\`\`\`json\n${good}\n\`\`\``;
  const { outcome } = await write([reply]);
  expect(outcome).toMatchObject({
    kind: 'written',
    attempts: [{ reply, reason: 'repaired: code fence' }]
  });
});

test('the task is skipped after the last attempt, and not before', async () => {
  expect((await write(['no', 'no', good])).outcome.kind).toBe('written');
  const { outcome, requests } = await write(['no', 'no', 'no', good]);
  expect(outcome).toMatchObject({ kind: 'skipped', id: 'task-1' });
  expect(outcome.attempts).toHaveLength(3);
  expect(outcome).toMatchObject({
    reason: expect.stringMatching(/^no task from writer in 3 attempts: /) as string
  });
  expect(requests).toHaveLength(3);
});

test('a cut-off reply is never completed', async () => {
  const { outcome } = await write([{ text: good.slice(0, -5), cutOff: true }], 1);
  expect(outcome.attempts[0]?.reason).toMatch(/^cut off at the token limit: /);
});

test('a call that brings no reply skips the task at once', async () => {
  const { outcome, requests } = await write(['no', new Error('503'), good]);
  expect(outcome).toMatchObject({ kind: 'skipped', reason: 'no answer from writer: 503' });
  expect(outcome.attempts).toHaveLength(2);
  expect(requests).toHaveLength(2);
});

test('an interrupted call is passed on, not recorded', async () => {
  const stop = new DOMException('stopped', 'AbortError');
  await expect(write([stop])).rejects.toBe(stop);
  const aborted = writeTask(request, scriptedModel([good]), writeDefaults, AbortSignal.abort());
  await expect(aborted).rejects.toThrow('aborted');
});
