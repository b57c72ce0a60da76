import type { Answer, Call, Handler } from '../base/handler';
import { leanResponse } from './chat/lean-response';

/** A request as text, which goes from thread to thread as it is. */
export interface TextCall {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  /** The fields of a form, files as text. */
  readonly form?: readonly (readonly [name: string, value: string])[];
}

/** An answer as text; without one the connection breaks or nothing ever comes. */
export type TextAnswer =
  | { readonly status: number; readonly headers: Record<string, string>; readonly text: string }
  | { readonly fault: 'reset' | 'hang' };

/** A `fetch` that asks a handler in this thread; nothing touches a network. */
export function fetchFrom(handler: Handler): typeof fetch {
  return fetchThrough(async (call, signal) => {
    await turn(); // so that interrupts and timers come through however fast the answers are
    signal?.throwIfAborted();
    return textAnswer(await handler(callOf(call, signal)));
  });
}

/** A `fetch` that hands its requests to somebody as text. */
export function fetchThrough(
  ask: (call: TextCall, signal: AbortSignal | undefined) => Promise<TextAnswer>
): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const signal = init?.signal ?? undefined;
    const method = init?.method ?? 'GET';
    const content = typeof init?.body === 'string' ? { body: init.body } : await formOf(init?.body);
    const answer = await ask({ method, path: url.pathname, ...content }, signal);
    return responseOf(answer, signal);
  };
}

/** A request as a handler takes it. */
export function callOf({ method, path, body, form }: TextCall, signal?: AbortSignal): Call {
  return {
    ...{ method, path },
    ...(body !== undefined && { body: JSON.parse(body) as unknown }),
    ...(form && { form: new Map(form) }),
    ...(signal && { signal })
  };
}

/** The fields of a form that is sent, if one is. */
export async function formOf(
  body: RequestInit['body'] | null
): Promise<{ form?: [name: string, value: string][] }> {
  if (body === undefined || body === null) return {};
  const sent = body instanceof FormData ? body : await new Response(body).formData();
  const fields = [...sent].map(async ([name, value]): Promise<[string, string]> => [
    name,
    typeof value === 'string' ? value : await value.text()
  ]);
  return { form: await Promise.all(fields) };
}

/** What a handler answered, as the text that goes over the wire. */
export function textAnswer({ fault, status, headers, json, events }: Answer): TextAnswer {
  if (fault) return { fault };
  const type = events ? 'text/event-stream' : 'application/json';
  const text = events ? eventStream(events) : JSON.stringify(json ?? {});
  return { status, headers: { 'content-type': type, ...headers }, text };
}

/** The text of a streamed answer: server-sent events, closed as OpenAI's are. */
function eventStream(events: readonly unknown[]): string {
  return [...events.map(event => `data: ${JSON.stringify(event)}`), 'data: [DONE]', '']
    .map(line => `${line}\n\n`)
    .join('');
}

function responseOf(
  answer: TextAnswer,
  signal: AbortSignal | undefined
): Promise<Response> | Response {
  if ('fault' in answer) {
    if (answer.fault === 'hang') return never(signal);
    throw new TypeError('the connection was reset');
  }
  const { status, headers, text } = answer;
  const isStream = headers['content-type'] === 'text/event-stream';
  return isStream ? new Response(text, { status, headers }) : leanResponse(text, status, headers);
}

function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

function never(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) =>
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  );
}
