import type { Pool } from 'undici';
import { LeanResponse } from './lean-response';

const maxConnections = 512; // to one origin; how many are used, the gate decides

/**
 * A `fetch` for many small calls to few servers: one pool of connections per origin, answers read
 * in one piece. What is not a plain request with a text goes the usual way.
 */
export function pooledFetch(): typeof fetch {
  const pools = new Map<string, Pool>();
  return async (input, init) => {
    const body = init?.body ?? undefined;
    if (input instanceof Request || (body !== undefined && typeof body !== 'string')) {
      return fetch(input, init);
    }
    const { Pool } = await import('undici');
    const url = new URL(input);
    const pool = pools.get(url.origin) ?? new Pool(url.origin, { connections: maxConnections });
    pools.set(url.origin, pool);
    const answer = await pool.request({
      path: `${url.pathname}${url.search}`,
      method: methodOf(init?.method),
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: body ?? null,
      signal: init?.signal ?? null
    });
    return new LeanResponse(await answer.body.text(), answer.statusCode, plain(answer.headers));
  };
}

function methodOf(method = 'GET'): 'GET' | 'POST' | 'DELETE' {
  return method === 'POST' || method === 'DELETE' ? method : 'GET';
}

function plain(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]]
    )
  );
}
