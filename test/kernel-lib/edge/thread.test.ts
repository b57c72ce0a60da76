import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import type { Handler } from '../../../kernel-lib/src/base/handler';
import { answerCalls, threadOf } from '../../../kernel-lib/src/edge/thread';
import { emptyFolder } from '../../support/folder';

const url = 'http://embedded.invalid/v1/chat/completions';

/** A thread that answers with what it was asked, dies at `/v1/die` and keeps silent at `/v1/wait`. */
function echo() {
  const program = join(emptyFolder(), 'echo.cjs');
  writeFileSync(
    program,
    `const { parentPort } = require('node:worker_threads');
     const replies = ({ id, name, call }) => {
       if (call.path === '/v1/die') throw new Error('struck by lightning');
       if (call.path === '/v1/wait') return [];
       if (call.path === '/v1/fail') return [{ id, failure: 'no such thing' }];
       const text = JSON.stringify({ name, call });
       const headers = { 'content-type': 'application/json' };
       return [{ id, answer: { status: 200, headers, text } }];
     };
     parentPort.on('message', all => parentPort.postMessage(all.flatMap(replies)));`
  );
  return threadOf(program);
}

test('a call goes to the thread as text, and its answer comes back', async () => {
  const response = await echo().fetchFor('there')(url, { method: 'POST', body: '{"seed":1}' });
  expect(response.ok).toBe(true);
  expect(await response.json()).toEqual({
    name: 'there',
    call: { method: 'POST', path: '/v1/chat/completions', body: '{"seed":1}' }
  });
});

test('a form goes as the names and texts of its fields', async () => {
  const form = new FormData();
  form.set('purpose', 'fine-tune');
  form.set('file', new File(['{}\n'], 'rows.jsonl'));
  const response = await echo().fetchFor('there')(url, { method: 'POST', body: form });
  expect(await response.json()).toMatchObject({
    call: {
      form: [
        ['purpose', 'fine-tune'],
        ['file', '{}\n']
      ]
    }
  });
});

test('calls of one moment go to the thread together, at most eight', async () => {
  const program = join(emptyFolder(), 'count.cjs');
  writeFileSync(
    program,
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', all => {
       const answer = { status: 200, headers: {}, text: String(all.length) };
       parentPort.postMessage(all.map(({ id }) => ({ id, answer })));
     });`
  );
  const ask = threadOf(program).fetchFor('there');
  const answers = await Promise.all([ask(url), ask(url), ask(url)]);
  expect(await Promise.all(answers.map(each => each.text()))).toEqual(['3', '3', '3']);
  expect(await (await ask(url)).text()).toBe('1');
  const nine = await Promise.all(Array.from({ length: 9 }, () => ask(url)));
  const sizes = await Promise.all(nine.map(each => each.text()));
  expect(sizes).toEqual([...Array<string>(8).fill('8'), '1']);
});

test('an interrupted call ends at once, and the thread goes on', async () => {
  const ask = echo().fetchFor('there');
  const controller = new AbortController();
  const asked = ask(new URL('/v1/wait', url), { signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
  await expect(ask(url, { signal: controller.signal })).rejects.toThrow('enough');
  expect((await ask(url)).status).toBe(200);
});

test('what fails in the thread fails the call; what kills it fails all calls, and the next starts anew', async () => {
  const ask = echo().fetchFor('there');
  await expect(ask(new URL('/v1/fail', url))).rejects.toThrow('no such thing');
  const waiting = ask(new URL('/v1/wait', url));
  const killing = ask(new URL('/v1/die', url));
  await expect(killing).rejects.toThrow('struck by lightning');
  await expect(waiting).rejects.toThrow('struck by lightning');
  expect((await ask(url)).status).toBe(200);
});

test('in the thread each name has a handler of its own', async () => {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const handlerFor =
    (name: string): Handler =>
    ({ body }) =>
      name === 'strict' ? Promise.reject(new Error('not here')) : answer(name, body);
  answerCalls(port2, handlerFor);
  const call = { method: 'POST', path: '/v1/x', body: '{"n":1}' };
  const replies = ['a', 'b', 'strict'].map((name, id) => ({ id, name, call }));
  replies.push({ id: 3, name: 'a', call: { ...call, body: 'no JSON' } });
  const heard = new Promise<unknown[]>(resolve => {
    const all: unknown[] = [];
    port1.on('message', (some: unknown[]) => all.push(...some) === 4 && resolve(all));
  });
  port1.postMessage(replies);
  const sorted = (await heard).sort((a, b) => idIn(a) - idIn(b));
  expect(sorted[0]).toMatchObject({ answer: { text: '{"name":"a","body":{"n":1}}' } });
  expect(sorted[1]).toMatchObject({ answer: { text: '{"name":"b","body":{"n":1}}' } });
  expect(sorted[2]).toMatchObject({ failure: 'not here' });
  expect(sorted[3]).toMatchObject({ failure: expect.stringContaining('JSON') as string });
});

function answer(name: string, body: unknown) {
  return Promise.resolve({ status: 200, json: { name, body } });
}

function idIn(reply: unknown): number {
  return (reply as { id: number }).id;
}
