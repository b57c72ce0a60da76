import type { OpenAI } from 'openai';
import { UsageError } from '../../base/fail';
import { withoutSecret } from './mask';
import { pooledFetch } from './pool-fetch';
import type { Endpoint } from '../profile';
import { addressOf, queryOf } from '../profile-server';
import { keyUsesOf, refuseUntrusted } from '../trust';

/** An OpenAI client for an endpoint: for files, batches, training and lists of models. */
export async function clientOf(endpoint: Endpoint, fetch = pooledFetch()): Promise<OpenAI> {
  const { OpenAI } = await import('openai'); // only when it is asked: it takes a while to load
  const { authorization, ...headers } = secretHeaders(endpoint);
  return new OpenAI({
    baseURL: addressAt(endpoint, '').split('?', 1)[0]!,
    apiKey: 'unused', // every header that holds a secret is set below
    defaultHeaders: { ...headers, authorization: authorization ?? null },
    defaultQuery: queryOf(endpoint.baseUrl),
    organization: null,
    project: null,
    maxRetries: 0,
    fetch
  });
}

/** The address of a path at an endpoint's server; a model in this process has one for the form only. */
export function addressAt({ baseUrl }: Endpoint, path: string): string {
  const isHere = baseUrl === 'embedded' || baseUrl === 'local';
  return addressOf(isHere ? 'http://embedded.invalid/v1' : baseUrl, path);
}

/**
 * The headers of an endpoint's requests that hold secrets, names in small letters. The secrets are
 * read from the environment here and nowhere else, and only for an address that may have them.
 *
 * Throws: UsageError [edge/chat/openai-client] for a secret that is not set, or that no header can
 * hold; [edge/trust] for an address that the user has not allowed
 */
export function secretHeaders(endpoint: Endpoint): Record<string, string> {
  const { keyVariable, headerVariables = {} } = endpoint;
  const others = Object.entries(headerVariables);
  const values = new Map(secretsOf(endpoint)); // before anything else: a missing one is named first
  for (const use of keyUsesOf(endpoint)) refuseUntrusted(use);
  const key = keyVariable === undefined ? 'none' : values.get(keyVariable);
  return {
    ...((keyVariable !== undefined || others.length === 0) && { authorization: `Bearer ${key}` }),
    ...Object.fromEntries(
      others.map(([name, variable]) => [name.toLowerCase(), values.get(variable)!])
    )
  };
}

function secretsOf({ keyVariable, headerVariables = {} }: Endpoint): [string, string][] {
  const key = keyVariable === undefined ? [] : [secretIn(keyVariable, /^[\x21-\x7e]+$/)];
  const headers = Object.values(headerVariables).map(variable =>
    secretIn(variable, /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/)
  );
  return [...key, ...headers];
}

function secretIn(variable: string, form: RegExp): [variable: string, secret: string] {
  const secret = process.env[variable];
  if (secret && form.test(secret)) return [variable, secret];
  throw new UsageError('edge/chat/openai-client', {
    expected: `a key in the environment variable ${variable}`,
    got: secret ? 'one with a blank, a line break or a letter that no key has' : undefined,
    todo: `Set ${variable} and start again.`
  });
}

/** A server's own words, e.g. why it refuses, without the secrets that it may have repeated. */
export function masked(text: string, endpoint: Endpoint): string {
  return secretsIn(endpoint).reduce(withoutSecret, text);
}

/**
 * What a model says, without the secrets that it may have repeated. A key that might be a word or a
 * number (fewer than 12 characters, or nothing but letters, or digits) is left as it stands: to hide
 * it would change what was said, and as it stands it does not tell that it is the key.
 */
export function maskedReply(text: string, endpoint: Endpoint): string {
  const isSecret = (key: string) => key.length >= 12 && !/^([a-z]+|\d+)$/i.test(key);
  return secretsIn(endpoint).filter(isSecret).reduce(withoutSecret, text);
}

function secretsIn({ keyVariable, headerVariables = {} }: Endpoint): string[] {
  const variables = [...(keyVariable ? [keyVariable] : []), ...Object.values(headerVariables)];
  return variables.map(variable => process.env[variable] ?? '');
}

/**
 * Throws: UsageError [edge/chat/openai-client] when a secret of an endpoint is not in the
 * environment, [edge/trust] when its address may not have it.
 */
export function checkKey(endpoint: Endpoint): void {
  secretHeaders(endpoint);
}
