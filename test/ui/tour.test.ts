import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LabSession, noBrowser } from '../support/lab';
import { codeCells, readNotebook } from '../support/notebook';
import { root } from '../support/source-tree';

/** With SOTOPIA_PI_KEEP_PICTURES=1 the pictures of the docs are taken anew. */
const pictures =
  process.env.SOTOPIA_PI_KEEP_PICTURES === '1' ? join(root, 'docs/pictures') : undefined;

const tour = 'notebooks/00-tour.ipynb';
const notebook = readNotebook(join(root, tour));
/** The cells whose pictures are taken, by the code that is in each. */
const shots = {
  task: 'pi.show(task)',
  episode: 'pi.show(talk)',
  rating: 'pi.show(rating',
  figure: 'showPicture(figure4)'
};

const numberOfCells = codeCells(notebook).length;
const numberOfOutputs = codeCells(notebook).filter(({ outputs }) => outputs.length > 0).length;

describe.skipIf(noBrowser)('a reader runs the tour in JupyterLab', () => {
  const lab = new LabSession();
  let page: Page;

  beforeAll(async () => {
    const bare = notebook.cells.map((cell, i) => ({
      ...cell,
      ...{ id: `cell-${i}`, metadata: {} },
      ...(cell.cell_type === 'code' && { execution_count: null, outputs: [] })
    }));
    const kernelspec = { name: 'tslab', display_name: 'TypeScript', language: 'typescript' };
    const metadata = { kernelspec };
    lab.write(tour, JSON.stringify({ ...notebook, nbformat_minor: 5, metadata, cells: bare }));
    lab.write('package.json', JSON.stringify({ workspaces: ['kernel-lib'] }));
    for (const part of ['data', 'node_modules'])
      symlinkSync(join(root, part), join(lab.files, part));
    lab.set('@jupyterlab/notebook-extension:tracker', { windowingMode: 'none' });
    await lab.start();
    page = await lab.open(tour);
  });
  afterAll(() => lab.stop());

  const outputOf = (code: string) =>
    page.locator('.jp-CodeCell').filter({ hasText: code }).locator('.jp-Cell-outputArea').first();

  test('every cell runs, without an error, and asks nothing of any other server', async () => {
    await page.locator('.jp-Notebook').waitFor();
    await kernelIsReady(lab.url);
    await page.locator('.jp-Notebook').click();
    await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();
    const last = page.locator('.jp-CodeCell .jp-InputPrompt').last();
    await last.getByText(`[${numberOfCells}]:`).waitFor({ timeout: 120_000 });
    expect(await page.locator('.jp-OutputArea-output[data-mime-type*="error"]').count()).toBe(0);
    expect(lab.outside).toEqual([]);
  });

  test('the first talk is a chat, with who speaks and what each wants', async () => {
    const chat = outputOf('pi.show(talk)');
    await chat.getByRole('list').first().waitFor();
    await chat.getByText('Goal').first().waitFor();
  });

  /** Waits for the figure, which is drawn where somebody looks. */
  async function figureDrawn(): Promise<void> {
    await outputOf('showPicture(figure4)').locator('.sot-figure').scrollIntoViewIfNeeded();
    await outputOf('showPicture(figure4)').locator('.sot-plotly svg').first().waitFor();
  }

  test('the figure is drawn', () => figureDrawn());

  test.each(['Light', 'Dark'])('saved and opened again, it looks the same: %s', async theme => {
    await page.keyboard.press('Control+s');
    await expect.poll(() => outputsIn(lab.read(tour)), { timeout: 20_000 }).toBe(numberOfOutputs);
    lab.set('@jupyterlab/apputils-extension:themes', { theme: `JupyterLab ${theme}` });
    page = await lab.open(tour);
    await page.setViewportSize({ width: 1280, height: 2000 }); // a whole talk on one picture
    await page
      .locator(`body[data-jp-theme-name="JupyterLab ${theme}"]`)
      .waitFor({ state: 'attached' });
    await figureDrawn();
    for (const [name, code] of Object.entries(shots)) {
      const cell = page.locator('.jp-CodeCell').filter({ hasText: code }).first();
      await cell.scrollIntoViewIfNeeded();
      await keep(cell, `${name}-${theme.toLowerCase()}`);
    }
  });

  test.each(['Light', 'Dark'])('the run that it made opens in the browser: %s', async theme => {
    lab.set('@jupyterlab/apputils-extension:themes', { theme: `JupyterLab ${theme}` });
    await page.close();
    page = await lab.open('runs/tour/episodes.jsonl');
    await page.setViewportSize({ width: 1840, height: 960 });
    await page
      .locator(`body[data-jp-theme-name="JupyterLab ${theme}"]`)
      .waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'hard tasks' }).click();
    await page.getByRole('listbox', { name: 'Episodes' }).focus();
    await page.keyboard.press('Home');
    await page.locator('.sot-read .sot-bar').waitFor();
    const closed = page.getByRole('button', { name: 'Rate this episode' });
    if (await closed.isVisible()) await closed.click(); // what one began is open already
    await page.getByRole('radiogroup').first().getByRole('radio', { name: /^0,/ }).focus();
    for (const key of ['8', 'Enter', '2', 'Enter', '5', 'Enter', '0', 'Enter'])
      await page.keyboard.press(key);
    await page.evaluate(`document.querySelector('.sot-read').scrollTop = 0`);
    await keep(page.locator('.sot-frame'), `browser-${theme.toLowerCase()}`);
    await page.getByRole('button', { name: 'Compare with another' }).click();
    await page.keyboard.press('ArrowDown');
    await page.locator('.sot-compare').waitFor();
    await page.getByRole('radio', { name: 'A is better' }).focus();
    await page.keyboard.press('1');
    await keep(page.locator('.sot-frame'), `compare-${theme.toLowerCase()}`);
  });
});

/** Takes a picture, for the docs where they are taken anew. */
async function keep(part: Locator, name: string): Promise<void> {
  const path = pictures && join(pictures, `${name}.png`);
  await part.screenshot({ ...(path && { path }) });
}

/** Cells that are run before the kernel is connected are silently dropped. */
async function kernelIsReady(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/api/sessions`);
    const sessions = (await answer.json()) as {
      kernel: { execution_state: string; connections: number };
    }[];
    if (sessions.some(({ kernel }) => kernel.execution_state === 'idle' && kernel.connections > 0))
      return;
    await new Promise(done => setTimeout(done, 100));
  }
}

/** How many cells of a saved notebook have brought something out. */
function outputsIn(text: string): number {
  const { cells } = JSON.parse(text) as { cells: { outputs?: unknown[] }[] };
  return cells.filter(({ outputs }) => outputs !== undefined && outputs.length > 0).length;
}
