import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server for OpenAI clients that counts what it is asked, and never ends a talk. */
export interface CountingServer {
  readonly url: string;
  /** Questions that have come in so far. */
  asked(): number;
  /** Questions whose asker is still waiting. */
  waiting(): number;
}

/** Starts the server; each answer takes so long (ms). It ends with the test. */
export async function countingServer(answerMs: number): Promise<CountingServer> {
  let asked = 0;
  let waiting = 0;
  const server = createServer((request, response) => {
    asked++;
    waiting++;
    request.resume();
    const timer = setTimeout(() => response.end(JSON.stringify(completion)), answerMs);
    response.setHeader('content-type', 'application/json');
    response.once('close', () => {
      clearTimeout(timer);
      waiting--;
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1`, asked: () => asked, waiting: () => waiting };
}

const action = JSON.stringify({ action_type: 'speak', argument: 'Let us go on talking.' });
const completion = {
  id: 'completion',
  object: 'chat.completion',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: action } }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
};

/** A profile whose every model is on that server, but for the writer of tasks. */
export function profileOn(url: string): object {
  const model = { model: 'any', temperature: 1 };
  const writer = { model: 'rehearsal-writer', temperature: 0.7, server: { baseUrl: 'embedded' } };
  const models = { expert: model, student: model, partner: model, judge: model, writer };
  return { version: 1, name: 'counting', server: { baseUrl: url }, models };
}
