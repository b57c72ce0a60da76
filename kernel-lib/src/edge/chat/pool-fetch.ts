import type { Dispatcher } from 'undici';
import { LabError, messageOf } from '../../base/fail';
import { inMebibytes, limitFor, redirected, tooLarge } from './answer-limits';
import { leanResponse } from './lean-response';
import { BodyTooLarge, readBody } from './read-body';
import { proxyFor, proxyTo, type Proxy } from '../proxy';

const maxConnections = 512; // to one origin; how many are used, the gate decides
const headerKibibytes = 16;

/**
 * A `fetch` for many small calls to few servers: one pool of connections per origin and limit, answers
 * read in one piece. It follows no redirect and reads no answer beyond its limit. The caller's signal
 * limits the time of a whole answer.
 *
 * Throws: LabError [edge/chat/answer] for a redirect, or for an answer that is too large
 */
export function pooledFetch(): typeof fetch {
  const pools = new Map<string, Promise<Dispatcher>>();
  const places = new Map<string, Place>(); // all chats have one address, which is taken apart once
  const placeOf = (address: string): Place => {
    const known = places.get(address);
    if (known) return known;
    const { origin, pathname, protocol, search } = new URL(address);
    // The openai client asks for `data:,` to see what kind of answers there are.
    if (!/^https?:$/.test(protocol)) throw new TypeError(`no server can be asked by ${protocol}`);
    const limit = limitFor(pathname);
    const proxy = proxyFor(origin); // before the pool: nobody waits for it when this throws
    const key = `${origin} ${limit}`;
    const pool = pools.get(key) ?? poolFor(origin, limit);
    pools.set(key, pool);
    const path = `${pathname}${search}`;
    const place = {
      ...{ pool, origin, path, proxy },
      ...{ address: `${origin}${pathname}`, limit }
    };
    places.set(address, place);
    return place;
  };
  return async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const place = placeOf(address);
    const sent = isForm(init?.body) ? await formFields(init) : plainFields(init);
    try {
      return await answerTo(place, sent, init);
    } catch (error) {
      throw explained(error, place);
    }
  };
}

interface Place {
  readonly pool: Promise<Dispatcher>;
  readonly origin: string;
  readonly path: string;
  readonly proxy: Proxy | undefined;
  /** For people: without a query, which may hold a secret. */
  readonly address: string;
  /** Bytes of an answer's body. */
  readonly limit: number;
}

interface Sent {
  readonly headers: Record<string, string>;
  readonly body: string | Buffer | null;
}

async function answerTo(
  { pool, origin, path, address, limit, proxy }: Place,
  { headers, body }: Sent,
  init: RequestInit | undefined
): Promise<Response> {
  const server = await pool;
  const method = methodOf(init?.method);
  const signal = init?.signal ?? null;
  const answer = await server.request({ origin, path, method, headers, body, signal });
  const { statusCode, headers: fields } = answer;
  if (statusCode >= 300 && statusCode < 400) {
    answer.body.on('error', () => undefined).destroy();
    throw redirected(address, String(fields['location'] ?? 'an address that it does not name'));
  }
  // on the way through a proxy undici drops its own limit
  const text = await (proxy ? readBody(answer.body, limit) : answer.body.text());
  return leanResponse(text, statusCode, fields);
}

function explained(error: unknown, { address, limit, proxy }: Place): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const isLarge = error instanceof BodyTooLarge || code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
  if (isLarge) return tooLarge(address, inMebibytes(limit));
  const isHeaders = code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW';
  if (isHeaders) return tooLarge(address, `${headerKibibytes} KiB of headers`);
  const isBroken =
    error instanceof Error && typeof code === 'string' && error.name !== 'AbortError';
  if (!proxy || !isBroken || error instanceof LabError) return error;
  return new Error(`${messageOf(error) || code}, through the proxy in ${proxy.label}`);
}

async function poolFor(origin: string, limit: number): Promise<Dispatcher> {
  const { Pool } = await import('undici'); // only when a server is asked: it takes a while to load
  const options = {
    connections: maxConnections,
    maxHeaderSize: headerKibibytes * 1024,
    maxResponseSize: limit,
    headersTimeout: 0, // the caller's signal limits the time of the whole answer
    bodyTimeout: 0
  };
  return (await proxyTo(origin, options)) ?? new Pool(origin, options);
}

function isForm(body: RequestInit['body'] | undefined): boolean {
  return body !== undefined && body !== null && typeof body !== 'string';
}

/** A form as the bytes that go over the wire. */
async function formFields(init: RequestInit | undefined): Promise<Sent> {
  const form = new Response(init!.body);
  const type = form.headers.get('content-type');
  const headers = { ...fieldsOf(init?.headers), ...(type && { 'content-type': type }) };
  return { headers, body: Buffer.from(await form.arrayBuffer()) };
}

function plainFields(init: RequestInit | undefined): Sent {
  return { headers: fieldsOf(init?.headers), body: (init?.body as string | undefined) ?? null };
}

function methodOf(method = 'GET'): 'GET' | 'POST' | 'DELETE' {
  return method === 'POST' || method === 'DELETE' ? method : 'GET';
}

function fieldsOf(headers: RequestInit['headers'] = {}): Record<string, string> {
  const isPlain = !(headers instanceof Headers) && !Array.isArray(headers);
  return isPlain ? (headers as Record<string, string>) : Object.fromEntries(new Headers(headers));
}
