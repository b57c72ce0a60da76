import type { Answer, Handler } from '../base/handler';
import { LeanResponse } from './lean-response';

/** A `fetch` that asks a handler in this process; nothing touches a network. */
export function fetchFrom(handler: Handler): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const signal = init?.signal ?? undefined;
    await turn(); // so that interrupts and timers come through however fast the answers are
    signal?.throwIfAborted();
    const answer = await handler({
      method: init?.method ?? 'GET',
      path: url.pathname,
      ...(await bodyOf(init?.body)),
      signal
    });
    return responseOf(answer, signal);
  };
}

/** A request's body as a handler takes it: parsed JSON, or the fields of a form. */
export async function bodyOf(
  body: RequestInit['body'] | null
): Promise<{ body?: unknown; form?: ReadonlyMap<string, string> }> {
  if (body === undefined || body === null) return {};
  if (typeof body === 'string') return { body: JSON.parse(body) as unknown };
  const form = body instanceof FormData ? body : await new Response(body).formData();
  const fields = [...form].map(async ([name, value]): Promise<[string, string]> => [
    name,
    typeof value === 'string' ? value : await value.text()
  ]);
  return { form: new Map(await Promise.all(fields)) };
}

/** The text of a streamed answer: server-sent events, closed as OpenAI's are. */
export function eventStream(events: readonly unknown[]): string {
  return [...events.map(event => `data: ${JSON.stringify(event)}`), 'data: [DONE]', '']
    .map(line => `${line}\n\n`)
    .join('');
}

function responseOf(answer: Answer, signal: AbortSignal | undefined): Promise<Response> | Response {
  if (answer.fault === 'reset') throw new TypeError('the connection was reset');
  if (answer.fault === 'hang') return never(signal);
  const { status, headers, events } = answer;
  if (events === undefined) {
    const json = { 'content-type': 'application/json', ...headers };
    return new LeanResponse(JSON.stringify(answer.json ?? {}), status, json);
  }
  return new Response(eventStream(events), {
    status,
    headers: { 'content-type': 'text/event-stream', ...headers }
  });
}

function turn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

function never(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) =>
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  );
}
