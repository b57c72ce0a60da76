import { beforeAll, expect, test } from 'vitest';
import type { Handler } from '../../../kernel-lib/src/base/handler';
import { rehearsalServer } from '../../../kernel-lib/src/rehearsal/server';
import { memoryStore } from '../../../kernel-lib/src/rehearsal/store';
import {
  collected,
  lineTasks,
  said,
  trainedModel,
  trainingFile,
  type JobState,
  type LineRow
} from '../../support/rehearsal-line';
import { rowsOf } from '../../support/rehearsal-line';

const jobsPath = '/v1/fine_tuning/jobs';
let rows: LineRow[] = [];
beforeAll(async () => {
  const tasks = lineTasks(1, 'fine-tuning', { n: 4, pairs: 3 });
  const plan = { model: 'rehearsal-expert', key: 'fine-tuning' };
  const groups = await collected(rehearsalServer(), tasks, plan);
  rows = groups.flat().flatMap(({ talk }) => rowsOf(talk, 0));
});

const uploaded = async (server: Handler, text: string, purpose = 'fine-tune') => {
  const form = new Map([
    ['file', text],
    ['purpose', purpose]
  ]);
  return server({ method: 'POST', path: '/v1/files', form });
};
const fileId = async (server: Handler, text: string) =>
  ((await uploaded(server, text)).json as { id: string }).id;
const created = async (server: Handler, more: object = {}) =>
  server({
    method: 'POST',
    path: jobsPath,
    body: {
      model: 'rehearsal-base',
      training_file: await fileId(server, trainingFile(rows)),
      suffix: 'BC',
      ...more
    }
  });
const looked = async (server: Handler, id: string) =>
  (await server({ method: 'GET', path: `${jobsPath}/${id}` })).json as JobState;

test('a job is queued, runs, and succeeds with a model that answers', async () => {
  const server = rehearsalServer();
  const job = (await created(server)).json as JobState;
  expect([job.status, job.fine_tuned_model]).toEqual(['queued', null]);
  expect((await looked(server, job.id)).status).toBe('running');
  const done = await looked(server, job.id);
  expect(done.status).toBe('succeeded');
  expect(done.fine_tuned_model).toMatch(/^ft:rehearsal-base:BC:[0-9a-f]{12}$/);
  const models = await server({ method: 'GET', path: '/v1/models' });
  expect(JSON.stringify(models.json)).toContain(done.fine_tuned_model);
  expect(await said(server, done.fine_tuned_model!, rows[0]!.prompt, { seed: 1 })).not.toBe('');
});

test('the same job asked for twice is one job, and another setting makes another model', async () => {
  const server = rehearsalServer();
  const id = async (more: object = {}) => ((await created(server, more)).json as JobState).id;
  const first = await id();
  expect(await id()).toBe(first);
  const others = [{ seed: 1 }, { suffix: 'SR' }, { hyperparameters: { n_epochs: 2 } }];
  const ids = await Promise.all([{}, ...others].map(id));
  expect(new Set(ids).size).toBe(4);
});

test('a stored model answers the same in another process', async () => {
  const weights = memoryStore();
  const server = rehearsalServer({ weights });
  const model = await trainedModel(server, 'rehearsal-base', rows, { seed: 1, suffix: 'x' });
  const copy = memoryStore();
  copy.write(model, weights.read(model)!);
  const elsewhere = rehearsalServer({ weights: copy });
  for (const { prompt } of rows) {
    const asked = { seed: 3 };
    expect(await said(elsewhere, model, prompt, asked)).toBe(
      await said(server, model, prompt, asked)
    );
  }
  expect(Object.keys(JSON.parse(weights.read(model)!) as object)).toEqual([
    'version',
    'model',
    'start',
    'weights'
  ]);
});

test('a trained model can be trained further', async () => {
  const server = rehearsalServer();
  const first = await trainedModel(server, 'rehearsal-base', rows, { seed: 1, suffix: 'BC' });
  const next = await trainedModel(server, first, rows, { seed: 1, suffix: 'BC+SR' });
  expect(next.startsWith(`ft:${first}:BC+SR:`)).toBe(true);
});

test('events tell the losses of each epoch, newest first', async () => {
  const server = rehearsalServer();
  const validation_file = await fileId(server, trainingFile(rows.slice(0, 20)));
  const hyperparameters = { n_epochs: 3, batch_size: 8, learning_rate: 0.3 };
  const { id } = (await created(server, { validation_file, hyperparameters })).json as JobState;
  const path = `${jobsPath}/${id}/events`;
  const before = (await server({ method: 'GET', path })).json as { data: { type: string }[] };
  expect(before.data.map(({ type }) => type)).toEqual(['message', 'message']);
  const { data } = (await server({ method: 'GET', path })).json as {
    data: { type: string; data?: Record<string, number>; message: string }[];
  };
  const metrics = data.filter(({ type }) => type === 'metrics').map(event => event.data!);
  expect(metrics.map(({ epoch }) => epoch)).toEqual([3, 2, 1]);
  expect(metrics[0]!.train_loss).toBeLessThan(metrics[2]!.train_loss!);
  expect(metrics[0]!.full_valid_loss).toBeLessThan(metrics[2]!.full_valid_loss!);
  expect(metrics[0]!.step).toBe(3 * Math.ceil(rows.length / 8));
  expect(data[0]!.message).toContain('ft:rehearsal-base:BC:');
});

