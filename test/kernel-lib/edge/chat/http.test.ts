import { expect, onTestFinished, test } from 'vitest';
import type { ChatRequest } from '../../../../kernel-lib/src/base/chat';
import type { Answer, Call } from '../../../../kernel-lib/src/base/handler';
import type { CallRecord } from '../../../../kernel-lib/src/edge/chat/call-record';
import { httpModel } from '../../../../kernel-lib/src/edge/chat/http';
import { costOf } from '../../../../kernel-lib/src/edge/chat/wording';
import { fetchFrom } from '../../../../kernel-lib/src/edge/embedded';
import type { Endpoint } from '../../../../kernel-lib/src/edge/profile';
import { serve } from '../../../../kernel-lib/src/edge/serve';
import { completionOf } from '../../../support/openai-server';

const request: ChatRequest = {
  messages: [{ role: 'user', content: 'Hello?' }],
  seed: 5,
  json: true,
  purpose: 'a test'
};
const completion = (text: string, finish_reason = 'stop'): Answer => ({
  status: 200,
  json: {
    choices: [{ index: 0, finish_reason, message: { role: 'assistant', content: text } }],
    usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 }
  }
});
const failing = (status: number, headers = {}): Answer => ({
  status,
  headers,
  json: { error: { message: `trouble ${status}` } }
});

const reset: Answer = { status: 200, fault: 'reset' };
const hang: Answer = { status: 200, fault: 'hang' };

/** A model whose server gives these answers one after another, and what it was asked and recorded. */
async function modelAnswering(answers: Answer[], overHttp: boolean, maxAttempts = 3) {
  const calls: Call[] = [];
  const records: CallRecord[] = [];
  const handler = (call: Call) => {
    calls.push(call);
    return Promise.resolve(answers.shift() ?? completion('no more'));
  };
  const served = overHttp ? await serve(handler) : undefined;
  if (served) onTestFinished(served.close);
  const endpoint = {
    model: 'any-model',
    baseUrl: served?.url ?? 'embedded',
    temperature: 0.5,
    pricePerMillionTokens: { prompt: 2, completion: 10 }
  } as const;
  const model = httpModel(endpoint, {
    record: call => records.push(call),
    patience: { maxAttempts, timeoutMs: answers.includes(hang) ? 300 : 20_000, firstWaitMs: 1 },
    ...(served ? {} : { fetch: fetchFrom(handler) })
  });
  return { model, calls, records };
}

test.each([
  ['in this process', false],
  ['over HTTP', true]
])(
  'a model %s is asked in the protocol’s words, and its tokens are priced',
  async (_, overHttp) => {
    const { model, calls, records } = await modelAnswering([completion('Hi!')], overHttp);
    expect(await model.ask(request)).toEqual({ text: 'Hi!', cutOff: false });
    expect(calls[0]).toMatchObject({
      method: 'POST',
      path: '/v1/chat/completions',
      body: {
        model: 'any-model',
        messages: request.messages,
        temperature: 0.5,
        seed: 5,
        response_format: { type: 'json_object' }
      }
    });
    expect(records).toMatchObject([
      { purpose: 'a test', attempt: 1, outcome: 'ok', promptTokens: 1000, completionTokens: 100 }
    ]);
    expect(records[0]!.price).toBeCloseTo(0.003);
  }
);

test('a reply that ran into the token limit says so', async () => {
  const { model } = await modelAnswering([completion('{"act', 'length')], false);
  const cut = { text: '{"act', cutOff: true, finishReason: 'length' };
  expect(await model.ask(request)).toEqual(cut);
});

