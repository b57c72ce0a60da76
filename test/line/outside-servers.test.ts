import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answered, lastJson, sotopiaPi } from '../support/command';
import { oneModelProfile, openAiServer } from '../support/openai-server';
import { emptyProject } from '../support/project';
import { proxyServer } from '../support/proxy-server';

const small = '--tasks 1 --pairs 1 --evaluation-pairs 1 --repeats 1 --max-attempts 1'.split(' ');
const elsewhere = 'http://models.lab.invalid:8000/v1';

/** A server that is reached through a proxy only, and a profile for it. */
async function behindProxy(fields: object = {}, server: object = {}, baseUrl = elsewhere) {
  const project = emptyProject();
  const { url, calls } = await openAiServer(['any'], () => '{"ok": true}');
  const proxy = await proxyServer(url);
  const profile = oneModelProfile(baseUrl, fields, server);
  writeFileSync(join(project, 'lab.json'), JSON.stringify(profile));
  const pi = (verb: string, env: NodeJS.ProcessEnv, ...more: string[]) =>
    sotopiaPi([verb, '--models', 'lab.json', ...more], project, { ...direct, ...env });
  return { project, url, calls, proxy, pi };
}

/** No proxy at all, whatever the machine of the test has. */
const direct = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap(name => [
    [name, ''],
    [name.toLowerCase(), '']
  ])
);

test.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'])(
  'chats and lists of models go through the proxy in %s',
  async name => {
    const { calls, proxy, pi } = await behindProxy();
    await pi('models', { [name]: proxy.url });
    expect(calls.length).toBeGreaterThan(0);
    expect(proxy.asked).toContain(`GET ${elsewhere}/models`);
    expect(proxy.asked).toContain(`POST ${elsewhere}/chat/completions`);
  }
);

test('an address that NO_PROXY names is reached directly, and so is this machine', async () => {
  const { url, calls, proxy, pi, project } = await behindProxy();
  const env = { HTTP_PROXY: proxy.url, NO_PROXY: 'other.example,.lab.invalid' };
  expect((await pi('models', env)).stdout).toMatch(/not reached: .*(ENOTFOUND|EAI_AGAIN)/);
  writeFileSync(join(project, 'lab.json'), JSON.stringify(oneModelProfile(url)));
  await pi('models', { HTTP_PROXY: proxy.url, ALL_PROXY: proxy.url });
  expect(calls.length).toBeGreaterThan(0);
  expect(proxy.asked).toEqual([]);
});

test('what is no address of a proxy is named without its value', async () => {
  const { pi } = await behindProxy();
  const refused = await pi('models', { HTTP_PROXY: 'ftp://user:pass-word-1@proxy' });
  expect(refused.stdout + refused.stderr).toContain('the address of a proxy in HTTP_PROXY');
  expect(refused.stdout + refused.stderr).not.toContain('pass-word-1');
});

test.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'])(
  'where the proxy in %s is dead, the variable is named, and its password is not',
  async variable => {
    const { project, pi } = await behindProxy();
    const env = { [variable]: 'http://user:pass-word-2@127.0.0.1:9' };
    const models = await pi('models', env);
    const tasks = await pi('tasks', env, '--run', 'runs/r', ...small);
    const failures = readFileSync(join(project, 'runs/r/failures.jsonl'), 'utf8');
    const label = `the proxy in ${variable} (http://127.0.0.1:9)`;
    for (const said of [models.stdout, tasks.stderr]) expect(said).toContain(label);
    expect(tasks.stderr).toContain(`Check ${label}`);
    expect(tasks.stderr).not.toContain('Check that a server runs');
    for (const said of [models.stdout, tasks.stdout, tasks.stderr, failures])
      expect(said).not.toContain('pass-word-2');
  },
  60_000
);

test('a key goes to a new address after consent, which is remembered for this user', async () => {
  const { project, calls, proxy, pi } = await behindProxy({}, { keyVariable: 'LAB_KEY' });
  const env = { HTTP_PROXY: proxy.url, LAB_KEY: 'sk-planted-71c3' };
  for (const verb of ['models', 'tasks']) {
    const refused = await pi(verb, env, ...(verb === 'tasks' ? ['--run', 'runs/r', ...small] : []));
    const said = refused.stdout + refused.stderr;
    expect(said, verb).toContain(
      'before the key in LAB_KEY goes to http://models.lab.invalid:8000'
    );
    expect(said).toContain('--trust-server http://models.lab.invalid:8000');
  }
  expect([calls.length, proxy.asked]).toEqual([0, []]);
  await pi('models', env, '--trust-server', 'http://models.lab.invalid:8000');
  expect(proxy.headers.at(-1)).toMatchObject({ authorization: 'Bearer sk-planted-71c3' });
  const stored = join(project, '.config/sotopia-pi/servers.json');
  expect(statSync(stored).mode & 0o777).toBe(0o600);
  expect(readFileSync(stored, 'utf8')).not.toContain('sk-planted');
  const before = calls.length;
  await pi('tasks', env, '--run', 'runs/r', ...small);
  expect(calls.length).toBeGreaterThan(before);
});

