import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transcriptMime } from '../../kernel-lib/src/transcript/schema';
import { LabSession, noBrowser, notebookOf } from '../support/lab';
import { blindWith, testRun } from '../support/transcripts';

const outputs = Array.from({ length: 40 }, (_, i) => ({
  [transcriptMime]: blindWith({ episode: `episode-00000000000000${String(i + 10)}` }),
  'text/plain': '-'
}));

describe.skipIf(noBrowser).each(['full', 'contentVisibility'])(
  'a long notebook whose cells are drawn as "%s" has it',
  windowingMode => {
    const lab = new LabSession();
    let page: Page;
    const cell = (i: number) => page.locator(`.jp-Cell[data-windowed-list-index="${i}"]`);
    const reason = () => cell(0).getByLabel('Reason: Believability, Noor');
    const scale = (of: Locator) => of.getByRole('radiogroup', { name: 'Believability, Noor' });

    beforeAll(async () => {
      lab.write('runs/test/run.json', JSON.stringify({ id: testRun.id }));
      lab.write('long.ipynb', notebookOf(...outputs));
      lab.set('@jupyterlab/notebook-extension:tracker', { windowingMode });
      await lab.start();
      page = await lab.open('long.ipynb');
    });
    afterAll(() => lab.stop());

    test('half a reason is there again after scrolling far away and back', async () => {
      await scale(cell(0)).locator('[tabindex="0"]').focus();
      for (const key of ['7', 'r']) await page.keyboard.press(key);
      await page.keyboard.type('she says it as if she m');
      await scale(cell(1)).locator('[tabindex="0"]').focus(); // JupyterLab keeps the active cell
      await scrollTo(page, 'end');
      if (windowingMode === 'full') await cell(0).waitFor({ state: 'hidden' });
      await scrollTo(page, 'start');
      await reason().waitFor();
      expect(await reason().inputValue()).toBe('she says it as if she m');
      await scale(cell(0)).getByRole('radio', { name: /^7,/, checked: true }).waitFor();
    });
  }
);

/** Scrolls a notebook by its own scroll bar, as far as it goes. */
async function scrollTo(page: Page, end: 'start' | 'end'): Promise<void> {
  const bar = `document.querySelector('.jp-Notebook .jp-WindowedPanel-outer')`;
  await page.evaluate(`${bar}.scrollTop = ${end === 'end' ? `${bar}.scrollHeight` : '0'}`);
}
