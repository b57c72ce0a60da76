import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { batchServer } from '../../kernel-lib/src/edge/batch-api';
import { httpModel } from '../../kernel-lib/src/edge/chat/http';
import { listedModels } from '../../kernel-lib/src/edge/chat/model-list';
import { clientOf } from '../../kernel-lib/src/edge/chat/openai-client';
import { pooledFetch } from '../../kernel-lib/src/edge/chat/pool-fetch';
import type { CallRecord } from '../../kernel-lib/src/edge/chat/call-record';
import type { Endpoint } from '../../kernel-lib/src/edge/profile';
import { trainedByApi } from '../../kernel-lib/src/edge/train-openai';
import { openRun } from '../../kernel-lib/src/lab/run';
import { tables } from '../../kernel-lib/src/lab/tables';
import { writeTasks } from '../../kernel-lib/src/lab/write-tasks';
import { emptyFolder } from '../support/folder';
import { profileAt } from '../support/odd-server';
import { rawServer } from '../support/raw-server';

const key = 'sk-redirect-51f0c2a9';
const request = {
  ...{ messages: [{ role: 'user' as const, content: 'Hello?' }], seed: 1 },
  ...{ json: true, purpose: 'a test' }
};

/** A server that sends everything to another one, the other one, and an endpoint with a key. */
async function redirecting(status: number) {
  process.env.SOTOPIA_PI_TEST_KEY = key;
  onTestFinished(() => void delete process.env.SOTOPIA_PI_TEST_KEY);
  const other = await rawServer(response => response.end('{}'));
  const server = await rawServer((response, { path }) =>
    response.writeHead(status, { location: `${new URL(other.url).origin}${path}` }).end()
  );
  const keyVariable = 'SOTOPIA_PI_TEST_KEY';
  const endpoint: Endpoint = { model: 'm', temperature: 0, baseUrl: server.url, keyVariable };
  return { other, server, endpoint };
}

const training = {
  ...{ start: 'm', suffix: 's', training: '{"messages":[]}\n' },
  ...{ epochs: 1, batchSize: 1, learningRate: 1, seed: 1 }
};

const requests: Readonly<Record<string, (endpoint: Endpoint) => Promise<unknown>>> = {
  'a chat': endpoint => {
    const patience = { maxAttempts: 2, timeoutMs: 5000, firstWaitMs: 1 };
    return httpModel(endpoint, { record: () => undefined, patience }).ask(request);
  },
  'a list of models': endpoint => listedModels(endpoint, pooledFetch()),
  'the upload of a training file': endpoint => trainedByApi(endpoint, training, {}),
  'the upload of a batch': async endpoint =>
    (await batchServer(endpoint, pooledFetch())).submit('{}\n', 'b.jsonl', 'run/b'),
  'the state of a batch': async endpoint =>
    (await batchServer(endpoint, pooledFetch())).state('batch-1'),
  'the content of a file': async endpoint =>
    (await clientOf(endpoint)).files.content('file-1').then(answer => answer.text()),
  'an upload of its own': async endpoint => {
    const form = new FormData();
    form.set('file', new File(['rows'], 'rows.jsonl'));
    return pooledFetch()(`${endpoint.baseUrl}/files`, { method: 'POST', body: form });
  }
};

const cases = Object.keys(requests).flatMap(name =>
  [301, 302, 303, 307, 308].map(status => [name, status] as const)
);

test.each(cases)('%s does not follow a redirect %i to another origin', async (name, status) => {
  const { other, server, endpoint } = await redirecting(status);
  const error = await requests[name]!(endpoint).then(
    () => undefined,
    (thrown: Error) => thrown
  );
  expect(error).toBeInstanceOf(Error);
  expect(server.seen).toHaveLength(1); // and it is not asked again
  expect(other.seen).toEqual([]);
});

test('a redirect is said in one sentence, and is one failed call', async () => {
  const { other, server, endpoint } = await redirecting(307);
  const records: CallRecord[] = [];
  const model = httpModel(endpoint, { record: call => records.push(call) });
  const to = `${new URL(other.url).origin}/v1/chat/completions`;
  await expect(model.ask(request)).rejects.toThrow(
    `expected an answer from ${server.url}/chat/completions, got "a redirect to ${to}". `
  );
  expect(records).toHaveLength(1);
});

test('a run at a server that redirects sends nothing on', async () => {
  const { other, server } = await redirecting(308);
  const folder = emptyFolder();
  const models = profileAt(server.url, folder, { keyVariable: 'SOTOPIA_PI_TEST_KEY' });
  const small = { tasks: 1, pairs: 1, evaluationPairs: 1, repeats: 1 };
  const run = openRun(join(folder, 'run'), { ...small, models }, {});
  onTestFinished(() => run.close());
  await writeTasks(run);
  expect(run.rows(tables.failures)).toHaveLength(2);
  expect(run.rows(tables.failures)[0]!.reason).toContain('a redirect to');
  expect(other.seen).toEqual([]);
});