test.each([
  ['a server error', failing(500), /^HTTP 500$/],
  ['too many requests', failing(429), /^HTTP 429$/],
  ['too many requests with a wait', failing(429, { 'retry-after': '0.001' }), /^HTTP 429$/],
  ['a broken connection', reset, /^Connection error: \S/],
  ['a server that never answers', hang, /^Request timed out\.$/]
])('after %s it asks again, and every attempt is recorded', async (_, trouble, outcome) => {
  const { model, records } = await modelAnswering([trouble, completion('Hi!')], true);
  expect((await model.ask(request)).text).toBe('Hi!');
  expect(records.map(record => [record.attempt, record.outcome])).toEqual([
    [1, expect.stringMatching(outcome)],
    [2, 'ok']
  ]);
});

test.each([
  ['a bad request', failing(400)],
  ['a missing key', failing(401)],
  ['an unknown model', failing(404)]
])('%s is not asked again', async (_, trouble) => {
  const { model, records } = await modelAnswering([trouble], false);
  await expect(model.ask(request)).rejects.toThrow(/expected an answer of any-model/);
  expect(records).toHaveLength(1);
});

test('it gives up after the attempts it may make, not one more', async () => {
  const trouble = [failing(500), failing(500), failing(500), failing(500)];
  const { model, records } = await modelAnswering(trouble, false, 3);
  await expect(model.ask(request)).rejects.toThrow('trouble 500');
  expect(records).toHaveLength(3);
});

test('an interrupted call ends at once and is not asked again', async () => {
  const { model, calls, records } = await modelAnswering([hang], false);
  const stop = new AbortController();
  const asked = model.ask(request, stop.signal);
  await expect.poll(() => calls.length).toBe(1);
  stop.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
  expect(calls).toHaveLength(1);
  // it may be answered and paid for over there: it is an attempt, and its price is unknown
  expect(records).toMatchObject([{ outcome: 'interrupted', price: 0, unpriced: true }]);
});

test.each([
  ['3600', /asks to wait 3600 s \(HTTP 429\); Ctrl\+C stops\.$/],
  ['Fri, 31 Dec 2199 23:59:59 GMT', /asks to wait 86400 s/]
])('a long wait that a server asks for is said, once: %s', async (header, sentence) => {
  const answers = [1, 2].map(() => failing(429, { 'retry-after': header }));
  const said: string[] = [];
  const { fetch } = { fetch: fetchFrom(() => Promise.resolve(answers.shift() ?? completion(''))) };
  const endpoint = { model: 'any-model', baseUrl: 'embedded', temperature: 0 } as const;
  const stop = new AbortController();
  const surroundings = { fetch, record: () => undefined, onNotice: (s: string) => said.push(s) };
  const model = httpModel(endpoint, surroundings);
  const asked = [1, 2].map(() => model.ask(request, stop.signal).catch(() => 'stopped'));
  await expect.poll(() => said).toHaveLength(1);
  expect(said[0]).toMatch(sentence);
  await expect.poll(() => answers).toEqual([]);
  stop.abort(new Error('enough'));
  expect(await Promise.all(asked)).toEqual(['stopped', 'stopped']);
  expect(said).toHaveLength(1);
});

const body429 = (message: string, fields = {}) => ({
  status: 429,
  json: { error: { message, ...fields } }
});

test.each<[string, Answer, RegExp]>([
  [
    'a wait in the words of the body',
    body429('Slow down. Please try again in 1h0m0s.'),
    /^The server of any-model asks to wait 3600 s \(HTTP 429\); Ctrl\+C stops\.$/
  ],
  [
    'a wait in the fields of an error inside HTTP 200',
    { status: 200, json: { error: { code: 429, message: 'Slow down', retry_after: 90 } } },
    /^The server of any-model asks to wait 90 s \(HTTP 200 with error 429\)/
  ],
  [
    'a wait of our own, which is not told as the server’s',
    failing(503),
    /^any-model is asked again in \d+ s \(HTTP 503\); Ctrl\+C stops\.$/
  ]
])('%s is said and kept to', async (_, first, sentence) => {
  const said: string[] = [];
  const answers = [first];
  const fetch = fetchFrom(() => Promise.resolve(answers.shift() ?? completion('too early')));
  const endpoint = { model: 'any-model', baseUrl: 'embedded', temperature: 0 } as const;
  const patience = { maxAttempts: 2, timeoutMs: 5000, firstWaitMs: 20_000 };
  const onNotice = (s: string) => said.push(s);
  const model = httpModel(endpoint, { fetch, patience, onNotice, record: () => undefined });
  const stop = new AbortController();
  const asked = model.ask(request, stop.signal);
  await expect.poll(() => said).toHaveLength(1);
  expect(said[0]).toMatch(sentence);
  stop.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
});

