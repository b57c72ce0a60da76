import { z } from 'zod';
import { LabError } from '../../base/fail';
import type { Answer, Handler } from '../../base/handler';
import type { LocalEngine, LocalReply, LocalRequest } from './engine';

const Body = z.object({
  model: z.string(),
  messages: z.array(
    z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })
  ),
  temperature: z.number().min(0).default(1),
  seed: z.number().int().optional(),
  max_tokens: z.number().int().positive().optional(),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('text') }),
      z.object({ type: z.literal('json_object') }),
      z.object({
        type: z.literal('json_schema'),
        json_schema: z.object({ schema: z.record(z.string(), z.unknown()) })
      })
    ])
    .default({ type: 'text' })
});
type Body = z.infer<typeof Body>;

/** The OpenAI protocol before a model in this process; the model is loaded at the first question. */
export function localHandler(load: () => Promise<LocalEngine>): Handler {
  let engine: Promise<LocalEngine> | undefined;
  return async call => {
    if (call.path === '/v1/models') return { status: 200, json: { object: 'list', data: [] } };
    if (call.path !== '/v1/chat/completions') return failed(404, `there is no ${call.path} here`);
    const read = Body.safeParse(call.body);
    if (!read.success) return failed(400, read.error.issues[0]?.message ?? 'no chat');
    try {
      engine ??= load();
      const answer = engine.then(each => each.answer(wishOf(read.data), call.signal));
      return completion(read.data, await rejectingAt(call.signal, answer));
    } catch (error) {
      if (error instanceof LabError) return failed(400, error.message); // asking again helps nobody
      throw error;
    }
  };
}

function wishOf(body: Body): LocalRequest {
  const { messages, temperature, seed, max_tokens: maxTokens } = body;
  return { messages, temperature, seed, maxTokens, format: formatOf(body.response_format) };
}

function formatOf(format: Body['response_format']): LocalRequest['format'] {
  if (format.type === 'text') return 'text';
  // llama.cpp takes a schema without properties for an empty object
  const schema = format.type === 'json_schema' ? format.json_schema.schema : {};
  return 'properties' in schema ? schema : 'object';
}

function completion({ model }: Body, reply: LocalReply): Answer {
  const { promptTokens, completionTokens, cachedTokens, cutOff, text } = reply;
  return {
    status: 200,
    json: {
      id: 'local',
      object: 'chat.completion',
      created: 0,
      model,
      choices: [
        {
          index: 0,
          finish_reason: cutOff ? 'length' : 'stop',
          message: { role: 'assistant', content: text, refusal: null }
        }
      ],
      usage: {
        prompt_tokens: promptTokens,
        completion_tokens: completionTokens,
        total_tokens: promptTokens + completionTokens,
        prompt_tokens_details: { cached_tokens: cachedTokens }
      }
    }
  };
}

function failed(status: number, message: string): Answer {
  return { status, json: { error: { message, type: 'invalid_request_error', code: null } } };
}

/** A promise that does not outlast its signal. */
function rejectingAt<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
