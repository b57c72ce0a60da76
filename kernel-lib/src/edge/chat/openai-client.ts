import type { OpenAI } from 'openai';
import { UsageError } from '../../base/fail';
import { withoutSecret } from './mask';
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
 * Throws: UsageError [edge/chat/openai-client] when it is not there, or no header can hold it
 */
export function keyOf({ keyVariable }: Endpoint): string {
  if (keyVariable === undefined) return 'none';
  const key = process.env[keyVariable];
  if (key && /^[\x21-\x7e]+$/.test(key)) return key;
  throw new UsageError('edge/chat/openai-client', {
    expected: `a key in the environment variable ${keyVariable}`,
    got: key ? 'one with a blank, a line break or a letter that no key has' : undefined,
    todo: `Set ${keyVariable} and start again.`
  });
}

/** A server's own words, e.g. why it refuses, without the key that it may have repeated. */
export function masked(text: string, endpoint: Endpoint): string {
  return withoutSecret(text, keyIn(endpoint));
}

/**
 * What a model says, without the key, should it be in there. A key that might be a word or a number
 * (fewer than 12 characters, or nothing but letters, or digits) is left as it stands: to hide it would
 * change what was said, and as it stands it does not tell that it is the key.
 */
export function maskedReply(text: string, endpoint: Endpoint): string {
  const key = keyIn(endpoint);
  const isSecret = key.length >= 12 && !/^([a-z]+|\d+)$/i.test(key);
  return isSecret ? withoutSecret(text, key) : text;
}

function keyIn({ keyVariable }: Endpoint): string {
  return (keyVariable !== undefined && process.env[keyVariable]) || '';
}

/** Throws: UsageError [edge/chat/openai-client] when the key of an endpoint is not in the environment. */
export function checkKey(endpoint: Endpoint): void {
  keyOf(endpoint);
}
