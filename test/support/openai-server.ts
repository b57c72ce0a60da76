import { onTestFinished } from 'vitest';
import type { Answer, Call, Handler } from '../../kernel-lib/src/base/handler';
import { serve } from '../../kernel-lib/src/edge/serve';

/** A server of the OpenAI protocol of which a test says what it lists and what it answers. */
export interface OpenAiServer {
  readonly url: string;
  /** The chat calls that came in, oldest first. */
  readonly calls: readonly Call[];
}

/** What it answers a chat with: a text, or a whole answer. */
export type Answering = (call: Call) => string | Answer;

/** A listed model: its name, or everything that a server says of it. */
export type Listing = readonly (
  string | { readonly id: string; readonly shutdown_date?: string }
)[];

/** Starts a server that lists models and answers every chat. It ends with the test. */
export async function openAiServer(listing: Listing, answering: Answering): Promise<OpenAiServer> {
  const calls: Call[] = [];
  const handler: Handler = call => {
    if (call.path.endsWith('/models')) {
      const data = listing.map(model => (typeof model === 'string' ? { id: model } : model));
      return Promise.resolve({ status: 200, json: { object: 'list', data } });
    }
    calls.push(call);
    const answer = answering(call);
    return Promise.resolve(typeof answer === 'string' ? completionOf(answer) : answer);
  };
  const served = await serve(handler);
  onTestFinished(served.close);
  return { url: served.url, calls };
}

/** A completion with a text and a usage. */
export function completionOf(text: string, usage: object = {}): Answer {
  const message = { role: 'assistant', content: text };
  return {
    status: 200,
    json: {
      id: 'completion',
      object: 'chat.completion',
      choices: [{ index: 0, finish_reason: 'stop', message }],
      usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110, ...usage }
    }
  };
}

/** A profile whose every role is played by one model, `any` unless the fields of a role say otherwise. */
export function oneModelProfile(url: string, fields: object = {}, server: object = {}): object {
  const model = { model: 'any', temperature: 1, ...fields };
  const models = { writer: model, expert: model, student: model, partner: model, judge: model };
  return { version: 1, name: 'one-model', server: { baseUrl: url, ...server }, models };
}
