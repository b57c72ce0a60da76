import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nthId, nthLine } from '../support/index-lines';
import { LabSession, noBrowser } from '../support/lab';
import { Notebook, codeCells } from '../support/notebook';
import { shotFolder } from '../support/page';
import { testRun } from '../support/transcripts';

const cards = [
  'Sotopia-π: tour',
  'Browse a run’s episodes',
  'New Sotopia-π notebook',
  'Rate episodes'
];

describe.skipIf(noBrowser)('a reader begins at the launcher', () => {
  const lab = new LabSession();
  let page: Page;

  beforeAll(async () => {
    await lab.start();
    page = await lab.open('');
  });
  afterAll(() => lab.stop());

  const card = (label: string) =>
    page.locator('.jp-LauncherCard:visible').filter({ hasText: label });
  const dialog = () => page.locator('.jp-Dialog');
  const press = async (label: string) => {
    if (!(await card(label).isVisible())) await page.keyboard.press('Control+Shift+L');
    await card(label).focus();
    await page.keyboard.press('Enter');
  };
  const closeDialog = async () => {
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  };
  const tab = (title: string) =>
    page.locator('.lm-TabBar-tab').filter({ hasText: title }).first().waitFor();

  test.each(['Light', 'Dark'])('who finds four cards, in the %s theme', async theme => {
    lab.set('@jupyterlab/apputils-extension:themes', { theme: `JupyterLab ${theme}` });
    await page.close();
    page = await lab.open('');
    await page
      .locator(`body[data-jp-theme-name="JupyterLab ${theme}"]`)
      .waitFor({ state: 'attached' });
    for (const label of cards) await card(label).waitFor();
    for (const label of cards)
      expect(await card(label).locator('svg[data-icon^="sotopia-pi:"]').count()).toBe(1);
    await shoot(`launcher-${theme.toLowerCase()}`);
  });

  test('without a run the cards say what makes one', async () => {
    await press('Browse a run’s episodes');
    await dialog().getByText('No run has episodes yet').waitFor();
    await shoot('launcher-no-run');
    await page.getByRole('button', { name: 'Open the tour' }).click();
    await dialog().getByText('The tour is not below the server’s folder').waitFor();
    await closeDialog();
  });

  test('a new notebook opens with its first cell filled in', async () => {
    await press('New Sotopia-π notebook');
    await tab('sotopia-1.ipynb');
    const [first] = codeCells(Notebook.parse(JSON.parse(lab.read('sotopia-1.ipynb'))));
    expect(first?.source).toContain("pi.openRun('runs/sotopia-1'");
    await page.locator('.jp-Notebook').getByText('openRun').first().waitFor();
  });

  test('the only run with episodes opens at once; of two one chooses by keyboard', async () => {
    lab.write('runs/alone/episodes.jsonl', [1, 2].map(nthLine).join(''));
    await press('Browse a run’s episodes');
    await page.getByRole('heading', { name: 'alone / episodes.jsonl' }).waitFor();
    lab.write('runs/test/run.json', JSON.stringify({ id: testRun.id }));
    lab.write('runs/test/episodes.jsonl', [1, 2, 3].map(nthLine).join(''));
    await press('Rate episodes');
    await dialog().getByText('Which run?').waitFor();
    const offered = await dialog().locator('option').allTextContents();
    expect(offered.map(text => text.split(' ')[0])).toEqual(['runs/test', 'runs/alone']);
    await shoot('launcher-runs');
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
  });

  test('rating begins blind at the first episode that is not rated', async () => {
    const talk = page.locator('.sot-read article:visible');
    await talk.locator('.sot-head code').getByText(nthId(1), { exact: true }).waitFor();
    await talk.getByRole('radiogroup').first().waitFor();
    await talk.locator('.sot-head').getByText('Blind').waitFor();
    await shoot('launcher-rate');
    await page.keyboard.press('Enter');
    const label = await page.evaluate<string>(
      `document.activeElement.closest('[role="radiogroup"]')?.getAttribute('aria-label')`
    );
    expect(label).toMatch(/^Believability, Ava/);
  });

  test('the palette lists the same commands, and the tour opens', async () => {
    lab.write('notebooks/00-tour.ipynb', lab.read('sotopia-1.ipynb'));
    await page.keyboard.press('Control+Shift+C');
    await page.keyboard.type('sotopia');
    const items = page.locator('.lm-CommandPalette-item:visible');
    await items.filter({ hasText: 'Sotopia-π: tour' }).waitFor();
    for (const label of cards) expect(await items.filter({ hasText: label }).count()).toBe(1);
    await page.keyboard.press('Enter');
    await tab('00-tour.ipynb');
  });

  test('files of episodes and runs have icons of their own', async () => {
    await page.locator('.jp-DirListing-item').filter({ hasText: 'runs' }).dblclick();
    await page.locator('.jp-DirListing-item').filter({ hasText: 'test' }).dblclick();
    for (const [file, icon] of [
      ['run.json', 'pi'],
      ['episodes.jsonl', 'episodes']
    ] as const) {
      const item = page.locator('.jp-DirListing-item').filter({ hasText: file });
      await item.locator(`svg[data-icon="sotopia-pi:${icon}"]`).waitFor();
    }
    await shoot('launcher-files');
  });

  async function shoot(name: string): Promise<void> {
    const folder = shotFolder();
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  }
});
