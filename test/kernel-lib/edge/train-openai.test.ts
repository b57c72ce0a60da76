import { expect, onTestFinished, test, vi } from 'vitest';
import type { Handler } from '../../../kernel-lib/src/base/handler';
import { fetchFrom } from '../../../kernel-lib/src/edge/embedded';
import { trainedByApi } from '../../../kernel-lib/src/edge/train-openai';

const student = { model: 'student', baseUrl: 'embedded', temperature: 1 } as const;
const request = {
  ...{ start: 'student', suffix: 'bc', training: '{}\n', seed: 1 },
  ...{ epochs: 2, batchSize: 4, learningRate: 1 }
};

/** A server whose job is in these states, one after another, and stays in the last. */
function serverWith(states: object[], onAsked: () => void = () => undefined): typeof fetch {
  const json = (path: string, method: string): unknown => {
    if (path === '/v1/files') return { id: 'file-1' };
    if (path.endsWith('/events')) return { object: 'list', has_more: false, data: [] };
    if (method === 'POST') return { id: 'job-1', status: 'queued' };
    onAsked();
    return { id: 'job-1', ...(states.length > 1 ? states.shift() : states[0]) };
  };
  const handler: Handler = ({ path, method }) =>
    Promise.resolve({ status: 200, json: json(path, method) });
  return fetchFrom(handler);
}

test('a job is waited for until it has succeeded', async () => {
  const done = { status: 'succeeded', fine_tuned_model: 'student-bc' };
  const fetch = serverWith([{ status: 'validating_files' }, { status: 'running' }, done]);
  expect(await trainedByApi(student, request, { fetch })).toEqual({
    model: 'student-bc',
    losses: []
  });
});

test.each([
  [
    'fails, for the server’s reason',
    { status: 'failed', error: { message: 'too few rows' } },
    'too few rows'
  ],
  ['is cancelled', { status: 'cancelled' }, 'cancelled'],
  ['has a state that nobody knows', { status: 'napping' }, 'napping'],
  ['has no state', {}, undefined],
  ['succeeds without a model', { status: 'succeeded', fine_tuned_model: null }, 'succeeded']
])('a job that %s ends the training', async (_, state, got) => {
  const fetch = serverWith([state]);
  await expect(trainedByApi(student, request, { fetch })).rejects.toThrow(
    `[edge/train-openai] expected job job-1 to succeed, got ${got === undefined ? 'nothing' : JSON.stringify(got)}`
  );
});

test.each([
  [404, 'This server seems to train no models'],
  [401, 'keyVariable']
])('a server that answers HTTP %i says what to do', async (status, advice) => {
  const fetch = fetchFrom(() => Promise.resolve({ status, json: { error: { message: 'no' } } }));
  const training = trainedByApi(student, request, { fetch });
  await expect(training).rejects.toThrow('[edge/train-openai] expected fine-tuning of student at');
  await expect(training).rejects.toThrow(advice);
});

test('a key that the server repeats in a job is hidden', async () => {
  vi.stubEnv('TRAIN_TEST_KEY', 'sk-planted-5d3b');
  onTestFinished(() => void vi.unstubAllEnvs());
  const keyed = { ...student, keyVariable: 'TRAIN_TEST_KEY' };
  const states = [
    { status: 'failed', error: { message: 'bad file for Bearer sk-planted-5d3b' } },
    { status: 'napping sk-planted-5d3b' }
  ];
  for (const state of states) {
    const training = trainedByApi(keyed, request, { fetch: serverWith([state]) });
    await expect(training).rejects.toThrow(/got ".* \[key\]"/);
  }
  const done = { status: 'succeeded', fine_tuned_model: 'sk-planted-5d3b' };
  const trained = await trainedByApi(keyed, request, { fetch: serverWith([done]) });
  expect(trained.model).toBe('[key]');
});

test('an interruption ends the waiting, and the job is not asked for again', async () => {
  const controller = new AbortController();
  let asked = 0;
  const interrupt = () => {
    asked++;
    setImmediate(() => controller.abort());
  };
  const fetch = serverWith([{ status: 'running' }], interrupt);
  const training = trainedByApi(student, request, { fetch, signal: controller.signal });
  await expect(training).rejects.toThrow();
  expect(asked).toBe(1);
});
