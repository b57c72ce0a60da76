import { expect, test } from 'vitest';
import { rehearsalServer } from '../../../kernel-lib/src/rehearsal/server';
import { memoryStore } from '../../../kernel-lib/src/rehearsal/store';

const server = rehearsalServer({ aliases: { teacher: 'rehearsal-expert' } });
const get = (path: string, method = 'GET', body?: unknown) => server({ method, path, body });

test('the models are listed, further names included', async () => {
  const { json } = await get('/v1/models');
  const { data } = json as { data: { id: string }[] };
  expect(data.map(({ id }) => id).sort()).toEqual([
    'rehearsal-base',
    'rehearsal-expert',
    'rehearsal-judge',
    'rehearsal-judge-reversed',
    'rehearsal-judge-without-credit',
    'rehearsal-partner',
    'rehearsal-rater',
    'rehearsal-writer',
    'teacher'
  ]);
});

test('one model can be looked up, its name escaped or not', async () => {
  expect((await get('/v1/models/teacher')).status).toBe(200);
  expect((await get('/v1/models/rehearsal%2Dbase')).status).toBe(200);
  expect((await get('/v1/models/ft:none')).status).toBe(404);
});

test.each([
  ['GET', '/v1/nothing', 404],
  ['GET', '/', 404],
  ['GET', '/v1/chat/completions', 405],
  ['DELETE', '/v1/fine_tuning/jobs', 405],
  ['GET', '/v1/files/file-none', 404],
  ['GET', '/v1/fine_tuning/jobs/none', 404],
  ['GET', '/v1/fine_tuning/jobs/none/events', 404],
  ['POST', '/v1/fine_tuning/jobs/none/cancel', 404],
  ['POST', '/v1/rehearsal/truth', 400],
  ['GET', '/v1/models/%E0%A4%A', 400]
])('%s %s is answered with %i', async (method, path, status) => {
  const answer = await get(path, method);
  expect(answer.status).toBe(status);
  expect(answer.json).toHaveProperty('error.message');
});

test('a wrong method says which are right', async () => {
  const { headers } = await get('/v1/files', 'DELETE');
  expect(headers).toEqual({ allow: 'GET, POST' });
});

test('the truth about a record is seven scores for each side', async () => {
  const text = 'Scenario: They talk.\nParticipants: A B and C D (friends)\nConversation starts:';
  const { json } = await get('/v1/rehearsal/truth', 'POST', { text });
  const { scores } = json as { scores: object[] };
  expect(scores.map(each => Object.keys(each).length)).toEqual([7, 7]);
  expect(json).not.toHaveProperty('deal');
});

test('a stored model that cannot be read is the server’s fault, not the client’s', async () => {
  const weights = memoryStore();
  weights.write('ft:broken', '{"version": 2}');
  const body = { model: 'ft:broken', messages: [{ role: 'user', content: 'x' }] };
  const answer = await rehearsalServer({ weights })({
    method: 'POST',
    path: '/v1/chat/completions',
    body
  });
  expect(answer.status).toBe(500);
});

test('a call that was given up is not answered', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(server({ method: 'GET', path: '/v1/models', signal })).rejects.toThrow('enough');
});
