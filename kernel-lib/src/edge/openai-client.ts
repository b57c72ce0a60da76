import type { OpenAI } from 'openai';
import { LabError } from '../base/fail';
import { leanClient } from './lean-client';
import { pooledFetch } from './pool-fetch';
import type { Endpoint } from './profile';

/** An OpenAI client for an endpoint; the key is read from the environment here and nowhere else. */
export function clientOf(endpoint: Endpoint, fetch = pooledFetch()): Promise<OpenAI> {
  return leanClient({
    baseURL: isHere(endpoint) ? 'http://embedded.invalid/v1' : endpoint.baseUrl,
    apiKey: keyOf(endpoint),
    organization: null,
    project: null,
    maxRetries: 0,
    fetch
  });
}

/** Whether a model answers in this process, without a network. */
function isHere({ baseUrl }: Endpoint): boolean {
  return baseUrl === 'embedded' || baseUrl === 'local';
}

function keyOf({ keyVariable }: Endpoint): string {
  if (keyVariable === undefined) return 'none';
  const key = process.env[keyVariable];
  if (key) return key;
  throw new LabError('edge/openai-client', {
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

/** Throws: LabError [edge/openai-client] when the key of an endpoint is not in the environment. */
export function checkKey(endpoint: Endpoint): void {
  keyOf(endpoint);
}
