import { chmodSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseRatingFile } from '../../kernel-lib/src/rating/study';
import { transcriptMime } from '../../kernel-lib/src/transcript/schema';
import { LabSession, noBrowser, notebookOf } from '../support/lab';
import { blindWith, testRun } from '../support/transcripts';

const episodes = [1, 2, 3].map(n => blindWith({ episode: `episode-000000000000000${n}` }));

describe.skipIf(noBrowser)('saving', () => {
  const lab = new LabSession();
  let page: Page;

  beforeAll(async () => {
    lab.write('runs/test/run.json', JSON.stringify({ id: testRun.id }));
    const outputs: Record<string, unknown>[] = episodes.map(each => ({
      [transcriptMime]: each,
      'text/plain': '-'
    }));
    const stray = { ...episodes[0], run: { ...testRun, folder: 'runs/other' } };
    const last = blindWith({ episode: 'episode-0000000000000004' });
    for (const each of [stray, last]) outputs.push({ [transcriptMime]: each, 'text/plain': '-' });
    lab.write('talk.ipynb', notebookOf(...outputs));
    lab.set('sotopia-pi-lab:plugin', { density: 'compact' });
    await lab.start();
    page = await lab.open('talk.ipynb');
  });
  afterAll(() => lab.stop());

  const files = () => lab.list('runs/test').filter(file => file.startsWith('ratings/'));

  test('a read-only folder is "not saved", and once it is repaired nothing is lost', async () => {
    chmodSync(`${lab.files}/runs/test`, 0o555);
    const output = await fill(page, 0);
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('Ann');
    await page.keyboard.press('Enter');
    await output
      .getByRole('alert')
      .filter({ hasText: 'Not saved: the folder is read-only.' })
      .waitFor();
    expect(files()).toEqual([]);
    chmodSync(`${lab.files}/runs/test`, 0o755);
    await output.getByRole('button', { name: 'Try again' }).click();
    await output.locator('[data-sot-state="saved"]').waitFor();
    const { handedIn } = parseRatingFile(lab.read(`runs/test/${files()[0]}`));
    expect(handedIn[0]?.seats.map(seat => Object.keys(seat).length)).toEqual([7, 7]);
  });

  test('without a kernel one rates all the same', async () => {
    await lab.killKernels();
    const output = await fill(page, 1);
    await page.keyboard.press('Control+Enter');
    await output.locator('[data-sot-state="saved"]').waitFor();
    expect(files()).toHaveLength(2);
  });

  test('two people at once have a file each', async () => {
    const theirs = await lab.open('talk.ipynb', await lab.anotherBrowser());
    const outputs = [await fill(page, 2), await fill(theirs, 2)];
    await theirs.keyboard.press('Control+Enter');
    await theirs.keyboard.type('Ann');
    await Promise.all([theirs.keyboard.press('Enter'), page.keyboard.press('Control+Enter')]);
    for (const output of outputs) await output.locator('[data-sot-state="saved"]').waitFor();
    expect(files().filter(file => file.includes(episodes[2]!.episode))).toHaveLength(2);
  });

  test('a folder without the run that the payload names is not written to', async () => {
    const before = lab.list('.');
    const output = await fill(page, 3);
    await page.keyboard.press('Control+Enter');
    await output.getByRole('alert').filter({ hasText: 'there is no run' }).waitFor();
    expect(lab.list('.')).toEqual(before);
  });

  test('an episode that one does not rate is saved with the reason', async () => {
    const output = page.locator('.jp-CodeCell').nth(4).locator('.sot-root');
    await output
      .getByRole('radiogroup', { name: 'Goal, Tomasz' })
      .getByRole('radio', { name: /^0,/ })
      .focus();
    await page.keyboard.press('5');
    await page.keyboard.press('s');
    await page.keyboard.type('I know who wrote it');
    await page.keyboard.press('Enter');
    await output.getByText('You do not rate this episode: I know who wrote it').waitFor();
    const file = files().find(each => each.includes('episode-0000000000000004'));
    const { handedIn } = parseRatingFile(lab.read(`runs/test/${file}`));
    expect(handedIn).toMatchObject([
      { declined: 'I know who wrote it', seats: [{}, { goal: {} }] }
    ]);
    await output.getByRole('button', { name: 'Rate it after all' }).click();
    await output.getByRole('radio', { name: /^5,/, checked: true }).waitFor();
    const folder = process.env.SOTOPIA_PI_SHOTS;
    if (folder) await output.screenshot({ path: `${folder}/compact.png` });
  });
});

/** Scores both people with zeros, by keyboard. */
async function fill(page: Page, number: number) {
  const output = page.locator('.jp-CodeCell').nth(number).locator('.sot-root');
  await output
    .getByRole('radiogroup', { name: 'Believability, Noor' })
    .getByRole('radio', { name: /^0,/ })
    .focus();
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press('0');
    await page.keyboard.press('Enter');
  }
  return output;
}
