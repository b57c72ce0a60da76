import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startedKernel, type Kernel } from '../support/kernel';

/** A run that one notebook has open, and a second notebook. */
const home = mkdtempSync(join(tmpdir(), 'sotopia-pi-second-'));
const folder = JSON.stringify(join(home, 'run'));
const settings = '{ tasks: 1, pairs: 1, evaluationPairs: 1, repeats: 1 }';
let writer: Kernel;
let reader: Kernel;
beforeAll(async () => {
  [writer, reader] = await Promise.all([
    startedKernel('test', { JPY_SESSION_NAME: 'lessons/first.ipynb' }),
    startedKernel('test', { JPY_SESSION_NAME: 'lessons/second.ipynb' })
  ]);
  await reader.run("import * as pi from 'sotopia-pi';");
  await writer.run(`import * as pi from 'sotopia-pi';
const run = pi.openRun(${folder}, ${settings});
await pi.runLine(run);`);
});
afterAll(async () => {
  await Promise.all([writer.end(), reader.end()]);
  rmSync(home, { recursive: true, force: true });
});

/** What a cell of the second notebook says, in text. */
async function textOf(code: string): Promise<string> {
  const { status, stdout, stderr, displays } = await reader.run(code);
  expect(stderr).toBe('');
  expect(status).toBe('ok');
  return stdout + displays.map(({ data }) => String(data['text/plain'])).join('\n');
}

test('a second notebook on a run is told which notebook has it, and how to look into it', async () => {
  const { status, stderr } = await reader.run(`const mine = pi.openRun(${folder});`);
  expect(status).toBe('error');
  expect(stderr).toContain('the notebook lessons/first.ipynb, process ');
  expect(stderr).toContain('To look only, use pi.viewRun(');
});

test('a folder without a run is told without the command line', async () => {
  const { stderr } = await reader.run("pi.viewRun('/nowhere/at/all');");
  expect(stderr).toContain('Name the folder of a run, or begin one with pi.openRun.');
});

test.each([
  ['figures', 'pi.figuresOf(view).length > 0', 'true'],
  ['a figure, with the mark of simulated models', 'pi.show(pi.figuresOf(view)[0]);', 'Rehearsal'],
  ['ratings', 'view.rows(pi.tables.ratings).length > 0', 'true'],
  ['an episode', 'pi.show(view.rows(pi.tables.episodes)[0], { of: view });', ':'],
  ['a table', 'pi.table(view.rows(pi.tables.scores))', 'model'],
  ['the table of goals', 'pi.goalTable(view, pi.statusOf(view))', 'base']
])('a view of the run is enough for %s', async (_, code, text) => {
  await textOf(`const view = pi.viewRun(${folder});`);
  expect(await textOf(code)).toContain(text);
});

test('an advice names calls and settings instead of options of the command line', async () => {
  const other = JSON.stringify(join(home, 'other'));
  const { stderr } = await reader.run(
    `const run = pi.openRun(${other}, { tasks: 1, pairs: 1, evaluationPairs: 999 });
await pi.writeTasks(run);`
  );
  expect(stderr).toContain('the setting evaluationPairs of pi.openRun');
  expect(stderr).not.toContain('--');
});
