import { LabError } from '../base/fail';
import { checkKey, clientOf } from '../edge/openai-client';
import type { Endpoint, Role } from '../edge/profile';
import type { Run } from './run';

const checked = new WeakSet<Run>(); // once for each opening of a run

/**
 * Makes sure, before anything is paid for, that every key is set and that servers which list
 * their models serve those of the profile. A server that lists none is believed.
 *
 * Throws: LabError [edge/openai-client] for a key, [lab/servers] for a model, with those there are
 */
export async function checkServers(run: Run): Promise<void> {
  if (checked.has(run)) return;
  const roles = Object.keys(run.profile.models) as Role[];
  const endpoints = roles.map(role => ({ role, endpoint: run.models.endpoint(role) }));
  for (const { endpoint } of endpoints) checkKey(endpoint);
  const lists = new Map<string, readonly string[] | undefined>();
  for (const { role, endpoint } of endpoints) {
    if (!lists.has(endpoint.baseUrl)) {
      lists.set(endpoint.baseUrl, await listed(endpoint, run.models.fetch(role)));
    }
    const known = lists.get(endpoint.baseUrl);
    if (known && !known.includes(endpoint.model)) throw unknown(role, endpoint, known);
  }
  checked.add(run);
}

async function listed(
  endpoint: Endpoint,
  fetch: typeof globalThis.fetch
): Promise<readonly string[] | undefined> {
  try {
    const client = await clientOf(endpoint, fetch);
    const page = await client.models.list({ timeout: 10_000 });
    const names = page.data.map(({ id }) => id);
    return names.length > 0 ? names : undefined;
  } catch {
    return undefined; // the calls themselves will say what is wrong
  }
}

function unknown(role: Role, { model, baseUrl }: Endpoint, known: readonly string[]): LabError {
  return new LabError('lab/servers', {
    expected: `a model of ${baseUrl} as ${role} (${known.slice(0, 20).join(', ')})`,
    got: model,
    todo: 'Name one of them in the profile.'
  });
}
