import { expect, test } from 'vitest';
import { rehearsalServer } from '../../../kernel-lib/src/rehearsal/server';
import { agentPromptText, lineTasks } from '../../support/rehearsal-line';

const server = rehearsalServer({ aliases: { 'my-model': 'rehearsal-base' } });
const [task] = lineTasks(1, 'chat', { n: 1, pairs: 1 });
const prompt = agentPromptText(task!, task!.pairs[0]!, 0, []);

const ask = async (more: object = {}, content: unknown = prompt, handler = server) => {
  const messages = [{ role: 'user', content }];
  const body = { model: 'rehearsal-expert', messages, seed: 1, ...more };
  return handler({ method: 'POST', path: '/v1/chat/completions', body });
};
interface Completion {
  readonly choices: {
    readonly message: { readonly content: string };
    readonly finish_reason: string;
  }[];
  readonly usage: Record<string, number>;
}
const completion = async (more: object = {}, content?: unknown) =>
  (await ask(more, content)).json as Completion;
const said = async (more: object = {}, content?: unknown) =>
  (await completion(more, content)).choices.map(({ message }) => message.content);

test('an answer is an action and the same every time, in any server', async () => {
  const [first] = await said();
  expect(Object.keys(JSON.parse(first!) as object)).toEqual(['action_type', 'argument']);
  const again = await ask({}, prompt, rehearsalServer());
  expect(again).toEqual(await ask());
});

test.each([
  ['seed', { seed: 2 }],
  ['model', { model: 'rehearsal-partner' }],
  ['temperature', { temperature: 0.9 }]
])('another %s makes another talk', async (_, more) => {
  const different = await Promise.all(
    [1, 2, 3, 4].map(async n => {
      const longer = `${prompt}\n${n}`;
      return (await said({}, longer))[0] !== (await said(more, longer))[0];
    })
  );
  expect(different).toContain(true);
});

test('a request without a seed gets the server’s, which is nought unless it is given', async () => {
  const none = { seed: undefined };
  expect(await ask(none)).toEqual(await ask({ seed: 0 }));
  expect(await ask(none, prompt, rehearsalServer({ seed: 7 }))).toEqual(await ask({ seed: 7 }));
  expect(await ask({ seed: 1 }, prompt, rehearsalServer({ seed: 7 }))).toEqual(await ask());
});

test('a further name answers as the model behind it', async () => {
  expect(await said({ model: 'my-model' })).toEqual(await said({ model: 'rehearsal-base' }));
});

test('n answers are the first one and others', async () => {
  const many = await said({ n: 4 });
  expect(many).toHaveLength(4);
  expect(many[0]).toBe((await said())[0]);
  expect(new Set(many).size).toBeGreaterThan(1);
});

test('a text in parts is the same text', async () => {
  expect(await said({}, [{ type: 'text', text: prompt }])).toEqual(await said());
});

test('an answer ends at the token limit, and says so', async () => {
  const [whole] = await said();
  const tokens = Math.ceil(whole!.length / 4);
  const enough = await completion({ max_tokens: tokens });
  const short = await completion({ max_completion_tokens: tokens - 1 });
  expect([enough.choices[0]!.message.content, enough.choices[0]!.finish_reason]).toEqual([
    whole,
    'stop'
  ]);
  expect(whole!.startsWith(short.choices[0]!.message.content)).toBe(true);
  expect(short.choices[0]!.finish_reason).toBe('length');
  expect(short.usage.completion_tokens).toBe(tokens - 1);
});

test('an answer ends before the first stop sequence', async () => {
  const [whole] = await said();
  const [cut] = await said({ stop: ['zzz', '"argument"'] });
  expect(cut).toBe(whole!.slice(0, whole!.indexOf('"argument"')));
});

test('usage adds up', async () => {
  const { usage } = await completion({ n: 2 });
  expect(usage.prompt_tokens).toBe(Math.ceil(prompt.length / 4));
  expect(usage.total_tokens).toBe(usage.prompt_tokens! + usage.completion_tokens!);
});

test('a stream says the same in pieces, and its usage where it is asked for', async () => {
  const { events = [] } = await ask({ stream: true, stream_options: { include_usage: true } });
  const chunks = events as {
    choices: { delta: { content?: string }; finish_reason: string | null }[];
    usage?: object;
  }[];
  const text = chunks.map(chunk => chunk.choices[0]?.delta.content ?? '').join('');
  expect(text).toBe((await said())[0]);
  expect(chunks.at(-2)!.choices[0]!.finish_reason).toBe('stop');
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: (await completion()).usage });
  expect((await ask({ stream: true })).events).toHaveLength(chunks.length - 1);
});

test.each(['json_object', 'json_schema'])(
  '%s is always JSON, also from the base model',
  async type => {
    for (let seed = 0; seed < 300; seed++) {
      const [text] = await said({ model: 'rehearsal-base', seed, response_format: { type } });
      expect(() => void JSON.parse(text!)).not.toThrow();
    }
  }
);

test('now and then the base model answers with no action', async () => {
  const replies = await Promise.all(
    Array.from({ length: 300 }, (_, seed) => said({ model: 'rehearsal-base', seed }))
  );
  const bad = replies.filter(
    ([text]) => !/^\{"action_type":"[a-z -]+","argument":".*"\}$/.test(text!)
  );
  expect(bad.length).toBeGreaterThan(0);
  expect(bad.length).toBeLessThan(60);
});

test('a prompt of another kind is told what this model is', async () => {
  expect((await said({}, 'Hello?'))[0]).toContain('rehearsal');
});

const error = (message: RegExp | string, code: string | null, param: string | null) => ({
  error: {
    message: message instanceof RegExp ? (expect.stringMatching(message) as string) : message,
    type: 'invalid_request_error',
    code,
    param
  }
});

test.each([
  [
    'an unknown model',
    { model: 'gpt' },
    404,
    error(/`gpt` does not exist/, 'model_not_found', 'model')
  ],
  ['no messages', { messages: [] }, 400, error(/^messages: /, null, 'messages')],
  ['too hot', { temperature: 2.1 }, 400, error(/^temperature: /, null, 'temperature')],
  ['no answers', { n: 0 }, 400, error(/^n: /, null, 'n')],
  ['a fifth stop', { stop: ['a', 'b', 'c', 'd', 'e'] }, 400, error(/^stop: /, null, 'stop')],
  [
    'a foreign format',
    { response_format: { type: 'xml' } },
    400,
    error(/^response_format.type: /, null, 'response_format.type')
  ]
])('%s is refused in the protocol’s shape', async (_, more, status, json) => {
  expect(await ask(more)).toEqual({ status, json });
});

test('a body that is none is refused', async () => {
  const answer = await server({ method: 'POST', path: '/v1/chat/completions' });
  expect(answer.status).toBe(400);
});

test('a context may be as long as the model’s, and no longer', async () => {
  const most = 16_384 * 4;
  const fits = prompt + ' '.repeat(most - prompt.length);
  expect((await ask({}, fits)).status).toBe(200);
  const over = await ask({}, `${fits} `);
  expect(over).toEqual({
    status: 400,
    json: error(/maximum context length is 16384/, 'context_length_exceeded', 'messages')
  });
  expect((await ask({ max_tokens: 1 }, fits)).status).toBe(400);
});
