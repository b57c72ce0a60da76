import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** One row of a batch as it was handed in. */
export interface BatchRow {
  readonly custom_id: string;
  readonly method: string;
  readonly url: string;
  readonly body: Record<string, unknown> & { messages: { role: string; content: string }[] };
}

/** What a row is answered with: a reply, a status that is an error, or nothing before time is up. */
export type RowAnswer = { readonly reply: string } | { readonly status: number } | 'expired';

/** A server of OpenAI's Files and Batches API of which a test says when a batch is over. */
export interface BatchTestServer {
  readonly url: string;
  /** The files of requests that became batches, oldest first, as rows. */
  readonly batches: readonly (readonly BatchRow[])[];
  /** The headers of every request. */
  readonly headers: readonly IncomingMessage['headers'][];
  /** Ends every batch under way with these answers. */
  finish(answer: (row: BatchRow) => RowAnswer, status?: 'completed' | 'expired'): void;
  /** Refuses every batch under way as a whole. */
  refuse(message: string): void;
}

interface Stored {
  readonly rows: readonly BatchRow[];
  readonly object: Record<string, unknown>;
}

/** Starts such a server; it ends with the test. */
export async function batchTestServer(): Promise<BatchTestServer> {
  const files = new Map<string, string>();
  const batches: Stored[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const keep = (text: string) => {
    const id = `file-${files.size + 1}`;
    files.set(id, text);
    return id;
  };
  const answered = async (request: Request): Promise<unknown> => {
    const [, , kind, id, content] = new URL(request.url).pathname.split('/');
    const isPost = request.method === 'POST';
    if (kind === 'files' && isPost) {
      const file = (await request.formData()).get('file') as File;
      return { object: 'file', id: keep(await file.text()) };
    }
    if (kind === 'files' && content) return files.get(id!);
    if (kind === 'batches' && isPost) {
      const asked = (await request.json()) as { input_file_id: string };
      const rows = rowsIn(files.get(asked.input_file_id)!);
      const request_counts = { total: rows.length, completed: 0, failed: 0 };
      const batch = { object: 'batch', id: `batch-${batches.length + 1}`, status: 'in_progress' };
      batches.push({ rows, object: { ...batch, request_counts, ...asked } });
      return batches.at(-1)!.object;
    }
    if (kind === 'batches' && id) return batches.find(({ object }) => object.id === id)?.object;
    if (kind === 'batches') return { object: 'list', data: batches.map(each => each.object) };
    return undefined;
  };
  const server = createServer((incoming, outgoing) => {
    headers.push(incoming.headers);
    void requestOf(incoming)
      .then(answered)
      .then(answer => {
        outgoing.statusCode = answer === undefined ? 404 : 200;
        const isJson = typeof answer === 'object';
        if (isJson) outgoing.setHeader('content-type', 'application/json');
        outgoing.end(isJson ? JSON.stringify(answer) : answer);
      });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const under = () => batches.filter(({ object }) => object.status === 'in_progress');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    get batches() {
      return batches.map(({ rows }) => rows);
    },
    headers,
    finish: (answer, status = 'completed') => {
      for (const { rows, object } of under()) {
        const results = rows.map(row => resultOf(row, answer(row)));
        const [good, bad] = [true, false].map(isGood =>
          results.filter(result => (result.response?.status_code === 200) === isGood)
        );
        object.status = status;
        object.request_counts = {
          total: rows.length,
          completed: good!.length,
          failed: bad!.length
        };
        if (good!.length > 0) object.output_file_id = keep(textOf(good!));
        if (bad!.length > 0) object.error_file_id = keep(textOf(bad!));
      }
    },
    refuse: message => {
      for (const { object } of under()) {
        Object.assign(object, {
          status: 'failed',
          errors: { object: 'list', data: [{ message }] }
        });
      }
    }
  };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = 'GET', url = '/' } = incoming;
  const type = incoming.headers['content-type'];
  return new Request(`http://127.0.0.1${url}`, {
    method,
    ...(type && { headers: { 'content-type': type } }),
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) })
  });
}

/** A row as a batch server answers it. */
export function resultOf({ custom_id }: Pick<BatchRow, 'custom_id'>, answer: RowAnswer) {
  const id = `result-${custom_id}`;
  if (answer === 'expired') {
    const error = { code: 'batch_expired', message: 'This request could not be executed in time.' };
    return { id, custom_id, response: null, error };
  }
  if ('status' in answer) {
    const body = { error: { message: 'The server had trouble.' } };
    return { id, custom_id, response: { status_code: answer.status, body }, error: null };
  }
  const choices = [
    { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: answer.reply } }
  ];
  const usage = { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 };
  const body = { object: 'chat.completion', choices, usage };
  return { id, custom_id, response: { status_code: 200, body }, error: null };
}

const textOf = (rows: readonly object[]) => rows.map(row => `${JSON.stringify(row)}\n`).join('');

/** The rows of a file of requests. */
export function rowsIn(text: string): BatchRow[] {
  const lines = text.split('\n').filter(line => line !== '');
  return lines.map(line => JSON.parse(line) as BatchRow);
}
