import { expect, test } from 'vitest';
import type { Handler } from '../../../kernel-lib/src/base/handler';
import {
  faultNames,
  kindOf,
  withFaults,
  type FaultRates
} from '../../../kernel-lib/src/rehearsal/faults';

const reply = '{"action_type":"speak","argument":"Hello there"}';
const calm: Handler = async () => ({
  status: 200,
  json: {
    choices: [{ index: 0, message: { role: 'assistant', content: reply }, finish_reason: 'stop' }]
  }
});
const call = (content = 'x', path = '/v1/chat/completions') => ({
  method: 'POST',
  path,
  body: { messages: [{ role: 'user', content }] }
});
const faulty = (rates: Partial<FaultRates>, more: object = {}) =>
  withFaults(calm, { seed: 1, rates, ...more });
const saying = (content: string, finish_reason = 'stop') => ({
  status: 200,
  json: { choices: [{ message: { content }, finish_reason }] }
});

test.each([
  ['rateLimited', { status: 429, headers: { 'retry-after': '1' } }],
  ['serverError', { status: 500 }],
  ['reset', { fault: 'reset' }],
  ['hang', { fault: 'hang' }],
  ['empty', saying('')],
  ['notJson', saying('Certainly! Let me think about what to say here.')],
  ['unknownAction', saying('{"action_type": "teleport", "argument": "to the moon"}')],
  ['tooMany', { status: 429 }],
  ['badRequest', { status: 400 }],
  ['halfBody', { ...saying(reply), delivery: 'half' }],
  ['slowDrip', { ...saying(reply), delivery: 'drip' }],
  ['truncated', saying(reply.slice(0, Math.floor(reply.length / 2)))],
  ['wrongType', saying('{"action_type":5,"argument":11}')],
  [
    'refusal',
    { json: { choices: [{ message: { content: '', refusal: 'I cannot help with that.' } }] } }
  ],
  ['cutOff', saying(reply.slice(0, Math.floor(reply.length / 2)), 'length')]
] as const)('%s can be had on demand', async (fault, answer) => {
  expect(await faulty({ [fault]: 1 })(call())).toMatchObject(answer);
});

test('every fault can be had, and only one of the two ways to say "too many" says when', async () => {
  const answers = await Promise.all(faultNames.map(name => faulty({ [name]: 1 })(call())));
  const ordinary = JSON.stringify(await calm(call()));
  expect(answers.filter(answer => JSON.stringify(answer) === ordinary)).toEqual([]);
  expect(answers.filter(({ headers }) => headers?.['retry-after'])).toHaveLength(1);
});

test('a rate is a share of the calls, and the rest is answered as ever', async () => {
  const server = faulty({ serverError: 0.2, empty: 0.1 });
  const answers = await Promise.all(Array.from({ length: 2000 }, (_, i) => server(call(`${i}`))));
  const failures = answers.filter(({ status }) => status === 500).length;
  expect(failures).toBeGreaterThan(340);
  expect(failures).toBeLessThan(460);
  expect(answers).toContainEqual(await calm(call()));
});

test('asking again draws again, and the order of different calls does not matter', async () => {
  const play = async (order: readonly string[]) => {
    const server = faulty({ serverError: 0.5 });
    const met = new Map<string, number[]>();
    for (const text of order) {
      const { status } = await server(call(text));
      met.set(text, [...(met.get(text) ?? []), status]);
    }
    return [...met].sort();
  };
  const texts = Array.from({ length: 10 }, (_, i) => `${i}`);
  const first = await play([...texts, ...texts, ...texts]);
  expect(await play([...texts].reverse().flatMap(text => [text, text, text]))).toEqual(first);
  expect(first.some(([, statuses]) => new Set(statuses).size > 1)).toBe(true);
});

test('late calls wait, as long as they are not given up', async () => {
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  const server = faulty({}, { latency: { rate: 1, ms: 50 }, wait });
  expect(await server(call())).toEqual(await calm(call()));
  expect(waits).toHaveLength(1);
  expect(waits[0]).toBeLessThanOrEqual(50);
  const signal = AbortSignal.abort(new Error('enough'));
  const late = withFaults(calm, { seed: 1, rates: {}, latency: { rate: 1, ms: 60_000 } });
  await expect(late({ ...call(), signal })).rejects.toThrow('enough');
});

test.each([
  ['You are at Turn #0.', 'agent'],
  ['Write a task.\nInspiration: sharing food', 'writer'],
  ['Turn #1: x\nReply as {"agent_1_evaluation": …}', 'judge']
] as const)('%j is a call for an %s', (content, kind) => {
  expect(kindOf(call(content).body)).toBe(kind);
});

test('faults can be kept to one kind of call, and never befall other paths', async () => {
  const server = faulty({ serverError: 1 }, { kinds: ['writer'] });
  expect((await server(call('Inspiration: sharing food'))).status).toBe(500);
  expect((await server(call('You are at Turn #0.'))).status).toBe(200);
  expect((await faulty({ serverError: 1 })(call('x', '/v1/models'))).status).toBe(200);
});
