import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OpenAI } from 'openai';
import { expect, onTestFinished, test } from 'vitest';
import { chatPost } from '../../../../kernel-lib/src/edge/chat/post';
import { HttpError } from '../../../../kernel-lib/src/edge/chat/server-error';
import type { Endpoint } from '../../../../kernel-lib/src/edge/profile';

const body = {
  model: 'm',
  temperature: 0.7,
  messages: [{ role: 'user' as const, content: 'Grüß dich 👋 {goal}' }]
};
const completion = JSON.stringify({ choices: [{ message: { content: 'Hi' } }] });
const soon = { timeout: 5000 }; // ms

interface Seen {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly body: string;
  readonly headers: Record<string, unknown>;
}

/** A server that answers everything in one way; what it was asked. */
async function serverThat(answer: (response: ServerResponse) => void) {
  const seen: Seen[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      seen.push({ method, path, headers, body: Buffer.concat(parts).toString() });
      answer(response);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const endpoint: Endpoint = { model: 'm', temperature: 0.7, baseUrl };
  return { seen, endpoint };
}

const says = (status: number, text: string, type = 'application/json') =>
  serverThat(response => response.writeHead(status, { 'content-type': type }).end(text));

test.each(['', '/'])('asks as the openai client does, base URL ending in "%s"', async end => {
  const { seen, endpoint } = await says(200, completion);
  process.env.SOTOPIA_PI_TEST_KEY = 'sk-test';
  onTestFinished(() => void delete process.env.SOTOPIA_PI_TEST_KEY);
  const baseUrl = `${endpoint.baseUrl}${end}`;
  const ours = chatPost({ ...endpoint, baseUrl, keyVariable: 'SOTOPIA_PI_TEST_KEY' });
  const client = new OpenAI({ baseURL: baseUrl, apiKey: 'sk-test', maxRetries: 0 });
  const answers = [await ours(body, soon), await client.chat.completions.create(body)];
  expect(answers).toMatchObject([{ reply: { text: 'Hi' } }, JSON.parse(completion)]);
  const [own, theirs] = seen.map(({ headers, ...call }) => ({
    ...call,
    type: headers['content-type'],
    accept: headers.accept,
    authorization: headers.authorization
  }));
  expect(own).toEqual(theirs);
  expect(seen[0]!.headers['user-agent']).toMatch(/^sotopia-pi\/\d/);
});

test.each([
  ['OpenAI’s form', '{"error":{"message":"no such model"}}', '404 no such model'],
  ['another form', '{"detail":"no such model"}', '404 no such model'],
  ['an unknown form', '{"no":"such model"}', '404 {"no":"such model"}'],
  ['a fragment of a page', '<h1>Not here</h1>', '404 <h1>Not here</h1>'],
  [
    'a page, by its title',
    '<!DOCTYPE html><html><head><title>Not\n here</title><style>b{}</style>',
    '404 an HTML page, "Not here"'
  ],
  [
    'a list, as FastAPI makes one',
    '{"detail":[{"loc":["body","seed"],"msg":"not permitted"}]}',
    '404 body.seed: not permitted'
  ],
  ['null', 'null', '404 null'],
  ['nothing', '', '404 without a word']
])('a refusal has its status, and the server’s words: %s', async (_, text, message) => {
  const { endpoint } = await says(404, text);
  const error = await chatPost(endpoint)(body, soon).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HttpError);
  expect(error).toMatchObject({ status: 404, message });
});

test('a refusal has the headers that say when to come back', async () => {
  const { endpoint } = await serverThat(response =>
    response.writeHead(429, { 'retry-after': '7' }).end()
  );
  const error = await chatPost(endpoint)(body, soon).catch((thrown: unknown) => thrown);
  expect((error as HttpError).headers.get('retry-after')).toBe('7');
});

test.each(['<html>a proxy</html>', '{"choices": [', ''])(
  'an answer that is not JSON is an error: %s',
  async text => {
    const { endpoint } = await says(200, text);
    await expect(chatPost(endpoint)(body, soon)).rejects.toThrow('the answer is not JSON');
  }
);

test('a connection that breaks is an error without a status', async () => {
  const { endpoint } = await serverThat(response => response.destroy());
  const error = await chatPost(endpoint)(body, soon).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message: 'Connection error.' });
  expect(error).not.toHaveProperty('status');
});

test('an answer that does not come, or not to its end, is given up after the time-out', async () => {
  const silent = await serverThat(() => undefined);
  const half = await serverThat(response => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"choices":');
  });
  for (const { endpoint } of [silent, half]) {
    await expect(chatPost(endpoint)(body, { timeout: 50 })).rejects.toThrow('Request timed out.');
  }
});

test('an aborted call ends at once, with the reason', async () => {
  const { endpoint } = await serverThat(() => stop.abort(new Error('enough')));
  const stop = new AbortController();
  const asked = chatPost(endpoint)(body, { ...soon, signal: stop.signal });
  await expect(asked).rejects.toThrow('enough');
});
