import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { LocalEngine } from '../../../../kernel-lib/src/edge/local/engine';
import { localHandler } from '../../../../kernel-lib/src/edge/local/handler';
import { libraryVersion } from '../../../../kernel-lib/src/edge/local/library';
import { emptyFolder } from '../../../support/folder';
import { root } from '../../../support/source-tree';

const chat = { model: 'any', messages: [{ role: 'user', content: 'Hello' }] };
const post = (body: unknown, path = '/v1/chat/completions') => ({ method: 'POST', path, body });
const never = () => Promise.reject(new Error('nothing was to be loaded'));

test('without the library a chat says which command installs it, and is not asked again', async () => {
  vi.stubEnv('XDG_CACHE_HOME', emptyFolder());
  const answer = await localHandler(() => LocalEngine.load('some.gguf'))(post(chat));
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.json)).toContain('npx sotopia-pi setup --local');
});

test.each([
  ['a picture', { ...chat, messages: [{ role: 'user', content: [{ type: 'image_url' }] }] }, 400],
  ['no messages', { model: 'any' }, 400],
  ['no room for a reply', { ...chat, max_tokens: 0 }, 400]
])(
  'what is no chat of texts (%s) is refused before anything is loaded',
  async (_, body, status) => {
    expect(await localHandler(never)(post(body))).toMatchObject({ status });
  }
);

test('it lists no models, so that a chat is what says whether it can be used', async () => {
  const answer = await localHandler(never)({ method: 'GET', path: '/v1/models' });
  expect(answer).toMatchObject({ status: 200, json: { data: [] } });
});

test('what a local model does not do, such as training, is not found', async () => {
  expect(await localHandler(never)(post({}, '/v1/files'))).toMatchObject({ status: 404 });
});

test('the set-up installs the release that the library looks for', () => {
  const setup = readFileSync(join(root, 'kernel-lib/setup/local-library.mjs'), 'utf8');
  expect(setup).toContain(`libraryVersion = '${libraryVersion}'`);
});
