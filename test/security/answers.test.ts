import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { batchServer } from '../../kernel-lib/src/edge/batch-api';
import type { CallRecord } from '../../kernel-lib/src/edge/chat/call-record';
import { httpModel } from '../../kernel-lib/src/edge/chat/http';
import { listedModels } from '../../kernel-lib/src/edge/chat/model-list';
import { pooledFetch } from '../../kernel-lib/src/edge/chat/pool-fetch';
import { download } from '../../kernel-lib/src/edge/download';
import type { Endpoint } from '../../kernel-lib/src/edge/profile';
import { emptyFolder } from '../support/folder';
import { rawServer } from '../support/raw-server';

const chunk = ' '.repeat(256 * 1024);
const request = {
  ...{ messages: [{ role: 'user' as const, content: 'Hello?' }], seed: 1 },
  ...{ json: true, purpose: 'a test' }
};

/** Writes for ever, as fast as it is read, until nobody reads. */
function endless(response: ServerResponse, status = 200, start = '{"choices":[{"message":{'): void {
  let isOpen = true;
  response.once('close', () => (isOpen = false));
  const more = () => {
    while (isOpen && response.write(chunk));
    if (isOpen) response.once('drain', more);
  };
  response.writeHead(status, { 'content-type': 'application/json' });
  response.write(start);
  more();
}

/** A server that answers so, a model there, and every attempt at a call. */
async function modelAt(answering: (response: ServerResponse) => void, timeoutMs = 30_000) {
  const server = await rawServer(answering);
  const endpoint: Endpoint = { model: 'm', temperature: 0, baseUrl: server.url };
  const records: CallRecord[] = [];
  const patience = { maxAttempts: 2, timeoutMs, firstWaitMs: 1 };
  const model = httpModel(endpoint, { record: call => records.push(call), patience });
  return { server, endpoint, records, ask: () => model.ask(request) };
}

test('a chat without end is given up at its limit, once, with a sentence', async () => {
  const { ask, records } = await modelAt(response => endless(response));
  await expect(ask()).rejects.toThrow(/an answer of at most 8 MiB from http.*a larger one/);
  expect(records).toHaveLength(1);
  expect(records[0]!.outcome).toContain('at most 8 MiB');
});

test('many chats without end at once leave the memory in bounds', async () => {
  const { ask } = await modelAt(response => endless(response));
  const before = process.memoryUsage().rss;
  const all = await Promise.allSettled(Array.from({ length: 12 }, ask));
  expect(all.every(({ status }) => status === 'rejected')).toBe(true);
  expect(process.memoryUsage().rss - before).toBeLessThan(600 * 1024 * 1024);
});

test('an error without end, and a stream without end, are given up as well', async () => {
  const failing = await modelAt(response => endless(response, 400));
  await expect(failing.ask()).rejects.toThrow('at most 8 MiB');
  const streaming = await modelAt(response => endless(response, 200, ': ping'));
  await expect(streaming.ask()).rejects.toThrow('at most 8 MiB');
});

test('lists of models and batches without end are given up at 32 MiB', async () => {
  const { endpoint } = await modelAt(response => endless(response));
  await expect(listedModels(endpoint, pooledFetch())).rejects.toThrow();
  const batches = await batchServer(endpoint, pooledFetch());
  await expect(batches.state('batch-1')).rejects.toThrow(/at most 32 MiB/);
});

test('a chat without end through a proxy is given up as well', async () => {
  const proxy = await rawServer(response => endless(response));
  vi.stubEnv('HTTP_PROXY', new URL(proxy.url).origin);
  onTestFinished(() => void vi.unstubAllEnvs());
  const endpoint: Endpoint = { model: 'm', temperature: 0, baseUrl: 'http://models.invalid/v1' };
  const model = httpModel(endpoint, { record: () => undefined });
  await expect(model.ask(request)).rejects.toThrow('at most 8 MiB from http://models.invalid');
  expect(proxy.seen).toHaveLength(1);
});

test('headers without end are given up', async () => {
  const { ask } = await modelAt(response => {
    response.writeHead(200, { 'x-long': 'a'.repeat(40 * 1024) }).end('{}');
  });
  await expect(ask()).rejects.toThrow(/at most 16 KiB of headers/);
});

test('an answer that trickles without end is given up after the time for all of it', async () => {
  const { ask, records } = await modelAt(response => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), 5);
    response.once('close', () => clearInterval(timer));
  }, 200);
  await expect(ask()).rejects.toThrow('Request timed out.');
  expect(records.map(({ outcome }) => outcome)).toEqual(Array(2).fill('Request timed out.'));
});

test('a download is stopped when more comes than is published', async () => {
  const server = await rawServer(response => endless(response));
  const file = { url: server.url, size: 1_000_000 };
  await expect(download(file, join(emptyFolder(), 'file'))).rejects.toThrow(
    /at most 1000000 bytes from http/
  );
});

test.each([
  ['a list without data', '[]'],
  ['data that is no list', '{"data":{"a":1}}'],
  ['rows that name no model', '{"data":[null,7,{"id":{}},{"object":"model"}]}']
])('a list of models of a foreign form names none: %s', async (_, text) => {
  const { endpoint } = await modelAt(response => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  });
  expect(await listedModels(endpoint, pooledFetch())).toEqual([]);
});

test.each(['[]', '7', '{"id":5}', '{"id":"b"}', '{"id":"b","status":{}}'])(
  'a batch of a foreign form is one sentence: %s',
  async text => {
    const { endpoint } = await modelAt(response => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(text);
    });
    const batches = await batchServer(endpoint, pooledFetch());
    await expect(batches.state('b')).rejects.toThrow(/expected a batch with an id and a status/);
  }
);
