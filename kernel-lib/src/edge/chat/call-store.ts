import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ChatReply, type ChatRequest } from '../../base/chat';
import { digest } from '../../base/id';
import { cacheFolder } from '../cache';
import { parametersOf } from './wording';
import type { Endpoint } from '../profile';
import { headerNames } from '../profile-server';
import { shapedBody } from '../request-shape';

/**
 * Everything that a recorded call is found by. Headers, and so keys, are no part of it. The seed
 * is, at temperature 0 as well: some servers draw by it even there.
 */
export const CallKey = z.object({
  /** The base URL. */
  provider: z.string(),
  model: z.string(),
  /** As the protocol words them: temperature, token limit, response format, seed. */
  parameters: z.record(z.string(), z.unknown()),
  messages: z.array(z.object({ role: z.string(), content: z.string() })).readonly(),
  /** The names of the profile's own headers, where it has some. */
  headers: z.array(z.string()).readonly().exactOptional(),
  /** How often the same question was asked before. */
  repeat: z.number().int().nonnegative()
});
export type CallKey = z.infer<typeof CallKey>;

/** A recorded call: a file of its own, named by the hash of its key. */
export const RecordedCall = z.object({
  version: z.literal(1),
  time: z.string(),
  key: CallKey,
  reply: ChatReply
});
export type RecordedCall = z.infer<typeof RecordedCall>;

/** The one store of recorded calls. */
export interface CallStore {
  /** The reply that was recorded, or `undefined`. A file that cannot be read is none. */
  read(key: CallKey): ChatReply | undefined;
  /** Keeps a reply; a refusal, or a reply without an answer, is not kept. */
  write(key: CallKey, reply: ChatReply, time: Date): void;
  /** Forgets a reply, if there is one. */
  remove(key: CallKey): void;
}

/** Where recorded calls are kept: in the user's folder for what can be fetched again. */
export function callFolder(): string {
  return join(cacheFolder(), 'calls');
}

/** The key of a question to an endpoint's model. */
export function keyOf(endpoint: Endpoint, request: ChatRequest): CallKey {
  const { json, schema, seed } = request;
  const headers = headerNames(endpoint);
  return {
    provider: endpoint.baseUrl,
    model: endpoint.model,
    parameters: shapedBody({ ...parametersOf(endpoint, json, schema), seed }, endpoint),
    ...(headers && { headers }),
    messages: request.messages,
    repeat: request.repeat ?? 0
  };
}

/** Opens the store; nothing is read before it is asked for. */
export function callStore(folder: string = callFolder()): CallStore {
  const pathOf = (key: CallKey) => {
    const name = digest(key);
    return join(folder, name.slice(0, 2), `${name}.json`);
  };
  return {
    read: key => storedCall(pathOf(key))?.reply,
    write: (key, reply, time) => {
      if (reply.refused || reply.unusable !== undefined) return;
      const call = { version: 1, time: time.toISOString(), key, reply };
      writeQuickly(pathOf(key), `${JSON.stringify(call)}\n`);
    },
    remove: key => rmSync(pathOf(key), { force: true })
  };
}

/** A recorded call, or `undefined` where the file is missing or none of ours. */
export function storedCall(path: string): RecordedCall | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return RecordedCall.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // torn or foreign: it is asked for again
  }
}

// Whole or not at all, but without waiting for the disk: what is lost can be asked for again.
function writeQuickly(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
