import type { ChatModel } from '../../base/chat';
import { UsageError } from '../../base/fail';
import { keyOf, type CallStore } from './call-store';
import type { CallRecord } from './call-record';
import type { Endpoint } from '../profile';

/**
 * Which calls are kept and found again: `repeatable` those at temperature 0, `all` every one,
 * `off` none; `replay` asks no server at all.
 */
export type Recording = 'off' | 'repeatable' | 'all' | 'replay';

/** What a recorded model needs beside the model itself. */
export interface Recorder {
  readonly store: CallStore;
  readonly recording: Recording;
  readonly record: (call: CallRecord) => void;
  /** Called when a reply cannot be kept, e.g. because the disk is full; the reply is given all the same. */
  readonly halt: (error: unknown) => void;
  readonly now: () => Date;
}

/** Whether an endpoint's calls go through the store. Embedded models answer faster than a disk. */
export function isRecorded(endpoint: Endpoint, recording: Recording): boolean {
  const { baseUrl, temperature, omitParameters } = endpoint;
  if (baseUrl === 'embedded' || recording === 'off') return false;
  const isSent = !omitParameters?.includes('temperature'); // else the server uses one of its own
  return recording !== 'repeatable' || (temperature === 0 && isSent);
}

/**
 * A model whose replies are kept, and not asked for where they are kept already; those that led to
 * nothing are kept no longer than until that is known.
 *
 * Throws: when replaying, UsageError [edge/chat/recorded] for a call that was never recorded
 */
export function recordedModel(model: ChatModel, endpoint: Endpoint, recorder: Recorder): ChatModel {
  const { store, recording, record, halt, now } = recorder;
  return {
    name: model.name,
    ask: async (request, signal) => {
      signal?.throwIfAborted();
      const key = keyOf(endpoint, request);
      const known = store.read(key);
      if (known) {
        record({ ...freeCall, purpose: request.purpose, model: endpoint.model });
        return known;
      }
      if (recording === 'replay') throw unrecorded(endpoint, request.purpose);
      const reply = await model.ask(request, signal);
      try {
        store.write(key, reply, now());
      } catch (error) {
        halt(error);
      }
      return reply;
    },
    discard: requests => {
      if (recording === 'replay') return; // a replay changes nothing
      for (const request of requests) store.remove(keyOf(endpoint, request));
    }
  };
}

const freeCall = {
  ...{ attempt: 1, outcome: 'ok', promptTokens: 0, completionTokens: 0 },
  ...{ price: 0, latencyMs: 0, recorded: true as const }
};

function unrecorded({ model, baseUrl }: Endpoint, purpose: string): UsageError {
  return new UsageError('edge/chat/recorded', {
    expected: `a recorded call to ${model} at ${baseUrl} for ${purpose}`,
    got: undefined,
    todo: 'Make the run once with --cache all and without --replay.'
  });
}

/** In place of a way to the network while a run is replayed. */
export const noNetwork: typeof fetch = input => {
  const url = new URL(input instanceof Request ? input.url : input);
  throw new UsageError('edge/chat/recorded', {
    expected: 'no need for the network in a replay',
    got: `a request to ${url.origin}${url.pathname}`,
    todo: 'Only recorded chats can be replayed; start without --replay to go on.'
  });
};
