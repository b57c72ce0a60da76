import { expect, test, vi } from 'vitest';
import { Profile, readProfile } from '../../../kernel-lib/src/edge/profile';
import { isUsable } from '../../../kernel-lib/src/lab/models-command';
import { kindOf } from '../../../kernel-lib/src/rehearsal/faults';
import { probeModels } from '../../../kernel-lib/src/lab/probe';
import { oneModelProfile, openAiServer, type Answering } from '../../support/openai-server';

const now = new Date('2026-11-22');
const probed = (profile: object) => probeModels(Profile.parse(profile), now);

test('the embedded models are all ready', async () => {
  const probes = await probeModels(readProfile('rehearsal'), now);
  expect(probes.map(({ role }) => role)).toContain('rater');
  expect(probes.every(isUsable)).toBe(true);
});

test('a model is asked once for each form of request, as a run words it, with the limits and the price of its profile', async () => {
  const { url, calls } = await openAiServer(['any'], () => '{"ok": true}');
  const price = { pricePerMillionTokens: { prompt: 1, completion: 1 } };
  const [first, ...others] = await probed(oneModelProfile(url, { ...price, maxTokens: 7 }));
  expect(first).toMatchObject({ reachable: 'yes', listed: true, json: 'yes', instead: [] });
  expect(first!.latencyMs).toBeGreaterThanOrEqual(0);
  expect(others).toHaveLength(4);
  expect(calls).toHaveLength(3);
  for (const { body } of calls) expect(body).toMatchObject({ model: 'any', max_tokens: 7 });
  expect(calls.map(({ body }) => kindOf(body)).sort()).toEqual(['agent', 'judge', 'writer']);
});

test.each<[string, string[] | { id: string; shutdown_date: string }[], Answering, object, object]>([
  ['a model that is not listed', ['other'], () => '{}', {}, { listed: false }],
  ['no JSON', ['any'], () => 'Sure!', {}, { json: 'no JSON but "Sure!"' }],
  [
    'JSON after thoughts',
    ['any'],
    () => '<think>{"a":1}</think>\n{"ok":true}',
    {},
    { json: 'yes' }
  ],
  [
    'a model that will go',
    [{ id: 'any', shutdown_date: '2027-01-14' }],
    () => '{}',
    {},
    { shutdownDate: '2027-01-14', json: 'yes' }
  ],
  [
    'a model that is gone',
    ['any'],
    () => '{}',
    { retired: { on: '2026-11-22', instead: 'new' } },
    { shutdownDate: '2026-11-22' }
  ],
  ['an error', ['any'], () => ({ status: 400, json: {} }), {}, { reachable: 'yes' }]
])('%s is a finding', async (_, listing, answering, fields, finding) => {
  const { url } = await openAiServer(listing, answering);
  const [probe] = await probed(oneModelProfile(url, fields));
  expect(probe).toMatchObject(finding);
});

test('it says what is used in place of what is missing', async () => {
  const { url } = await openAiServer(['other', 'new'], () => '{}');
  const instead = async (fields: object) =>
    (await probed(oneModelProfile(url, fields)))[0]!.instead;
  expect(await instead({ supports: { jsonObject: false } })).toEqual([
    'no JSON mode: asked for in the prompt alone',
    'no price: costs are unknown, limit a run by --max-calls',
    'there is other, new'
  ]);
  const fields = { supports: { jsonObject: false, jsonSchema: true } };
  expect((await instead(fields))[0]).toBe('no json_object: asked for by json_schema');
  const retired = { on: '2026-11-22', instead: 'new' };
  expect(await instead({ retired })).toContain(
    'shut down on 2026-11-22; its maker names new instead'
  );
  expect((await instead({ retired: { on: '2026-11-23' } })).at(-1)).toBe(
    'will be shut down on 2026-11-23'
  );
});

test('a server that cannot be reached is a finding, and a key that it repeats is masked', async () => {
  const [gone] = await probed(oneModelProfile('http://127.0.0.1:9/v1'));
  expect(gone).toMatchObject({
    reachable: expect.stringMatching(/^Connection error: .*ECONNREFUSED/) as string
  });
  expect(isUsable(gone!)).toBe(false);

  vi.stubEnv('PLANTED_KEY', 'sk-planted-9a7e');
  const { url } = await openAiServer([], ({ body }) => ({
    status: 401,
    json: { error: { message: `no such key: sk-planted-9a7e ${JSON.stringify(body).length}` } }
  }));
  const probes = await probed(oneModelProfile(url, {}, { keyVariable: 'PLANTED_KEY' }));
  expect(JSON.stringify(probes)).not.toContain('sk-planted');
  expect(probes[0]!.json).toContain('[key]');
  vi.unstubAllEnvs();
});

const refusing = (message: string) => ({ status: 400, json: { error: { message } } });

test.each<
  [string, (body: Record<string, unknown>) => string | undefined, object, object | undefined]
>([
  [
    'a seed',
    body => ('seed' in body ? 'Extra inputs are not permitted: seed' : undefined),
    {},
    { omitParameters: ['seed'] }
  ],
  [
    'a token limit under its usual name',
    body => ('max_tokens' in body ? "Use 'max_completion_tokens' instead." : undefined),
    { maxTokens: 99 },
    { renameParameters: { max_tokens: 'max_completion_tokens' } }
  ],
  [
    'a seed and a temperature, one after the other',
    body =>
      'seed' in body
        ? 'Unknown parameter: seed'
        : 'temperature' in body
          ? 'temperature is fixed for this model'
          : undefined,
    {},
    { omitParameters: ['seed', 'temperature'] }
  ],
  [
    'a form of replies',
    body => ('response_format' in body ? 'response_format is not supported' : undefined),
    {},
    { supports: { jsonObject: false, jsonSchema: false } }
  ],
  ['everything', () => 'temperature and seed and schema: no', {}, undefined]
])(
  'a server that refuses %s is asked again, and what works is named',
  async (_, fault, fields, add) => {
    const { url, calls } = await openAiServer(['any'], ({ body }) => {
      const message = fault(body as Record<string, unknown>);
      return message === undefined ? '{"ok": true}' : refusing(message);
    });
    const [probe] = await probed(oneModelProfile(url, fields));
    expect(probe!.add).toEqual(add);
    expect(calls.length).toBeLessThan(28); // three forms
    if (!add) return;
    const [again] = await probed(oneModelProfile(url, { ...fields, ...add }));
    expect(isUsable(again!)).toBe(true);
  }
);

test('a reply that a run reads is read here as well', async () => {
  const { url } = await openAiServer(
    ['any'],
    () => '<think>Short.</think>\n```json\n{"ok": true}\n```'
  );
  const [probe] = await probed(oneModelProfile(url));
  expect(probe).toMatchObject({ json: 'yes' });
});
