import type { OpenAI } from 'openai';
import { LabError } from '../../base/fail';
import { pooledFetch } from './pool-fetch';
import type { Endpoint } from '../profile';

/** An OpenAI client for an endpoint: for files, batches, training and lists of models. */
export async function clientOf(endpoint: Endpoint, fetch = pooledFetch()): Promise<OpenAI> {
  const { OpenAI } = await import('openai'); // only when it is asked: it takes a while to load
  return new OpenAI({
    baseURL: serverOf(endpoint),
    apiKey: keyOf(endpoint),
    organization: null,
    project: null,
    maxRetries: 0,
    fetch
  });
}

/** The address that an endpoint's calls go to; a model in this process has one for the form only. */
export function serverOf({ baseUrl }: Endpoint): string {
  const isHere = baseUrl === 'embedded' || baseUrl === 'local';
  return isHere ? 'http://embedded.invalid/v1' : baseUrl.replace(/\/+$/, '');
}

/**
 * The key of an endpoint, read from the environment here and nowhere else.
 *
 * Throws: LabError [edge/chat/openai-client] when it is not there
 */
export function keyOf({ keyVariable }: Endpoint): string {
  if (keyVariable === undefined) return 'none';
  const key = process.env[keyVariable];
  if (key) return key;
  throw new LabError('edge/chat/openai-client', {
    expected: `a key in the environment variable ${keyVariable}`,
    got: undefined,
    todo: `Set ${keyVariable} and start again.`
  });
}

/** A text from a server without the key that it may have repeated. */
export function masked(text: string, { keyVariable }: Endpoint): string {
  const key = keyVariable === undefined ? undefined : process.env[keyVariable];
  return key ? text.replaceAll(key, '[key]') : text;
}

/** Throws: LabError [edge/chat/openai-client] when the key of an endpoint is not in the environment. */
export function checkKey(endpoint: Endpoint): void {
  keyOf(endpoint);
}
