import type { Pool } from 'undici';
import { leanResponse } from './lean-response';

const maxConnections = 512; // to one origin; how many are used, the gate decides

/**
 * A `fetch` for many small calls to few servers: one pool of connections per origin, answers read
 * in one piece. What is not a plain request with a text goes the usual way.
 */
export function pooledFetch(): typeof fetch {
  const pools = new Map<string, Promise<Pool>>();
  const places = new Map<string, Place>(); // all chats have one address, which is taken apart once
  const placeOf = (address: string): Place => {
    const known = places.get(address);
    if (known) return known;
    const { origin, pathname, search } = new URL(address);
    const pool = pools.get(origin) ?? poolFor(origin);
    pools.set(origin, pool);
    const place = { pool, path: `${pathname}${search}` };
    places.set(address, place);
    return place;
  };
  return async (input, init) => {
    const body = init?.body ?? undefined;
    if (input instanceof Request || (body !== undefined && typeof body !== 'string')) {
      return fetch(input, init);
    }
    const { pool, path } = placeOf(String(input));
    const answer = await (
      await pool
    ).request({
      path,
      method: methodOf(init?.method),
      headers: fieldsOf(init?.headers),
      body: body ?? null,
      signal: init?.signal ?? null
    });
    return leanResponse(await answer.body.text(), answer.statusCode, answer.headers);
  };
}

interface Place {
  readonly pool: Promise<Pool>;
  readonly path: string;
}

async function poolFor(origin: string): Promise<Pool> {
  const { Pool } = await import('undici'); // only when a server is asked: it takes a while to load
  return new Pool(origin, { connections: maxConnections });
}

function methodOf(method = 'GET'): 'GET' | 'POST' | 'DELETE' {
  return method === 'POST' || method === 'DELETE' ? method : 'GET';
}

function fieldsOf(headers: RequestInit['headers'] = {}): Record<string, string> {
  const isPlain = !(headers instanceof Headers) && !Array.isArray(headers);
  return isPlain ? (headers as Record<string, string>) : Object.fromEntries(new Headers(headers));
}