test('an account without credit is not asked again', async () => {
  const json = { error: { message: 'You exceeded your quota', code: 'insufficient_quota' } };
  const { model, records } = await modelAnswering([{ status: 429, json }], false);
  await expect(model.ask(request)).rejects.toThrow('no credit left');
  expect(records).toHaveLength(1);
});

test.each([
  [401, 'keyVariable'],
  [404, 'the name of the model in the profile'],
  [400, 'The server takes no such request'],
  [500, 'The trouble is the server’s own']
])('the error of HTTP %i says what to do about it', async (status, advice) => {
  const { model } = await modelAnswering([failing(status)], false, 1);
  await expect(model.ask(request)).rejects.toThrow(
    new RegExp(`got "${status} trouble ${status}"\\. .*${advice}.* The run can be continued\\.`)
  );
});

test('where no server runs, the error says what the connection broke on', async () => {
  const endpoint = { model: 'm', baseUrl: 'http://127.0.0.1:9/v1', temperature: 0 };
  const patience = { maxAttempts: 1, timeoutMs: 5000, firstWaitMs: 1 };
  const model = httpModel(endpoint, { record: () => undefined, patience });
  await expect(model.ask(request)).rejects.toThrow(
    /"Connection error: .*ECONNREFUSED.*". Check that a server runs at http:\/\/127.0.0.1:9\/v1\./
  );
});

test('a key that is not set is asked for by the name of its variable', async () => {
  const endpoint = { model: 'm', baseUrl: 'https://x.invalid/v1', temperature: 0 };
  const model = httpModel(
    { ...endpoint, keyVariable: 'SOTOPIA_PI_TEST_KEY' },
    { record: () => undefined }
  );
  await expect(model.ask(request)).rejects.toThrow(
    'expected a key in the environment variable SOTOPIA_PI_TEST_KEY, got nothing'
  );
});

test.each<[string, Partial<Endpoint>, object, string[]]>([
  ['JSON is asked for', {}, { response_format: { type: 'json_object' } }, []],
  [
    'no JSON mode is asked for where there is none',
    { supports: { jsonObject: false } },
    {},
    ['response_format']
  ],
  [
    'a schema stands in for it',
    { supports: { jsonObject: false, jsonSchema: true } },
    { response_format: { type: 'json_schema' } },
    []
  ],
  ['a token limit is sent', { maxTokens: 9 }, { max_tokens: 9 }, ['reasoning_effort']],
  [
    'a model that reasons has its limit under the newer name',
    { maxTokens: 9, reasoningEffort: 'none' },
    { max_completion_tokens: 9, reasoning_effort: 'none' },
    ['max_tokens']
  ]
])('%s', async (_, endpoint, sent, unsent) => {
  const bodies: object[] = [];
  const model = httpModel(
    { model: 'm', baseUrl: 'embedded', temperature: 0, ...endpoint },
    {
      record: () => undefined,
      fetch: fetchFrom(({ body }) => {
        bodies.push(body as object);
        return Promise.resolve(completion('{}'));
      })
    }
  );
  await model.ask(request);
  expect(bodies[0]).toMatchObject(sent);
  for (const field of unsent) expect(bodies[0]).not.toHaveProperty(field);
});

