import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ChatReply, ChatRequest } from '../../../../kernel-lib/src/base/chat';
import { pruneCalls, recordedModels } from '../../../../kernel-lib/src/edge/chat/call-list';
import { callStore, keyOf } from '../../../../kernel-lib/src/edge/chat/call-store';
import type { CallRecord } from '../../../../kernel-lib/src/edge/chat/call-record';
import {
  isRecorded,
  noNetwork,
  recordedModel,
  type Recording
} from '../../../../kernel-lib/src/edge/chat/recorded';
import type { Endpoint } from '../../../../kernel-lib/src/edge/profile';
import { emptyFolder } from '../../../support/folder';
import { scriptedModel, type Scripted } from '../../../support/scripted-model';

const request: ChatRequest = {
  messages: [{ role: 'user', content: 'Hello?' }],
  seed: 5,
  json: true,
  purpose: 'a test/attempt 1'
};
const zero: Endpoint = { model: 'm', baseUrl: 'https://x.invalid/v1', temperature: 0 };
const warm: Endpoint = { ...zero, temperature: 1 };
const first = new Date('2026-11-01');

/** A model whose calls go through the store of a folder, and what it was asked and recorded. */
function recorded(
  answers: readonly Scripted[],
  options: Partial<{ folder: string; endpoint: Endpoint; recording: Recording; now: Date }> = {}
) {
  const { folder = emptyFolder(), endpoint = zero, recording = 'all', now = first } = options;
  const asked = scriptedModel(answers, endpoint.model);
  const records: CallRecord[] = [];
  const unkept: unknown[] = [];
  const model = recordedModel(asked, endpoint, {
    store: callStore(folder),
    recording,
    record: call => records.push(call),
    halt: error => unkept.push(error),
    now: () => now
  });
  return { model, asked, records, unkept, folder };
}

test('a reply is kept, and not asked for again', async () => {
  const { model, asked, folder, records } = recorded(['{"a": 1}']);
  expect(await model.ask(request)).toEqual({ text: '{"a": 1}', cutOff: false });
  const other = recorded(['another'], { folder });
  expect(await other.model.ask({ ...request, purpose: 'elsewhere' })).toEqual({
    text: '{"a": 1}',
    cutOff: false
  });
  expect([asked.requests.length, other.asked.requests.length]).toEqual([1, 0]);
  expect(records).toEqual([]); // the model itself records what it was asked
  expect(other.records).toEqual([
    {
      ...{ purpose: 'elsewhere', model: 'm', attempt: 1, outcome: 'ok', recorded: true },
      ...{ promptTokens: 0, completionTokens: 0, price: 0, latencyMs: 0 }
    }
  ]);
});

test.each<[Recording, string]>([
  ['repeatable', 'new'],
  ['replay', 'old']
])(
  'a reply that led to nothing is asked for anew; under %s it is then "%s"',
  async (kind, then) => {
    const { model, folder } = recorded(['old']);
    await model.ask(request);
    const { model: later } = recorded(['new'], { folder, recording: kind });
    expect((await later.ask(request)).text).toBe('old');
    later.discard!([request, { ...request, repeat: 1 }]);
    expect((await later.ask(request)).text).toBe(then);
  }
);

test.each<[string, Partial<Endpoint>, Partial<ChatRequest>, boolean]>([
  ['for another purpose', {}, { purpose: 'other' }, true],
  ['with another seed', {}, { seed: 6 }, false],
  ['at another temperature', { temperature: 1 }, {}, false],
  ['with a key in another variable', { keyVariable: 'OTHER' }, {}, true],
  ['at another price', { pricePerMillionTokens: { prompt: 1, completion: 1 } }, {}, true],
  ['at another server', { baseUrl: 'https://y.invalid/v1' }, {}, false],
  ['to another model', { model: 'n' }, {}, false],
  ['with another token limit', { maxTokens: 9 }, {}, false],
  ['with other words', {}, { messages: [{ role: 'user', content: 'Hello.' }] }, false],
  ['without JSON', {}, { json: false }, false],
  ['a second time', {}, { repeat: 1 }, false]
])('the same question %s is the same call: %j %j %s', async (_, endpoint, changes, isSame) => {
  const { model, folder } = recorded(['old']);
  await model.ask(request);
  const again = recorded(['new'], { folder, endpoint: { ...zero, ...endpoint } });
  const { text } = await again.model.ask({ ...request, ...changes });
  expect(text).toBe(isSame ? 'old' : 'new');
});

test('the key of a call is what the documentation says', () => {
  expect(keyOf({ ...warm, maxTokens: 9, keyVariable: 'MY_KEY' }, request)).toEqual({
    provider: 'https://x.invalid/v1',
    model: 'm',
    parameters: {
      temperature: 1,
      max_tokens: 9,
      response_format: { type: 'json_object' },
      seed: 5
    },
    messages: request.messages,
    repeat: 0
  });
});

