import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parsePreferenceFile, preferencePath } from '../../kernel-lib/src/rating/study';
import { pairMime, type Pair } from '../../kernel-lib/src/transcript/schema';
import { LabSession, noBrowser, notebookOf } from '../support/lab';
import { shotFolder, violationsIn } from '../support/page';
import { blindWith, openWith, testRun } from '../support/transcripts';

const [low, high] = ['episode-0000000000000001', 'episode-0000000000000002'] as const;
const blind: Pair = {
  version: 1,
  episodes: [
    blindWith({ episode: high }),
    blindWith({ episode: low, turns: blindWith().turns.slice(0, 9), ending: 'turn limit' })
  ]
};
const open: Pair = {
  version: 1,
  episodes: [openWith(), openWith({ episode: 'episode-0000000000000003', models: ['bc', 'p'] })]
};

describe.skipIf(noBrowser)('comparing in a notebook', () => {
  const lab = new LabSession();
  let page: Page;

  beforeAll(async () => {
    lab.write('runs/test/run.json', JSON.stringify({ id: testRun.id }));
    lab.set('sotopia-pi-lab:plugin', { reasonsRequired: true });
    lab.write(
      'pairs.ipynb',
      notebookOf(...[blind, open].map(each => ({ [pairMime]: each, 'text/plain': '-' })))
    );
    await lab.start();
    page = await lab.open('pairs.ipynb');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await shoot(page, 'compare-failed');
  });
  afterAll(() => lab.stop());

  const output = (number = 0) => page.locator('.sot-root').nth(number);
  const files = () => lab.list('runs/test').filter(file => file !== 'run.json');
  const saved = () => parsePreferenceFile(lab.read(`runs/test/${files()[0]}`));

  test('one is preferred by keyboard alone, and the bytes are on the disk', async () => {
    await output().getByRole('radio', { name: 'A is better' }).focus();
    await page.keyboard.press('3');
    await page.keyboard.press('Control+Enter');
    await output()
      .getByRole('status')
      .filter({ hasText: 'A reason is missing' })
      .waitFor({ state: 'attached' });
    await page.keyboard.type('3 ends with a plan');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('Ann');
    await page.keyboard.press('Enter');
    await output().locator('[data-sot-state="saved"]').waitFor();
    const [file] = files();
    expect(file).toMatch(
      /^preferences\/episode-0000000000000001\+episode-0000000000000002\/ann-\w{4}\.json$/
    );
    const { rater, handedIn } = saved();
    expect(file).toBe(preferencePath([high, low], rater.id));
    expect(handedIn).toMatchObject([
      { better: 'B', shown: [high, low], blind: true, reason: '3 ends with a plan' }
    ]);
    expect(await page.locator('.sot-root').nth(1).and(page.locator(':focus')).count()).toBe(1);
  });

  test('after a reload it is there, and can be changed; the earlier answer is kept', async () => {
    await page.reload();
    await output().getByRole('button', { name: 'Change my answer' }).click();
    await output().getByRole('radio', { name: 'no difference' }).click();
    await output().getByRole('button', { name: 'Submit' }).click();
    await output().locator('[data-sot-state="saved"]').waitFor();
    expect(saved().handedIn.map(each => each.better)).toEqual(['B', 'tie']);
  });

  test.each(['JupyterLab Light', 'JupyterLab Dark'])('axe finds nothing in %s', async theme => {
    lab.set('@jupyterlab/apputils-extension:themes', { theme });
    await page.reload();
    await page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: 'attached' });
    await output().locator('[data-sot-state="saved"]').waitFor();
    await shoot(page, `compare-${theme.slice(11)}`);
    expect(await violationsIn(page, '.sot-root')).toEqual([]);
  });

  test('no request left the server', () => expect(lab.outside).toEqual([]));
});

/** Pictures for whoever works on the look: SOTOPIA_PI_SHOTS names their folder. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = shotFolder();
  if (!folder) return;
  const size = page.viewportSize()!;
  for (const width of [1240, 620]) {
    await page.setViewportSize({ width, height: 3000 });
    const outputs = await page.locator('.sot-root').all();
    for (const [i, output] of outputs.entries())
      await output.screenshot({ path: `${folder}/${name}-${width}-${i}.png` });
  }
  await page.setViewportSize(size);
}
