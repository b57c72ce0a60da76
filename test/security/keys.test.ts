import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { answersIn } from '../../kernel-lib/src/edge/batch-files';
import { batchServer } from '../../kernel-lib/src/edge/batch-api';
import type { CallRecord } from '../../kernel-lib/src/edge/chat/call-record';
import { httpModel } from '../../kernel-lib/src/edge/chat/http';
import { withoutSecret } from '../../kernel-lib/src/edge/chat/mask';
import { listedModels } from '../../kernel-lib/src/edge/chat/model-list';
import { pooledFetch } from '../../kernel-lib/src/edge/chat/pool-fetch';
import type { Endpoint } from '../../kernel-lib/src/edge/profile';
import { openRun } from '../../kernel-lib/src/lab/run';
import { writeTasks } from '../../kernel-lib/src/lab/write-tasks';
import { emptyFolder } from '../support/folder';
import { answer, oddServer } from '../support/odd-server';
import { rawServer } from '../support/raw-server';

const key = 'sk-Planted/7f"Zq+90=kx';
const keyVariable = 'SOTOPIA_PI_TEST_KEY';
beforeEach(() => void vi.stubEnv(keyVariable, key));
afterEach(() => void vi.unstubAllEnvs());

const code = (sign: string, radix: number) => sign.charCodeAt(0).toString(radix);
const each = (write: (sign: string) => string) => [...key].map(write).join('');
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const escapes = each(sign => `\\u00${code(sign, 16)}`);

const encodings: Readonly<Record<string, string>> = {
  'as it is': key,
  'as a JSON string': inJson(key),
  'with an escaped slash': inJson(key).replaceAll('/', '\\/'),
  'as JSON escapes': escapes,
  'as JSON escapes in capitals': escapes.replace(/[a-f](?=\\|$)/g, hex => hex.toUpperCase()),
  'one sign as a JSON escape': `\\u0073${inJson(key).slice(1)}`,
  'as a JSON string in a JSON string': inJson(inJson(key)),
  'as JSON escapes in a JSON string': inJson(escapes),
  'percent-encoded': encodeURIComponent(key),
  'percent-encoded, every sign': each(sign => `%${code(sign, 16)}`),
  'percent-encoded twice': encodeURIComponent(encodeURIComponent(key)),
  'as decimal references': each(sign => `&#${code(sign, 10)};`),
  'as hexadecimal references': each(sign => `&#x${code(sign, 16)};`),
  'as named references': key.replaceAll('"', '&quot;')
};
const written = Object.entries(encodings);

test.each(written)('the key is masked, written %s', (_, form) => {
  expect(withoutSecret(`before ${form} after`, key)).toBe('before [key] after');
});

test('a text without the key stays as it is, whatever it looks like', () => {
  const text = '100 % & more: \\u0073k, sk-Planted, %73k, &#115;k, "a\\"b" and \\\\u00';
  expect(withoutSecret(text, key)).toBe(text);
});

/** Whether a value holds the key in any string, or in what a string decodes to. */
function holdsKey(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') {
    if (value.includes(key)) return true;
    return depth < 4 && decodings(value).some(each => holdsKey(each, depth + 1));
  }
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value)
    .flat()
    .some(each => holdsKey(each, depth + 1));
}

function decodings(text: string): unknown[] {
  const unescaped = text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16))
  );
  const tries = [() => JSON.parse(text) as unknown, () => JSON.parse(`"${text}"`) as unknown];
  const parsed = [...tries, () => decodeURIComponent(text)].flatMap(attempt => {
    try {
      return [attempt()];
    } catch {
      return [];
    }
  });
  return [...parsed, unescaped].filter(decoded => decoded !== text);
}

const usage = { prompt_tokens: 10, completion_tokens: 10 };
const completion = (message: object, choice: object = {}) => ({
  choices: [{ index: 0, finish_reason: 'stop', message, ...choice }],
  usage
});

/** Everything that comes out of asking a server that answers so: the reply or the error, and records. */
async function askedOf(answering: (response: ServerResponse) => void) {
  const server = await rawServer(answering);
  const endpoint: Endpoint = { model: 'm', temperature: 0.5, baseUrl: server.url, keyVariable };
  const records: CallRecord[] = [];
  const patience = { maxAttempts: 1, timeoutMs: 20_000, firstWaitMs: 1 };
  const model = httpModel(endpoint, { record: call => records.push(call), patience });
  const messages = [{ role: 'user' as const, content: 'Hello?' }];
  const outcome = await model
    .ask({ messages, seed: 1, json: true, purpose: 'a test' })
    .catch((error: unknown) => error);
  expect(server.seen[0]!.headers.authorization).toBe(`Bearer ${key}`);
  return { outcome, records, shown: inspect(outcome, { depth: 8 }) };
}

