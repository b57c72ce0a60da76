import type { OpenAI } from 'openai';
import { z } from 'zod';
import { LabError, shown } from '../base/fail';
import { clientOf, masked, maskedReply } from './chat/openai-client';
import { adviceFor, statusOf, troubleOf } from './chat/trouble';
import type { Endpoint } from './profile';

/** How a server answers a batch. */
export interface BatchState {
  readonly id: string;
  /** In the server's words: `in_progress`, `completed`, `expired`, … */
  readonly status: string;
  readonly isOver: boolean;
  readonly done: number;
  readonly failed: number;
  /** Why the server refused all of it. */
  readonly refusal?: string;
  readonly outputs: readonly string[];
}

/** Batches on an endpoint's server. Every method throws LabError [edge/batch-api] with what it said. */
export interface BatchServer {
  /** Hands a file in, unless it is there already under this label: nothing is paid for twice. */
  submit(text: string, file: string, label: string): Promise<BatchState>;
  state(id: string): Promise<BatchState>;
  /** The rows that are answered, and those that went wrong, without a secret that they may repeat. */
  answers(state: BatchState): Promise<string>;
}

/** What is read of a server's batch; anything else in it may have any form. */
const Batch = z.object({
  id: z.string(),
  status: z.string(),
  request_counts: z.object({ completed: z.number(), failed: z.number() }).nullish().catch(null),
  errors: z
    .object({ data: z.array(z.object({ message: z.string() })) })
    .nullish()
    .catch(null),
  output_file_id: z.string().nullish().catch(null),
  error_file_id: z.string().nullish().catch(null)
});
type Batch = z.infer<typeof Batch>;
const over = ['completed', 'failed', 'expired', 'cancelled'];
const labelKey = 'sotopia_pi';
const mostListed = 100_000; // batches; a list without end is not read to its end

/** Connects to the Files and Batches API of an endpoint's server. */
export async function batchServer(
  endpoint: Endpoint,
  fetch: typeof globalThis.fetch,
  signal?: AbortSignal
): Promise<BatchServer> {
  const client = await clientOf(endpoint, fetch);
  const options = signal ? { signal } : {};
  const asked = <T>(question: Promise<T>, batch?: string) =>
    question.catch(refused(endpoint, signal, batch));
  const labelled = async (label: string): Promise<unknown> => {
    let seen = 0;
    for await (const batch of client.batches.list({ limit: 100 }, options)) {
      if (batch?.metadata?.[labelKey] === label) return batch;
      if (++seen >= mostListed) throw new Error(`a list of more than ${mostListed} batches`);
    }
    return undefined;
  };
  const textOf = async (id: string) => (await client.files.content(id, options)).text();
  return {
    submit: async (text, name, label) => {
      const known = await asked(labelled(label));
      return stateOf(
        known ?? (await asked(handedIn(client, { text, name, label }, options))),
        endpoint
      );
    },
    state: async id => stateOf(await asked(client.batches.retrieve(id, options), id), endpoint),
    answers: async ({ outputs }) => {
      const texts = await asked(Promise.all(outputs.map(textOf)));
      return maskedReply(texts.map(withEnd).join(''), endpoint);
    }
  };
}

async function handedIn(
  client: OpenAI,
  { text, name, label }: { readonly text: string; readonly name: string; readonly label: string },
  options: { readonly signal?: AbortSignal }
): Promise<unknown> {
  const { toFile } = await import('openai');
  const file = await toFile(Buffer.from(text), name);
  const { id } = await client.files.create({ file, purpose: 'batch' }, options);
  return client.batches.create(
    {
      input_file_id: id,
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
      metadata: { [labelKey]: label }
    },
    options
  );
}

function stateOf(value: unknown, endpoint: Endpoint): BatchState {
  const read = Batch.safeParse(value);
  if (!read.success) throw foreign(value, endpoint);
  const { id, status, request_counts: counts, errors, output_file_id, error_file_id } = read.data;
  const outputs = [output_file_id, error_file_id].filter(file => typeof file === 'string');
  const [refusal] = errors?.data ?? [];
  return {
    ...{ id: masked(id, endpoint), outputs, status: masked(status, endpoint) },
    ...{ isOver: over.includes(status), done: counts?.completed ?? 0, failed: counts?.failed ?? 0 },
    ...(refusal?.message && { refusal: masked(refusal.message, endpoint) })
  };
}

function foreign(value: unknown, endpoint: Endpoint): LabError {
  return new LabError('edge/batch-api', {
    expected: `a batch with an id and a status from ${endpoint.baseUrl}`,
    got: masked(shown(value), endpoint),
    todo: 'This server seems to take no batches: rate without --batch.'
  });
}

function withEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function refused(
  endpoint: Endpoint,
  signal: AbortSignal | undefined,
  batch: string | undefined
): (error: unknown) => never {
  return error => {
    signal?.throwIfAborted();
    const isUnknown = batch !== undefined && statusOf(error) === 404;
    const todo = isUnknown
      ? 'Name the server and the account that it was handed in at; if it is gone, rate without --batch.'
      : `${adviceFor(error, endpoint)} Then start again; what is handed in already is kept.`;
    throw new LabError('edge/batch-api', {
      expected: isUnknown
        ? `${endpoint.baseUrl} to know ${batch}`
        : `batches at ${endpoint.baseUrl}`,
      got: masked(troubleOf(error), endpoint),
      todo // without the error itself, which holds what the server sent
    });
  };
}
