import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startedKernel, type Kernel } from '../support/kernel';

const folder = mkdtempSync(join(tmpdir(), 'sotopia-pi-stages-'));
let kernel: Kernel;
beforeAll(async () => {
  kernel = await startedKernel();
  const settings = '{ tasks: 1, pairs: 1, evaluationPairs: 1, repeats: 1 }';
  await kernel.run(`import * as pi from 'sotopia-pi';
const run = pi.openRun(${JSON.stringify(folder)}, ${settings});`);
});
afterAll(async () => {
  await kernel.end();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ['await pi.playEpisodes(run);', 'no tasks yet; run await pi.writeTasks(run)'],
  ['await pi.rateEpisodes(run);', 'no episodes yet; run await pi.playEpisodes(run)'],
  ['pi.selectEpisodes(run);', 'no set of rated episodes yet'],
  ['await pi.trainModels(run);', 'no training rows yet; run pi.selectEpisodes(run)'],
  ['await pi.evaluateModels(run);', 'no tried models yet'],
  ['await pi.drawFigures(run);', 'no scores yet']
])('a stage without input says what to run first: %s', async (code, text) => {
  const { status, stdout, displays } = await kernel.run(code);
  expect(status).toBe('ok');
  const said = stdout + displays.map(({ data }) => String(data['text/plain'])).join('\n');
  expect(said).toContain(`nothing to do: ${text}`);
  expect(said).not.toContain('done');
});

test('a check knows that its answer cell failed, until it succeeds', async () => {
  const check = "pi.check(share, { 'it is a half.': n => n === 0.5 });";
  await kernel.run('const share: number = 0.5;');
  expect((await kernel.run(check)).stdout).toBe('Right.\n');
  await kernel.run("const share: number = 'a half';");
  expect((await kernel.run(check)).stdout).toContain('the cell that defines share failed');
  await kernel.run('const share: number = 0.25;');
  expect((await kernel.run(check)).stdout).toBe('Not yet: it is a half.\n');
});

test('rows that simulated models made keep their mark in a table without pi.show', async () => {
  await kernel.run('await pi.writeTasks(run);');
  for (const code of ['run.rows(pi.tables.tasks)', 'pi.table(run.rows(pi.tables.tasks))']) {
    const { displays, stderr } = await kernel.run(code);
    expect(stderr).toBe('');
    expect(displays[0]!.data['text/plain']).toMatch(/^\[?Rehearsal/);
  }
});
