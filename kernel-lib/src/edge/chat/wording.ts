import type { OpenAI } from 'openai';
import type { ChatRequest } from '../../base/chat';
import type { ReadCompletion } from './completion';
import type { Endpoint } from '../profile';
import { shapedBody } from '../request-shape';

/**
 * One completion of a chat.
 * Throws: an error with the answer's `status`, or without one where nothing was answered.
 */
export type Complete = (
  body: CompletionBody,
  options: { readonly signal?: AbortSignal; readonly timeout: number }
) => Promise<ReadCompletion>;
export type CompletionBody = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

/** The parameters of a call beside its messages and its seed, as the protocol words them. */
export type Parameters = Omit<CompletionBody, 'model' | 'messages' | 'seed'>;

/**
 * The parameters that an endpoint's model is asked with. A model that reasons takes its token limit
 * under the newer name, which others may not know.
 */
export function parametersOf(endpoint: Endpoint, json: boolean, schema?: object): Parameters {
  const { temperature, maxTokens, reasoningEffort } = endpoint;
  const format = json ? formatFor(endpoint, schema) : undefined;
  return {
    temperature,
    ...(maxTokens &&
      (reasoningEffort ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens })),
    ...(reasoningEffort && { reasoning_effort: reasoningEffort }),
    ...(format && { response_format: format })
  };
}

// Asked for at every call: by endpoint, then by schema, or whether it is JSON at all.
const known = new WeakMap<Endpoint, Map<object | boolean, Parameters>>();

function knownParameters(endpoint: Endpoint, json: boolean, schema?: object): Parameters {
  const all = known.get(endpoint) ?? new Map<object | boolean, Parameters>();
  known.set(endpoint, all);
  const key = (json && schema) || json;
  const found = all.get(key) ?? parametersOf(endpoint, json, schema);
  all.set(key, found);
  return found;
}

/** How JSON is asked for beside the prompt: by what the server supports, else not at all. */
export function formatFor(
  { supports }: Endpoint,
  schema: object = { type: 'object' }
): CompletionBody['response_format'] {
  if (supports?.jsonObject !== false) return { type: 'json_object' };
  if (!supports.jsonSchema) return undefined;
  return { type: 'json_schema', json_schema: { name: 'reply', schema: { ...schema } } };
}

/** Asks for one completion. */
export function completionOf(
  complete: Complete,
  endpoint: Endpoint,
  { messages, seed, json, schema }: Pick<ChatRequest, 'messages' | 'seed' | 'json' | 'schema'>,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal | undefined }
): Promise<ReadCompletion> {
  const body = {
    model: endpoint.model,
    messages: messages.map(message => ({ ...message })),
    seed,
    ...knownParameters(endpoint, json, schema)
  };
  return complete(shapedBody(body, endpoint), { timeout: timeoutMs, ...(signal && { signal }) });
}

/** What an attempt cost that brought nothing. */
export const noCost = { promptTokens: 0, completionTokens: 0, price: 0 };

/**
 * The tokens that a server reports, and their price. Where nobody named a price, or the server does
 * not say how many tokens it were, the price is marked as unknown.
 */
export function costOf(endpoint: Endpoint, usage: unknown) {
  const tokens = tokensIn(usage);
  if (!tokens) {
    const isFree = moneyFor(endpoint, { promptTokens: 1, completionTokens: 1 }) === 0;
    return isFree ? noCost : { ...noCost, unpriced: true as const };
  }
  const money = moneyFor(endpoint, tokens);
  return money === undefined
    ? { ...tokens, price: 0, unpriced: true as const }
    : { ...tokens, price: money };
}

/** The counts of a server's report, or `undefined` where it has none that could be true. */
function tokensIn(usage: unknown) {
  const said = (usage ?? {}) as Partial<OpenAI.CompletionUsage>;
  const { prompt_tokens: promptTokens, completion_tokens: completionTokens } = said;
  if (!isCount(promptTokens) || !isCount(completionTokens)) return undefined;
  if (promptTokens === 0) return undefined; // every prompt has some
  const cachedTokens: unknown = said.prompt_tokens_details?.cached_tokens;
  const isKnown = isCount(cachedTokens) && cachedTokens <= promptTokens;
  return { promptTokens, completionTokens, ...(isKnown && { cachedTokens }) };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Money for so many tokens, in the profile's currency; `undefined` where the profile names no price. */
export function moneyFor(
  { baseUrl, pricePerMillionTokens: price }: Endpoint,
  tokens: {
    readonly promptTokens: number;
    readonly completionTokens: number;
    readonly cachedTokens?: number;
  }
): number | undefined {
  if (!price) return ['embedded', 'local'].includes(baseUrl) ? 0 : undefined;
  const { promptTokens, completionTokens, cachedTokens = 0 } = tokens;
  const cached = cachedTokens * (price.cachedPrompt ?? price.prompt);
  const fresh = (promptTokens - cachedTokens) * price.prompt;
  return (fresh + cached + completionTokens * price.completion) / 1e6;
}
