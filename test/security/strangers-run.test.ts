import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { agentTemplate } from '../../kernel-lib/src/episode/prompt';
import { lastJson, sotopiaPi } from '../support/command';
import { emptyFolder } from '../support/folder';
import { oneModelProfile, openAiServer } from '../support/openai-server';
import { emptyProject } from '../support/project';

const small = '--tasks 1 --pairs 1 --evaluation-pairs 1 --repeats 1 --max-attempts 1'.split(' ');
const key = { STRANGE_KEY: 'sk-planted-5d1f9e' };

/** A run made with a profile file, and the server that the profile names. */
async function runWithFile(more: readonly string[] = []) {
  const project = emptyProject();
  const server = await openAiServer(['any'], () => 'No task.');
  const profile = oneModelProfile(server.url, {}, { keyVariable: 'STRANGE_KEY' });
  writeFileSync(join(project, 'lab.json'), JSON.stringify(profile));
  const args = ['tasks', '--run', 'runs/r', '--models', 'lab.json', ...small, ...more];
  await sotopiaPi(args, project, key);
  const made = server.calls.length;
  return { project, server, made, run: join(project, 'runs/r') };
}

/** Another user of the same project: nothing of the first user's settings is there. */
const stranger = () => ({ ...key, XDG_CONFIG_HOME: emptyFolder() });

test.each(['run', 'tasks', 'play', 'rate', 'evaluate', 'estimate'])(
  'a received run whose models are a path is not continued by %s before the user names a profile',
  async verb => {
    const { project, server, made } = await runWithFile();
    const refused = await sotopiaPi([verb, '--run', 'runs/r'], project, stranger());
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--models')]);
    expect(refused.stderr).toContain('a path stored in a run is not followed');
    expect(server.calls).toHaveLength(made);
  }
);

test.each([
  ['an absolute path', (project: string) => join(project, 'lab.json')],
  ['a relative path', () => './lab.json'],
  ['a path upwards', () => '../lab.json'],
  ['a file beside the run', () => 'runs/r/lab.json'],
  ['a path that looks like a name', () => 'lab'],
  ['weights', () => 'model.gguf']
])('%s in run.json is never opened', async (_, stored) => {
  const { project, server, made, run } = await runWithFile();
  const file = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8')) as { settings: object };
  const models = stored(project);
  const changed = { ...file, settings: { ...file.settings, models } };
  writeFileSync(join(run, 'run.json'), JSON.stringify(changed));
  writeFileSync(join(project, 'lab'), readFileSync(join(project, 'lab.json')));
  const refused = await sotopiaPi(['tasks', '--run', 'runs/r'], project, stranger());
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('is not followed')]);
  expect(server.calls).toHaveLength(made);
});

test('whoever began a run with a profile file continues it by its folder alone', async () => {
  const { project, server, made } = await runWithFile();
  await sotopiaPi(['tasks', '--run', 'runs/r'], project, key);
  expect(server.calls.length).toBeGreaterThan(made);
});

test('what is remembered of one’s own run does not hold for another in its place', async () => {
  const { project, server, run } = await runWithFile();
  renameSync(run, join(project, 'runs/mine'));
  const args = ['tasks', '--run', 'runs/r', '--models', 'lab.json', ...small, '--seed', '9'];
  await sotopiaPi(args, project, stranger());
  const made = server.calls.length;
  const refused = await sotopiaPi(['tasks', '--run', 'runs/r'], project, key);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--models')]);
  expect(server.calls).toHaveLength(made);
});

test('where nothing can be remembered, the profile is named again', async () => {
  const { project, server, made } = await runWithFile();
  writeFileSync(join(project, 'no-folder'), '');
  const env = { ...key, XDG_CONFIG_HOME: join(project, 'no-folder') };
  const refused = await sotopiaPi(['tasks', '--run', 'runs/r'], project, env);
  expect(refused.code).toBe(2);
  expect(server.calls).toHaveLength(made);
  await sotopiaPi(['tasks', '--run', 'runs/r', '--models', 'lab.json'], project, env);
  expect(server.calls.length).toBeGreaterThan(made);
});

test('a file of prompts or inspirations that a received run names is not read either', async () => {
  const project = emptyProject();
  const run = ['--run', 'runs/r'];
  mkdirSync(join(project, 'mine'));
  writeFileSync(join(project, 'mine/agent.txt'), `Be brief.\n${agentTemplate.text}`);
  const begun = await sotopiaPi(
    ['tasks', ...run, ...small, '--agent-prompt', 'mine/agent.txt', '--json'],
    project
  );
  expect(lastJson(begun)).toMatchObject({ verb: 'tasks', failed: 0 });
  const again = await sotopiaPi(['tasks', ...run, '--json'], project);
  expect(lastJson(again)).toMatchObject({ verb: 'tasks', failed: 0 });
  const refused = await sotopiaPi(['play', ...run], project, stranger());
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--agent-prompt')]);
  renameSync(join(project, 'mine'), join(project, 'moved'));
  const moved = ['tasks', ...run, '--agent-prompt', 'moved/agent.txt', '--json'];
  expect(lastJson(await sotopiaPi(moved, project, stranger()))).toMatchObject({ failed: 0 });
});
