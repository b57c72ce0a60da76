import { LabError, messageOf, shown } from '../../base/fail';
import { readCompletion, type ReadCompletion } from './completion';
import { completionFromEvents, isEventStream } from './event-stream';
import { follow } from './follow';
import { addressAt, masked, secretHeaders } from './openai-client';
import { pooledFetch } from './pool-fetch';
import { HttpError, textWords, UnreadableAnswer, wordsOf } from './server-error';
import type { Complete } from './wording';
import type { Endpoint } from '../profile';
import { version } from '../version';

/**
 * Asks an endpoint's server for completions, by the same path and body as the `openai` client:
 * loading that client and going through it took a seventh of the time of 2,100 calls.
 *
 * Throws: UsageError [edge/chat/openai-client] at once where the endpoint's key is not set; when asked,
 * HttpError for a status or a body that is an error, UnreadableAnswer for an answer that is no
 * completion, Error `Connection error.` or `Request timed out.` where nothing was answered, LabError
 * [edge/chat/answer] for a redirect or an answer without end, and the reason of `signal`
 */
export function chatPost(endpoint: Endpoint, fetch = pooledFetch()): Complete {
  const url = addressAt(endpoint, '/chat/completions');
  const headers = {
    accept: 'application/json',
    ...secretHeaders(endpoint),
    'content-type': 'application/json',
    'user-agent': `sotopia-pi/${version()}` // some gateways refuse who does not say
  };
  return async (body, { signal, timeout }) => {
    const own = new AbortController();
    const letGo = signal && follow(signal, own);
    const timer = setTimeout(() => own.abort(new Error('Request timed out.')), timeout);
    const init = { method: 'POST', headers, body: JSON.stringify(body), signal: own.signal };
    try {
      return await completionIn(await fetch(url, init).catch(unanswered), endpoint);
    } catch (error) {
      throw own.signal.aborted ? own.signal.reason : error;
    } finally {
      clearTimeout(timer);
      letGo?.();
    }
  };
}

function unanswered(error: unknown): never {
  if (error instanceof LabError) throw error;
  throw new Error('Connection error.', { cause: error });
}

async function completionIn(answer: Response, endpoint: Endpoint): Promise<ReadCompletion> {
  const text = await answer.text();
  const { ok, status } = answer;
  if (ok) {
    const value = isEventStream(text) ? completionFromEvents(text) : parsed(text, endpoint);
    return readCompletion(value, endpoint, { get: name => answer.headers.get(name) });
  }
  const body = jsonOr(text);
  throw new HttpError(wordsOf(status, body, endpoint), status, answer.headers, body);
}

function parsed(text: string, endpoint: Endpoint): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const page = textWords(text) ?? 'nothing at all';
    const what = page.startsWith('an HTML page') || text.trim() === '' ? page : shown(page);
    const said = `the answer is not JSON but ${masked(what, endpoint)}`;
    const isCut = text.startsWith('{') || text.startsWith('[');
    const why = isCut ? ` (${messageOf(error)})` : '';
    throw new UnreadableAnswer(masked(`${said}${why}`, endpoint));
  }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