test.each<[string, ChatReply | Error, boolean]>([
  ['a reply', { text: 'x', cutOff: false }, true],
  ['a cut-off reply', { text: 'x', cutOff: true }, true],
  ['a refusal', { text: 'I cannot.', cutOff: false, refused: true }, false],
  ['an empty reply', { text: ' \n', cutOff: false }, true],
  ['an error', new Error('503'), false]
])('%s: kept is %s', async (_, answer, isKept) => {
  const { model, folder } = recorded([answer]);
  await model.ask(request).catch(() => undefined);
  expect(recordedModels(folder)).toHaveLength(isKept ? 1 : 0);
});

test.each<[Recording, boolean, boolean]>([
  ['off', false, false],
  ['repeatable', true, false],
  ['all', true, true],
  ['replay', true, true]
])('%s: recorded at temperature 0 %s, else %s, embedded never', (recording, atZero, else_) => {
  expect(isRecorded(zero, recording)).toBe(atZero);
  expect(isRecorded(warm, recording)).toBe(else_);
  expect(isRecorded({ ...zero, baseUrl: 'embedded' }, recording)).toBe(false);
});

test('a replay asks nobody: what was never recorded is an error that says how to record it', async () => {
  const { model, asked, folder } = recorded(['old'], { endpoint: warm });
  await model.ask(request);
  const replay = recorded(['new'], { folder, endpoint: warm, recording: 'replay' });
  expect((await replay.model.ask(request)).text).toBe('old');
  await expect(replay.model.ask({ ...request, seed: 6 })).rejects.toThrow(
    'expected a recorded call to m at https://x.invalid/v1 for a test/attempt 1'
  );
  expect(asked.requests.length + replay.asked.requests.length).toBe(1);
  expect(() => noNetwork('https://x.invalid/v1/files')).toThrow('https://x.invalid/v1/files');
});

test('a file that cannot be read is no recorded call, and is written again', async () => {
  const { model, folder } = recorded(['old']);
  await model.ask(request);
  const [part] = readdirSync(folder);
  const [file] = readdirSync(join(folder, part!));
  writeFileSync(join(folder, part!, file!), '{"version": 1, "repl');
  expect(recordedModels(folder)).toEqual([]);
  expect((await recorded(['new'], { folder }).model.ask(request)).text).toBe('new');
  expect((await recorded(['newer'], { folder }).model.ask(request)).text).toBe('new');
});

test('an interrupted question is not answered from the store', async () => {
  const { model } = recorded(['old']);
  await model.ask(request);
  await expect(model.ask(request, AbortSignal.abort(new Error('enough')))).rejects.toThrow(
    'enough'
  );
});

test('the store is listed by model and pruned by model and age', async () => {
  const folder = emptyFolder();
  const later = new Date('2026-11-09');
  for (const seed of [1, 2]) {
    await recorded(['a long reply'], { folder, endpoint: warm }).model.ask({ ...request, seed });
  }
  const other = { ...warm, model: 'n' };
  await recorded(['x'], { folder, endpoint: other, now: later }).model.ask(request);
  await recorded(['x'], { folder, endpoint: warm, now: later }).model.ask({ ...request, seed: 3 });
  const listed = () => recordedModels(folder).map(({ model, calls }) => [model, calls]);
  expect(recordedModels(folder)[0]).toMatchObject({
    ...{ provider: 'https://x.invalid/v1', model: 'm', calls: 3 },
    ...{ oldest: first.toISOString(), newest: later.toISOString() }
  });
  expect(pruneCalls({ model: 'm', before: first }, folder).calls).toBe(0); // not before, but then
  expect(pruneCalls({ model: 'm', before: new Date('2026-11-02') }, folder).calls).toBe(2);
  expect(listed().sort()).toEqual([
    ['m', 1],
    ['n', 1]
  ]);
  expect(pruneCalls({ model: 'n' }, folder)).toMatchObject({ calls: 1 });
  expect(pruneCalls({}, folder).bytes).toBeGreaterThan(100);
  expect(listed()).toEqual([]);
});

test('a recorded call holds its key in words, and no header', async () => {
  const { model, folder } = recorded(['old'], { endpoint: { ...zero, keyVariable: 'MY_KEY' } });
  await model.ask(request);
  const [part] = readdirSync(folder);
  const text = readFileSync(join(folder, part!, readdirSync(join(folder, part!))[0]!), 'utf8');
  expect(Object.keys(JSON.parse(text) as object)).toEqual(['version', 'time', 'key', 'reply']);
  expect(text).toContain('Hello?');
  expect(text).not.toMatch(/MY_KEY|authorization|bearer/i);
});

test('a reply that cannot be kept is given all the same, and stops what goes on', async () => {
  const folder = join(emptyFolder(), 'a-file');
  writeFileSync(folder, '');
  const { model, unkept } = recorded(['{"a": 1}'], { folder });
  expect((await model.ask(request)).text).toBe('{"a": 1}');
  expect(unkept).toMatchObject([{ code: expect.stringMatching(/ENOTDIR|EEXIST/) as string }]);
});
