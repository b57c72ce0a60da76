import { expect, test } from 'vitest';
import { byModelName, modelNamesOf } from '../../../extension/src/browser/run-models';
import { MemoryLargeFiles } from './memory-large-files';

const roles = (models: Record<string, string>) =>
  JSON.stringify({
    models: Object.fromEntries(Object.entries(models).map(([role, model]) => [role, { model }]))
  });
const { signal } = new AbortController();

async function namesIn(files: Record<string, string>) {
  const server = new MemoryLargeFiles();
  for (const [path, text] of Object.entries(files)) server.write(path, text);
  return Object.fromEntries(await modelNamesOf(server, 'runs/a/episodes.jsonl', signal));
}

test.each([
  [
    'by the roles of the run and by the cards of trained models',
    {
      'runs/a/run.json': roles({ student: 'qwen', expert: 'gpt', partner: 'mini', judge: 'j' }),
      'runs/a/models.jsonl': '{"name":"BC","model":"ft:1"}\n{"name":"BC+SR","model":"ft:2"}\n'
    },
    { qwen: 'base', gpt: 'expert', mini: 'partner', 'ft:1': 'BC', 'ft:2': 'BC+SR' }
  ],
  [
    'by both names where one model has two roles',
    { 'runs/a/run.json': roles({ student: 'qwen', partner: 'qwen' }) },
    { qwen: 'base / partner' }
  ],
  [
    'as far as its files can be read',
    { 'runs/a/run.json': '{', 'runs/a/models.jsonl': '{"name":1}\n{"name":"SR","model":"m"}\n{' },
    { m: 'SR' }
  ],
  ['not at all without a run', {}, {}]
])('a run names its models %s', async (_, files, names) => {
  expect(await namesIn(files as Record<string, string>)).toEqual(names);
});

test('models are ordered as in the paper, others after them by name', () => {
  const names = new Map([
    ['a', 'expert'],
    ['b', 'BC+SR'],
    ['c', 'base']
  ]);
  expect(['z', 'a', 'b', 'y', 'c'].sort(byModelName(names))).toEqual(['c', 'b', 'a', 'y', 'z']);
});