test.each([
  ['its own names', { hyperparameters: { n_epochs: 2, batch_size: 4, learning_rate: 0.1 } }],
  [
    'a multiplier',
    { hyperparameters: { n_epochs: 2, batch_size: 4, learning_rate_multiplier: 0.1 } }
  ],
  [
    'a method',
    {
      method: {
        type: 'supervised',
        supervised: {
          hyperparameters: { n_epochs: 2, batch_size: 4, learning_rate_multiplier: 0.1 }
        }
      }
    }
  ]
])('settings may come as %s', async (_, more) => {
  const { json } = await created(rehearsalServer(), more);
  expect(json).toMatchObject({
    hyperparameters: { n_epochs: 2, batch_size: 4, learning_rate_multiplier: 0.1 }
  });
});

test('"auto" takes the settings of the trainer', async () => {
  const hyperparameters = {
    n_epochs: 'auto',
    batch_size: 'auto',
    learning_rate_multiplier: 'auto'
  };
  expect((await created(rehearsalServer(), { hyperparameters })).json).toMatchObject({
    hyperparameters: { n_epochs: 10, batch_size: 16, learning_rate_multiplier: 0.3 }
  });
});

test('a job can be cancelled until it is over, and asked for again', async () => {
  const server = rehearsalServer();
  const { id } = (await created(server)).json as JobState;
  const cancel = () => server({ method: 'POST', path: `${jobsPath}/${id}/cancel` });
  expect((await cancel()).json).toMatchObject({ status: 'cancelled' });
  expect((await looked(server, id)).status).toBe('cancelled');
  expect((await cancel()).status).toBe(400);
  expect((await created(server)).json).toMatchObject({ id, status: 'queued' });
  await looked(server, id);
  expect((await looked(server, id)).status).toBe('succeeded');
  expect((await cancel()).status).toBe(400);
});

test('jobs are listed', async () => {
  const server = rehearsalServer();
  await created(server);
  await created(server, { seed: 9 });
  const { json } = await server({ method: 'GET', path: jobsPath });
  expect((json as { data: object[] }).data).toHaveLength(2);
});

test.each([
  ['an unknown model', { model: 'gpt' }, 404, 'model_not_found'],
  ['a judge', { model: 'rehearsal-judge' }, 400, 'model_not_available'],
  ['an unknown file', { training_file: 'file-none' }, 404, null],
  ['an unknown validation file', { validation_file: 'file-none' }, 404, null],
  ['no epoch', { hyperparameters: { n_epochs: 0 } }, 400, null],
  ['a suffix with a slash', { suffix: 'a/b' }, 400, null]
])('a job for %s is refused', async (_, more, status, code) => {
  const answer = await created(rehearsalServer(), more);
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject({ error: { code } });
});

const row = '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}';

test.each([
  ['empty', '\n\n', 'at least one row'],
  ['no JSON in line 2', `${row}\nhello`, 'line 2'],
  ['no messages in line 3', `${row}\n\n{"prompt":"a"}`, 'line 3'],
  ['no answer in line 1', '{"messages":[{"role":"user","content":"a"}]}', 'line 1'],
  [
    'a last word of the user in line 1',
    '{"messages":[{"role":"assistant","content":"b"},{"role":"user","content":"a"}]}',
    'line 1'
  ]
])('a file with %s is refused', async (_, text, where) => {
  const answer = await uploaded(rehearsalServer(), text);
  expect(answer.status).toBe(400);
  expect(answer.json).toMatchObject({
    error: { message: expect.stringContaining(where) as string, code: 'invalid_file_format' }
  });
});

test('a file for another purpose is refused', async () => {
  expect((await uploaded(rehearsalServer(), row, 'batch')).status).toBe(400);
});

test('a file can be looked up and deleted, and its id follows from its content', async () => {
  const server = rehearsalServer();
  const id = await fileId(server, row);
  expect(await fileId(rehearsalServer(), row)).toBe(id);
  expect(await fileId(server, `${row}\n${row}`)).not.toBe(id);
  const list = (await server({ method: 'GET', path: '/v1/files' })).json as { data: object[] };
  expect(list.data).toHaveLength(2);
  const path = `/v1/files/${id}`;
  expect((await server({ method: 'GET', path })).json).toMatchObject({ id, bytes: row.length });
  expect((await server({ method: 'DELETE', path })).json).toMatchObject({ deleted: true });
  expect((await server({ method: 'GET', path })).status).toBe(404);
});
