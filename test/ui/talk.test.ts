import { randomUUID } from 'node:crypto';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { LiveTalk, talkMime } from '../../kernel-lib/src/transcript/schema';
import { LabSession, noBrowser, notebookOf } from '../support/lab';
import { shotFolder, violationsIn } from '../support/page';
import { root } from '../support/source-tree';

const begin = `import * as pi from 'sotopia-pi';
const run = pi.openRun('runs/talk', { tasks: 1, pairs: 1, evaluationPairs: 1, repeats: 1 });
await pi.writeTasks(run);
const task = run.rows(pi.tables.tasks)[0];
const casting = run.rows(pi.tables.castings).find(one => one.task === task.id);
const name = run.world.people.characters.find(({ id }) => id === casting.characters[0]).firstName;
const talk = pi.talk(task, { you: name, with: run.models.of('partner'), in: run });`;

describe.skipIf(noBrowser)('a person talks with a model in JupyterLab', () => {
  const lab = new LabSession();
  let page: Page;

  beforeAll(async () => {
    const cell = {
      cell_type: 'code',
      id: 'begin',
      execution_count: null,
      metadata: {},
      outputs: []
    };
    const kernelspec = { name: 'tslab', display_name: 'TypeScript', language: 'typescript' };
    const cells = [{ ...cell, source: begin }];
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells };
    lab.write('talk.ipynb', JSON.stringify(notebook));
    lab.write('package.json', JSON.stringify({ workspaces: ['kernel-lib'] }));
    for (const part of ['data', 'node_modules'])
      symlinkSync(join(root, part), join(lab.files, part));
    mkdirSync(join(lab.files, 'runs'));
    await lab.start();
    page = await lab.open('talk.ipynb');
  });
  afterEach(({ task }) => (task.result?.state === 'fail' ? shoot('talk-failed') : undefined));
  afterAll(() => lab.stop());

  const box = () => page.locator('.sot-talk-box textarea');
  const turns = () => page.locator('.jp-OutputArea-output .sot-turn');
  const lastTurn = (n: number) =>
    page.locator('.sot-turns .sot-no').getByText(String(n), { exact: true });
  const click = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const saved = () => {
    const { cells } = JSON.parse(lab.read('talk.ipynb')) as {
      cells: { outputs: { data?: Record<string, unknown> }[] }[];
    };
    const payload = cells.flatMap(({ outputs }) => outputs).find(({ data }) => data?.[talkMime]);
    return payload && LiveTalk.parse(payload.data?.[talkMime]);
  };

  test('under the cell that begins it: one types, and the other answers once', async () => {
    await page.locator('.jp-Notebook').waitFor();
    await page.locator('.jp-CodeCell .cm-content').click();
    await page.getByRole('button', { name: 'TypeScript | Idle' }).waitFor();
    await page.keyboard.press('Shift+Enter');
    await box().fill('Good morning, <b>you</b>!');
    await box().press('Enter');
    await lastTurn(2).waitFor();
    expect(await turns().count()).toBe(2);
    await page.getByText('Good morning, <b>you</b>!').waitFor();
    expect(await page.locator('.sot-turns').count()).toBe(1);
    expect(await violationsIn(page, '.sot-root')).toEqual([]);
    await shoot('talk-light');
  });

  test('by buttons: a gesture, an act, silence; and the focus stays in the box', async () => {
    await box().fill('smiles');
    await click('Gesture');
    await lastTurn(4).waitFor();
    await page.locator('.sot-kind').getByText('gesture').first().waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
  });

  test('a reload keeps what was said, and the talk goes on', async () => {
    await page.keyboard.press('Control+s');
    await expect.poll(() => saved()?.turns.length ?? 0).toBeGreaterThanOrEqual(4);
    page = await lab.open('talk.ipynb');
    await box().waitFor();
    const before = await turns().count();
    await box().fill('And so on.');
    await click('Say');
    await lastTurn(before + 2).waitFor();
    await page.locator('.sot-end').getByText('You are next.').waitFor();
    await click('Leave');
    await page
      .locator('.sot-end')
      .getByText(/^Ended after/)
      .waitFor();
    expect(await box().count()).toBe(0);
  });

  test('a saved talk of another kernel has no box', async () => {
    await page.keyboard.press('Control+s');
    await expect.poll(() => saved()?.ending).toBe('too few characters');
    const { ending: _, ...talk } = saved()!;
    const other = {
      ...talk,
      next: talk.you,
      live: { kernel: randomUUID(), talk: talk.live!.talk }
    };
    lab.write('other.ipynb', notebookOf({ [talkMime]: other, 'text/plain': '-' }));
    page = await lab.open('other.ipynb');
    await page.getByText('This talk cannot go on here').waitFor();
    expect(await box().count()).toBe(0);
    await shoot('talk-other');
  });

  async function shoot(name: string): Promise<void> {
    const folder = shotFolder();
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  }
});