const usage = { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 };
test.each<[string, Endpoint['pricePerMillionTokens'], number | undefined, object, string[]]>([
  [
    'at the full price',
    { prompt: 2, completion: 10 },
    undefined,
    { price: 0.003 },
    ['cachedTokens']
  ],
  [
    'cached tokens are cheaper where the profile says so',
    { prompt: 2, cachedPrompt: 0.5, completion: 10 },
    800,
    { price: 0.0018, cachedTokens: 800 },
    ['unpriced']
  ],
  [
    'cached tokens cost the same where it does not',
    { prompt: 2, completion: 10 },
    800,
    { price: 0.003, cachedTokens: 800 },
    []
  ],
  [
    'without a price the line says so',
    undefined,
    0,
    { price: 0, unpriced: true, cachedTokens: 0 },
    []
  ],
  [
    'what is free is not unknown',
    { prompt: 0, completion: 0 },
    undefined,
    { price: 0 },
    ['unpriced']
  ]
])('a call is priced: %s', (_, price, cached, line, absent) => {
  const endpoint = { model: 'm', baseUrl: 'https://x.invalid/v1', temperature: 0 };
  const reported =
    cached === undefined ? usage : { ...usage, prompt_tokens_details: { cached_tokens: cached } };
  const cost = costOf({ ...endpoint, ...(price && { pricePerMillionTokens: price }) }, reported);
  expect(cost).toMatchObject({ promptTokens: 1000, completionTokens: 100, ...line });
  for (const field of absent) expect(cost).not.toHaveProperty(field);
});

test.each([
  ['a refusal', { content: null, refusal: 'I cannot.' }, 'stop'],
  ['a filter', { content: '' }, 'content_filter']
])('%s is said to be one', async (_, message, finish_reason) => {
  const answer = { choices: [{ index: 0, finish_reason, message }], usage };
  const { model } = await modelAnswering([{ status: 200, json: answer }], false);
  expect(await model.ask(request)).toMatchObject({ text: '', cutOff: false, refused: true });
});

test('the tokens that a server had from before stand in the record, where it says so', async () => {
  const details = { prompt_tokens_details: { cached_tokens: 75 } };
  const { model, records } = await modelAnswering(
    [completionOf('{}', details), completionOf('{}')],
    true
  );
  await model.ask(request);
  await model.ask(request);
  expect(records[0]).toMatchObject({ outcome: 'ok', cachedTokens: 75 });
  expect(records[1]).not.toHaveProperty('cachedTokens');
});

const priced = {
  ...{ model: 'm', baseUrl: 'https://x.invalid/v1', temperature: 0 },
  pricePerMillionTokens: { prompt: 2, completion: 10 }
};

test.each<[string, unknown]>([
  ['none', undefined],
  ['null', null],
  ['a text', 'many'],
  ['numbers as texts', { prompt_tokens: '1000', completion_tokens: '100' }],
  ['half of it', { prompt_tokens: 1000 }],
  ['less than nothing', { prompt_tokens: 1000, completion_tokens: -1 }],
  ['nothing at all', { prompt_tokens: 0, completion_tokens: 0 }],
  ['parts of tokens', { prompt_tokens: 0.5, completion_tokens: 1 }],
  ['more than can be', { prompt_tokens: 1e300, completion_tokens: 1 }]
])('a report of tokens that cannot be true is none, and the price is unknown: %s', (_, said) => {
  const unknown = { promptTokens: 0, completionTokens: 0, price: 0 };
  expect(costOf(priced, said)).toEqual({ ...unknown, unpriced: true });
  const free = { ...priced, pricePerMillionTokens: { prompt: 0, completion: 0 } };
  expect(costOf(free, said)).toEqual(unknown);
});

test.each([
  [1000, 1000],
  [1001, undefined],
  [-1, undefined],
  ['9', undefined]
])('of 1000 tokens %j are had from before: believed is %j', (cached_tokens, believed) => {
  const said = { ...usage, prompt_tokens_details: { cached_tokens } };
  expect(costOf(priced, said)).toMatchObject({ promptTokens: 1000, price: 0.003 });
  expect((costOf(priced, said) as { cachedTokens?: number }).cachedTokens).toBe(believed);
});
