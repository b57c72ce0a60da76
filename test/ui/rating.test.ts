import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseRatingFile } from '../../kernel-lib/src/rating/study';
import { transcriptMime } from '../../kernel-lib/src/transcript/schema';
import { LabSession, noBrowser, notebookOf } from '../support/lab';
import { shotFolder, violationsIn } from '../support/page';
import { ratingWith, seatRating } from '../support/ratings';
import { blindWith, openWith, testRun } from '../support/transcripts';

const judged = seatRating(9, 3, 6, 0, 0, 1, 9);
const episode = blindWith();
const judge = ratingWith({
  episode: episode.episode,
  transcript: episode.transcript,
  rater: { kind: 'judge', model: 'JUDGE-MODEL' },
  seats: [judged, judged]
});
const other = openWith({ episode: 'episode-0000000000000002' });

/** What one types on the fourteen scales, in reading order, with an Enter after each. */
const typed = ['8', '3', '4', '0', '1', '1', '7', '9', '2', 'c', '2', '0', '0', '10'];
const checked = '.sot-scale [aria-checked="true"]';
const scores = [
  [8, 3, 4, 0, -1, 1, 7],
  [9, 2, undefined, -2, 0, 0, 10]
];

describe.skipIf(noBrowser)('rating in a notebook', () => {
  const lab = new LabSession();
  let page: Page;
  let sheet: Locator;

  beforeAll(async () => {
    lab.write('runs/test/run.json', JSON.stringify({ id: testRun.id }));
    lab.write('runs/test/ratings.jsonl', `${JSON.stringify({ version: 1, ...judge })}\n`);
    lab.write('talk.ipynb', notebookOf(outputOf(episode), outputOf(other)));
    await lab.start();
    page = await lab.open('talk.ipynb');
    sheet = page.locator('.sot-root').first();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await shoot(page, 'failed');
  });
  afterAll(() => lab.stop());

  const radio = (person: string, dimension: string, label: RegExp) =>
    sheet
      .getByRole('group', { name: `Rating of ${person}` })
      .getByRole('radiogroup', { name: dimension })
      .getByRole('radio', { name: label });
  const state = (kind: string) => sheet.locator(`[data-sot-state="${kind}"]`);
  const files = () => lab.list('runs/test/ratings');
  const saved = () => parseRatingFile(lab.read(`runs/test/ratings/${files()[0]}`));

  test('both people are rated by keyboard alone, and the bytes are on the disk', async () => {
    await radio('Noor Haddad', 'Believability', /^0,/).focus();
    for (const keys of typed) {
      for (const key of keys) await page.keyboard.press(key);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('r');
    await page.keyboard.type('c f 7 ?');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('Mira Kö');
    await page.keyboard.press('Enter');
    await state('saved').waitFor();
    const told = page.locator('.sot-root').nth(1).locator('.sot-just');
    await told.getByText(/^Saved: Noor and Tomasz\. On average you \d\.\d, the judge/).waitFor();
    await shootView(page, 'told');
    expect(files()).toEqual([
      expect.stringMatching(/^episode-0000000000000001\/mira-ko-[a-z0-9]{4}\.json$/)
    ]);
    const { handedIn, rater, transcript } = saved();
    expect([rater.name, transcript, handedIn.length]).toEqual(['Mira Kö', episode.transcript, 1]);
    expect(handedIn[0]?.seats.map(seat => Object.values(seat).map(each => each.score))).toEqual(
      scores
    );
    expect(handedIn[0]?.seats[1].goal?.reason).toBe('c f 7 ?');
    expect(handedIn[0]?.afterJudge).toBe(false);
  });

  test('the judge appears after submitting, with the difference per dimension', async () => {
    await sheet.getByText('JUDGE-MODEL').waitFor();
    const side = sheet.getByRole('group', { name: 'Noor Haddad: your scores' });
    expect(await side.locator('.sot-off .sot-hidden').allTextContents()).toEqual([
      'judge 1 higher',
      'the same',
      'judge 2 higher',
      'the same',
      'judge 1 higher',
      'the same',
      'judge 2 higher'
    ]);
    await shoot(page, 'after');
  });

  test('after a reload the rating is there; an edit keeps the earlier scores', async () => {
    await page.reload();
    await state('saved').waitFor();
    await sheet.getByText('JUDGE-MODEL').waitFor();
    await sheet.getByRole('button', { name: 'Edit my rating' }).click();
    await radio('Noor Haddad', 'Believability', /^8,/).waitFor();
    await page.keyboard.press('5');
    await page.keyboard.press('Control+z');
    expect(await radio('Noor Haddad', 'Believability', /^8,/).getAttribute('aria-checked')).toBe(
      'true'
    );
    await page.keyboard.press('6');
    await page.keyboard.press('Control+Enter');
    await state('saved').waitFor();
    const { handedIn } = saved();
    expect(handedIn.map(each => each.seats[0].believability?.score)).toEqual([8, 6]);
    expect(handedIn.map(each => each.afterJudge)).toEqual([false, true]);
  });

  test('a draft survives a reload', async () => {
    const second = page.locator('.sot-root').nth(1);
    await second.getByRole('button', { name: 'Rate this episode' }).click();
    await second
      .getByRole('radiogroup', { name: 'Goal, Tomasz' })
      .getByRole('radio', { name: /^4,/ })
      .click();
    await second.getByText('kept in this browser').waitFor();
    await page.reload();
    await second
      .getByRole('radiogroup', { name: 'Goal, Tomasz' })
      .getByRole('radio', { name: /^4,/, checked: true })
      .waitFor();
  });

  test('another page shows the same draft, and what is typed here appears there', async () => {
    const elsewhere = await lab.open('talk.ipynb');
    const there = elsewhere.getByRole('radiogroup', { name: 'Goal, Tomasz' });
    await there.getByRole('radio', { name: /^4,/, checked: true }).waitFor();
    await page.bringToFront();
    await page.getByRole('textbox', { name: 'Reason: Goal, Tomasz' }).fill('he got nearly all');
    await elsewhere.waitForFunction(
      `[...document.querySelectorAll('input')].some(({ value }) => value === 'he got nearly all')`
    );
    await elsewhere.close();
  });

  test('in a reason, undo and an input method’s Enter stay there, and letters are letters', async () => {
    const reason = page.getByRole('textbox', { name: 'Reason: Goal, Tomasz' });
    await reason.focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' fro');
    await page.keyboard.press('Control+z');
    await page.keyboard.type('c s 7 ');
    expect(await reason.inputValue()).toBe('he got nearly all c s 7 ');
    const browser = await page.context().newCDPSession(page);
    const composed = { text: 'にほん', selectionStart: 3, selectionEnd: 3 };
    await browser.send('Input.imeSetComposition', composed);
    const enter = { type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229 } as const;
    await browser.send('Input.dispatchKeyEvent', enter);
    await browser.send('Input.insertText', { text: '日本' });
    expect(await reason.inputValue()).toBe('he got nearly all c s 7 日本');
    await page
      .getByRole('radiogroup', { name: 'Goal, Tomasz' })
      .getByRole('radio', { name: /^4,/, checked: true })
      .waitFor();
  });

  test('it survives closing the notebook, and the end of its kernel', async () => {
    await page.close();
    await lab.killKernels();
    page = await lab.open('talk.ipynb');
    sheet = page.locator('.sot-root').first();
    await page
      .locator('.sot-root')
      .nth(1)
      .getByRole('radiogroup', { name: 'Goal, Tomasz' })
      .getByRole('radio', { name: /^4,/, checked: true })
      .waitFor();
  });

  test.each(['JupyterLab Light', 'JupyterLab Dark'])('axe finds nothing in %s', async theme => {
    lab.set('@jupyterlab/apputils-extension:themes', { theme });
    await page.reload();
    await page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: 'attached' });
    await state('saved').waitFor();
    await sheet.getByRole('button', { name: 'Goal of Noor Haddad' }).click();
    const second = page.locator('.sot-root').nth(1);
    await second.getByRole('button', { name: 'repaired call' }).click();
    await shoot(page, theme.slice(11));
    expect(await violationsIn(page, '.sot-root')).toEqual([]);
    await second.locator('.sot-scale [tabindex="0"]').last().focus();
    await page.keyboard.press('?');
    await shootView(page, `keys-${theme.slice(11)}`);
    expect(await violationsIn(page, '.sot-keys-box')).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test.each([
    [1280, 900],
    [700, 640]
  ])('the keys are in sight on a page of %i × %i, wherever one is', async (width, height) => {
    await page.setViewportSize({ width, height });
    const last = page.locator('.sot-root').nth(1).locator('.sot-scale [tabindex="0"]').last();
    await last.focus();
    await page.keyboard.press('?');
    const box = (await page.getByRole('dialog', { name: 'Keys' }).boundingBox())!;
    await shootView(page, `keys-${width}`);
    expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
    expect(
      await page.evaluate(`document.querySelector('.sot-keys-box').clientHeight >=
      document.querySelector('.sot-keys').scrollHeight`)
    ).toBe(true);
    await page.keyboard.press('Escape');
    await page.locator('.sot-scale [tabindex="0"]:focus').waitFor();
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('on request this browser forgets drafts and name, on its other pages too; what is saved stays', async () => {
    const kept = () =>
      page.evaluate<string[]>(
        `Object.keys(localStorage).filter(key => key.startsWith('sotopia-pi:'))`
      );
    const chosen = (of: Page) => of.locator('.sot-root').nth(1).locator(checked);
    const before = lab.read(`runs/test/ratings/${files()[0]}`);
    const elsewhere = await lab.open('talk.ipynb');
    await chosen(elsewhere).waitFor();
    await page.bringToFront();
    expect(await kept()).toHaveLength(2);

    await page.getByRole('menuitem', { name: 'View', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Activate Command Palette' }).click();
    await page.keyboard.type('Forget my name');
    await page.getByText('Forget my name and my rating drafts in this browser').first().click();
    await page.getByText('Your name (Mira Kö) and drafts that are not submitted (1)').waitFor();
    await shootView(page, 'forgetting');
    expect(await violationsIn(page, '.jp-Dialog')).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await kept()).toHaveLength(2);
    await page.getByRole('menuitem', { name: 'View', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Activate Command Palette' }).click();
    await page.keyboard.type('Forget my name');
    await page.getByText('Forget my name and my rating drafts in this browser').first().click();
    await page.getByRole('button', { name: 'Forget', exact: true }).click();
    await page.getByText('Your name and your drafts are forgotten in this browser.').waitFor();
    await shootView(page, 'forgotten');
    for (const each of [page, elsewhere]) await expect.poll(() => chosen(each).count()).toBe(0);
    await elsewhere.close();

    await page.reload();
    const second = page.locator('.sot-root').nth(1);
    await second.getByRole('button', { name: 'Rate this episode' }).click();
    await second.locator('.sot-scale [tabindex="0"]').first().waitFor();
    expect(await chosen(page).count()).toBe(0);
    expect(await kept()).toEqual([]);
    await shootView(page, 'forgotten-reloaded');
    expect(files()).toHaveLength(1);
    expect(lab.read(`runs/test/ratings/${files()[0]}`)).toBe(before);
  });

  test('no request left the server', () => expect(lab.outside).toEqual([]));
});

function outputOf(transcript: object): Record<string, unknown> {
  return { [transcriptMime]: transcript, 'text/html': '<p>html</p>', 'text/plain': 'plain' };
}

/** The page as its reader has it. */
async function shootView(page: Page, name: string): Promise<void> {
  const folder = shotFolder();
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Pictures for whoever works on the look: SOTOPIA_PI_SHOTS names their folder. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = shotFolder();
  if (!folder) return;
  await page.screenshot({ path: `${folder}/${name}.png` });
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 1240, height: 3400 });
  const outputs = await page.locator('.sot-root').all();
  for (const [i, output] of outputs.entries())
    await output.screenshot({ path: `${folder}/${name}-${i}.png` });
  await page.setViewportSize(size);
}
