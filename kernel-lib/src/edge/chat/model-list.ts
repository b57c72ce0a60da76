import { clientOf, masked } from './openai-client';
import { fieldsOf } from '../../base/fields';
import type { Endpoint } from '../profile';

/** A model as its server lists it. */
export interface ListedModel {
  readonly id: string;
  /** The day from which on it will not answer any more, where the server says so. */
  readonly shutdownDate?: string;
}

const patienceMs = 10_000;

/**
 * The models that a server lists; a server need not list any.
 *
 * Throws: LabError [edge/chat/openai-client] without its key, or what the server said.
 */
export async function listedModels(
  endpoint: Endpoint,
  fetch: typeof globalThis.fetch
): Promise<ListedModel[]> {
  const client = await clientOf(endpoint, fetch);
  const page = await client.models.list({ timeout: patienceMs });
  const rows: unknown = page.data;
  return (Array.isArray(rows) ? rows : []).flatMap((row: unknown) => {
    const { id, shutdown_date: date } = fieldsOf(row) ?? {};
    if (typeof id !== 'string') return []; // a row that names no model
    const shutdownDate = typeof date === 'string' ? masked(date, endpoint) : undefined;
    return [{ id: masked(id, endpoint), ...(shutdownDate && { shutdownDate }) }];
  });
}
