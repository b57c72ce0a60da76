import { z } from 'zod';

/** One message of a chat, in the shape of the OpenAI protocol. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** One question to a language model. */
export interface ChatRequest {
  readonly messages: readonly Message[];
  /** Makes the answer repeatable where the server honours it; differs from attempt to attempt. */
  readonly seed: number;
  /** How often the same question was asked before, because no reply could be used. */
  readonly repeat?: number;
  /** Whether the reply has to be one JSON object. */
  readonly json: boolean;
  /** Its JSON schema, for servers that hold a reply to one. */
  readonly schema?: object;
  /** What the call is for, e.g. `episode-1f…/turn 3/attempt 1`; stands in the ledger. */
  readonly purpose: string;
}

/** What a language model answered. */
export const ChatReply = z.object({
  text: z.string(),
  /** Whether the server stopped at its token limit, so that the text ends anywhere. */
  cutOff: z.boolean(),
  /** Whether the model, or a filter before it, declined to answer. */
  refused: z.literal(true).exactOptional(),
  /** Why no text of the reply is an answer, e.g. a tool call instead of text; the text is empty then. */
  unusable: z.string().exactOptional(),
  /** The model's reasoning, where its server returns it apart from the answer. */
  thoughts: z.string().exactOptional(),
  /** The server's word for why the model stopped (`finish_reason`); absent for `stop` or none. */
  finishReason: z.string().exactOptional()
});
export type ChatReply = z.infer<typeof ChatReply>;

/**
 * The one way a room talks to a language model. Rejects only when no answer could be had
 * (after the transport's own attempts); an answer that makes no sense is returned as it is.
 */
export interface ChatModel {
  readonly name: string;
  ask(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply>;
  /** Told of requests whose replies led to nothing, where replies are kept: asked again, it asks anew. */
  discard?(requests: readonly ChatRequest[]): void;
}

/**
 * A call before the one that counts, or a repair of the reply that counts: the raw reply and the
 * reason. `no reply`: the call failed; `repaired`: its reply was read after a repair; absent: its
 * reply could not be used, or an earlier release wrote it (`attemptKind` tells them apart).
 */
export const Attempt = z.object({
  kind: z.enum(['no reply', 'repaired']).exactOptional(),
  reply: z.string(),
  reason: z.string(),
  /** The model's reasoning, where its server returned it apart from an unusable reply. */
  thoughts: z.string().exactOptional()
});
export type Attempt = z.infer<typeof Attempt>;

/** The kind of an attempt; a repair of an earlier release says so in its reason. */
export function attemptKind({ kind, reason }: Attempt): 'no reply' | 'unusable' | 'repaired' {
  if (kind) return kind;
  return reason.startsWith('repaired') ? 'repaired' : 'unusable';
}