test('on a terminal the question is answered by y or n, and a no sends nothing', async () => {
  const { project, calls, proxy } = await behindProxy({}, { keyVariable: 'LAB_KEY' });
  const env = { ...direct, HTTP_PROXY: proxy.url, LAB_KEY: 'sk-planted-71c3' };
  const models = (answer: string) =>
    answered(answer, ['models', '--models', 'lab.json'], project, env);
  for (const no of ['n', '', 'yesterday']) {
    const refused = await models(no);
    expect(refused.stdout).toContain(
      'The key in LAB_KEY has not been sent to http://models.lab.invalid:8000 before.'
    );
    expect(refused.stdout).toContain('The connection is not encrypted. Send it there? [y/N]');
    expect(refused.code, no).toBe(2);
  }
  expect([calls.length, proxy.asked]).toEqual([0, []]);
  expect((await models('y')).stdout).toContain('[y/N]');
  expect(proxy.headers.at(-1)).toMatchObject({ authorization: 'Bearer sk-planted-71c3' });
  expect((await models('n')).stdout).not.toContain('[y/N]'); // the consent is remembered
});

test('a consent in the environment holds without a file', async () => {
  const { project, calls, proxy, pi } = await behindProxy({}, { keyVariable: 'LAB_KEY' });
  const env = { HTTP_PROXY: proxy.url, LAB_KEY: 'sk-planted-71c3' };
  await pi('models', { ...env, SOTOPIA_PI_TRUST_SERVER: 'http://models.lab.invalid:8000/v1' });
  expect(calls.length).toBeGreaterThan(0);
  expect(existsSync(join(project, '.config/sotopia-pi/servers.json'))).toBe(false);
});

test('parameters are left out, renamed and added, and address parameters go into every request', async () => {
  const fields = {
    maxTokens: 9,
    omitParameters: ['seed', 'response_format'],
    renameParameters: { max_tokens: 'max_output' },
    extraBody: { chat_template_kwargs: { thinking: false } }
  };
  const server = { headerVariables: { 'X-Team': 'TEAM' } };
  const { project, calls, proxy, pi } = await behindProxy(fields, server, `${elsewhere}?rev=2`);
  const env = {
    HTTP_PROXY: proxy.url,
    TEAM: 'blue team',
    SOTOPIA_PI_TRUST_SERVER: elsewhere
  };
  await pi('tasks', env, '--run', 'runs/r', ...small);
  const { body } = calls[0]!;
  expect(body).toMatchObject({ max_output: 9, chat_template_kwargs: { thinking: false } });
  for (const name of ['seed', 'max_tokens', 'response_format'])
    expect(body).not.toHaveProperty(name);
  expect(proxy.asked).toContain(`POST ${elsewhere}/chat/completions?rev=2`);
  expect(proxy.asked).toContain(`GET ${elsewhere}/models?rev=2`);
  for (const headers of proxy.headers) {
    expect(headers).toMatchObject({ 'x-team': 'blue team' });
    expect(headers).not.toHaveProperty('authorization');
  }
  const run = readFileSync(join(project, 'runs/r/run.json'), 'utf8');
  expect(run).not.toContain('blue team');
  const { models } = JSON.parse(run) as { models: Record<string, object> };
  expect(models['judge']).toMatchObject({
    request: {
      omitParameters: ['response_format', 'seed'],
      renameParameters: { max_tokens: 'max_output' },
      extraBody: { chat_template_kwargs: { thinking: false } },
      query: { rev: '2' },
      headers: ['x-team']
    }
  });
  const plain = oneModelProfile(`${elsewhere}?rev=2`, { maxTokens: 9 }, server);
  writeFileSync(join(project, 'lab.json'), JSON.stringify(plain));
  const other = await pi('tasks', env, '--run', 'runs/r');
  expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('omitParameters')]);
  expect(lastJson(await pi('estimate', env, '--json'))['verb']).toBe('estimate');
});