const places: readonly (readonly [string, (form: string) => object])[] = [
  ['the reply', form => completion({ content: `{"argument":"${form}"}` })],
  ['a part of the reply', form => completion({ content: [{ type: 'text', text: form }] })],
  ['thoughts', form => completion({ content: '{}', reasoning_content: form })],
  ['a thinking part', form => completion({ content: [{ type: 'thinking', thinking: form }] })],
  [
    'a tool call',
    form => completion({ content: null, tool_calls: [{ function: { name: form } }] })
  ],
  ['a foreign content', form => completion({ content: { text: form } })],
  ['the finish reason', form => completion({ content: '{}' }, { finish_reason: form })],
  ['an error inside HTTP 200', form => ({ error: { code: 400, message: `no ${form}` } })],
  ['the code of an error', form => ({ error: { code: form, message: form } })],
  ['the error of a choice', form => completion({}, { error: { message: form } })],
  ['a foreign answer', form => ({ echo: { authorization: `Bearer ${form}` } })]
];
const everywhere = places.flatMap(([place, body]) =>
  written.map(([encoding, form]) => [place, encoding, body(form)] as const)
);

test.each(everywhere)('a key that comes back in %s, %s, is masked', async (_, __, body) => {
  const found = await askedOf(response => answer(response, body));
  expect(holdsKey([found.outcome, found.records, found.shown])).toBe(false);
  expect(holdsKey((found.outcome as Error).message)).toBe(false);
});

const halves = [key.slice(0, 9), key.slice(9)] as const;

test('a key that is split over the parts of a reply is masked', async () => {
  const content = halves.map(text => ({ type: 'text', text }));
  const { outcome } = await askedOf(response => answer(response, completion({ content })));
  expect(outcome).toMatchObject({ text: '[key]' });
});

test('a key that is split over the events of a stream is masked', async () => {
  const { outcome } = await askedOf(response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const content of halves) {
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
    }
    response.end('data: [DONE]\n\n');
  });
  expect(outcome).toMatchObject({ text: '[key]' });
});

test.each(written)('a key in a status that is an error, %s, is masked', async (_, form) => {
  for (const body of [{ error: { message: form } }, form, `<html><title>${form}</title></html>`]) {
    const found = await askedOf(response => answer(response, body, 401));
    expect(holdsKey([found.records, found.shown, (found.outcome as Error).message])).toBe(false);
  }
});

test('a key in lists of models and in batches is masked', async () => {
  const id = `m-${key}`;
  const server = await rawServer((response, { path }) =>
    path.includes('batches')
      ? answer(response, { id, status: key, errors: { data: [{ message: key }] } })
      : answer(response, { data: [{ id, shutdown_date: key }] })
  );
  const endpoint: Endpoint = { model: 'm', temperature: 0, baseUrl: server.url, keyVariable };
  expect(holdsKey(await listedModels(endpoint, pooledFetch()))).toBe(false);
  const batches = await batchServer(endpoint, pooledFetch());
  expect(holdsKey(await batches.state('b'))).toBe(false);
});

test.each(written)('a key in the rows of a batch, %s, is masked', (_, form) => {
  const endpoint: Endpoint = { model: 'm', temperature: 0, baseUrl: 'http://x/v1', keyVariable };
  const rows = [
    { custom_id: 'a', response: { status_code: 200, body: completion({ content: form }) } },
    { custom_id: 'b', response: { status_code: 500, body: { error: { message: form } } } },
    { custom_id: 'c', error: { code: form, message: form } },
    { custom_id: 'd', response: { status_code: form, body: null } }
  ];
  const { answers } = answersIn(rows.map(row => JSON.stringify(row)).join('\n'), endpoint);
  expect(answers).toHaveLength(4);
  expect(holdsKey(answers)).toBe(false);
});

test('a key that a writer repeats in escapes reaches no file of a run', async () => {
  const server = await oddServer((response, good) => {
    const [first] = good.choices;
    const content = first!.message.content.replace(/"scenario":\s*"/, `$&${escapes} `);
    answer(response, { ...good, choices: [{ ...first, message: { ...first!.message, content } }] });
  });
  const folder = emptyFolder();
  const small = { tasks: 1, pairs: 1, evaluationPairs: 1, repeats: 1 };
  const models = server.profile(folder, { keyVariable });
  const run = openRun(join(folder, 'run'), { ...small, models }, {});
  onTestFinished(() => run.close());
  await writeTasks(run);
  const files = readdirSync(run.folder, { recursive: true, withFileTypes: true });
  const lines = files
    .filter(file => file.isFile())
    .flatMap(file => readFileSync(join(file.parentPath, file.name), 'utf8').split('\n'));
  expect(lines.some(line => line.includes('[key]'))).toBe(true);
  expect(lines.filter(line => holdsKey(line))).toEqual([]);
});
