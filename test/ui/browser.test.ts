import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Locator, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { writeIndex } from '../../kernel-lib/src/lab/file-index';
import { parsePreferenceFile, parseRatingFile } from '../../kernel-lib/src/rating/study';
import { manyLines, nthEpisode, nthId, nthLine, nthRatingLine } from '../support/index-lines';
import { LabSession, noBrowser } from '../support/lab';
import { shotFolder, violationsIn } from '../support/page';
import { testRun } from '../support/transcripts';

const many = 10_000;
const { task, ...rest } = nthEpisode(31);
const odd = {
  ...rest,
  task: { ...task, codename: '<img src=x onerror="window.ran=1"><b>bold</b>' }
};

describe.skipIf(noBrowser)('the episode browser', () => {
  const lab = new LabSession();
  let page: Page;

  beforeAll(async () => {
    lab.write('runs/test/run.json', JSON.stringify({ id: testRun.id, simulated: true }));
    const lines = Array.from({ length: 30 }, (_, i) => nthLine(i + 1));
    lines.splice(20, 0, '{"version":1,"id":"torn\n', JSON.stringify({ version: 1, ...odd }) + '\n');
    lab.write('runs/test/episodes.jsonl', lines.join(''));
    const ratings = Array.from({ length: 30 }, (_, i) => nthRatingLine(i + 1));
    lab.write('runs/test/ratings.jsonl', ratings.join(''));
    lab.write('one.episode.json', JSON.stringify({ version: 1, ...nthEpisode(3) }, undefined, 2));
    mkdirSync(`${lab.files}/large`);
    await manyLines(`${lab.files}/large/episodes.jsonl`, many, nthLine);
    await writeIndex(`${lab.files}/large/episodes.jsonl`);
    await lab.start();
    page = await lab.open('runs/test/episodes.jsonl');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await shoot(page, 'browser-failed');
  });
  afterAll(() => lab.stop());

  const list = (of = page) => of.getByRole('listbox', { name: 'Episodes' });
  const picked = (of = page) => list(of).locator('[aria-selected="true"]');
  const count = (text: string, of = page) =>
    of.locator('.sot-list-head [role="status"]').getByText(text, { exact: true }).waitFor();
  const talk = (of = page) => of.locator('.sot-read article');
  const idShown = (n: number, of = page) =>
    talk(of).locator('.sot-head code').getByText(nthId(n), { exact: true }).waitFor();

  test('lists the episodes of a run, and what was skipped with its line and reason', async () => {
    await count('31 episodes');
    await page.getByText('1 line was skipped').click();
    await page.locator('.sot-skipped').getByText('Line 21').waitFor();
    expect(await page.locator('.sot-skipped').textContent()).toContain('expected a line with an');
    await page.getByText('1 line was skipped').click();
    expect(await list().getByRole('option').first().getAttribute('aria-setsize')).toBe('31');
  });

  test('is used by keyboard alone: filter, pick, read, and back', async () => {
    await list().focus();
    await page.keyboard.press('/');
    await page.keyboard.type('harbour');
    await count('5 of 31 episodes');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await idShown(8);
    await page.keyboard.press('Enter');
    expect(await focusedLabel(page)).toBe('Episode, Ava Reed and Ben Okoye');
    await page.keyboard.press('Escape');
    expect(await focusedLabel(page)).toBe('Episodes');
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await count('31 episodes');
  });

  test.each([
    ['Task', 'meeting at the ferry', '4 of 31 episodes'],
    ['Model', 'expert-model', '31 episodes'],
    ['Ending', 'too many silent turns', '11 of 31 episodes'],
    ['Rated by me', 'rated by me', '0 of 31 episodes']
  ])('filters by %s', async (label, option, text) => {
    await page.getByLabel(label, { exact: true }).selectOption({ label: option });
    await count(text);
    await page.getByLabel(label, { exact: true }).selectOption('');
    await count('31 episodes');
  });

  test('filters by repairs and by the judge’s scores, and sorts by them', async () => {
    await page.getByRole('button', { name: 'with repairs' }).click();
    await count('7 of 31 episodes');
    await page.getByLabel('Score', { exact: true }).selectOption({ label: 'Goal' });
    await page.getByLabel('Lowest score').fill('9');
    await count('1 of 31 episodes');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await count('31 episodes');
  });

  test('the judge’s scores stand in the list only when one asks for them', async () => {
    await list().getByRole('option').first().waitFor();
    expect(await page.locator('.sot-goal').count()).toBe(0);
    await page.getByLabel('Sort').selectOption({ label: 'goal, highest first' });
    await page.getByRole('button', { name: 'Show the judge’s scores' }).click();
    const best = list().getByRole('option').first();
    expect(await best.locator('.sot-goal b').allTextContents()).toEqual(['9', '6']);
    await shoot(page, 'browser-scores');
    await page.getByRole('button', { name: 'Show the judge’s scores' }).click();
    expect(await page.locator('.sot-goal').count()).toBe(0);
    await page.getByLabel('Sort').selectOption({ label: 'order of the file' });
  });

  test('searches in the talks when asked, and shows what it found', async () => {
    await page.getByLabel('Search names').fill('of talk 17 at');
    await count('0 of 31 episodes');
    // an empty list offers the same step as the search field
    await page.getByRole('button', { name: 'Search in the talks too' }).last().click();
    await count('1 of 31 episodes');
    await page.getByText('1 found in 31 of 31').waitFor();
    await page.getByLabel('Search names').fill('');
  });

  test('shows untrusted text as it is written', async () => {
    await page.getByLabel('Search names').fill('onerror');
    await list().getByText('<b>bold</b>').click();
    await idShown(31);
    expect(await page.evaluate('"ran" in window')).toBe(false);
    expect(await page.locator('.sot-browser img').count()).toBe(0);
    await page.getByLabel('Search names').fill('');
  });

  test('rates where one reads: the bytes are on the disk, and the list has a tick', async () => {
    await pick(page, list(), 2);
    await idShown(3);
    await page.keyboard.press('Enter');
    const open = talk().getByRole('button', { name: 'Rate this episode' });
    await open.focus();
    await page.keyboard.press('Enter');
    await answerWithZeros(page, 3);
    await page.keyboard.press('r');
    await page.keyboard.type('half a rea');
    await picked().getByText('draft', { exact: true }).waitFor();
    await shoot(page, 'browser-draft');
    await page.keyboard.press('Escape');
    await answerWithZeros(page, 11);
    const elsewhere = await lab.open('runs/test/episodes.jsonl');
    await list(elsewhere).getByText('draft', { exact: true }).waitFor();
    await page.bringToFront();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('Ann');
    await page.keyboard.press('Enter');
    for (const each of [page, elsewhere])
      await list(each)
        .getByRole('option', { name: /^rated by you: ?meeting at the ferry/i })
        .waitFor();
    await elsewhere.close();
    const [file] = lab.list('runs/test/ratings');
    expect(file).toMatch(new RegExp(`^${nthId(3)}/ann-[a-z0-9]{4}\\.json$`));
    const saved = parseRatingFile(lab.read(`runs/test/ratings/${file}`));
    expect([saved.episode, saved.transcript]).toEqual([nthId(3), nthEpisode(3).transcript]);
    expect(saved.handedIn[0]?.afterJudge).toBe(true); // the list has shown the scores before
    expect(await list().getByText('draft', { exact: true }).count()).toBe(0);
    await shoot(page, 'browser-rated');
  });

  test('goes on with the next that is not rated, and filters by what is', async () => {
    await idShown(4);
    await page.locator('.sot-read article:focus').waitFor();
    const told = talk().locator('.sot-just');
    await told
      .getByText(/^Saved: Ava and Ben\. On average you 0\.0, the judge 2\.\d; fur/)
      .waitFor();
    await shoot(page, 'browser-told');
    await page.keyboard.press('b');
    await idShown(3);
    await talk().getByRole('heading', { name: 'You and the judge' }).waitFor();
    await page.locator('.sot-read article:focus').waitFor();
    await page.keyboard.press('Control+Enter');
    await idShown(4);
    await page.locator('.sot-read article:focus').waitFor();
    expect(await told.textContent()).toBe(''); // one has just looked at it
    await page.getByLabel('Rated by me', { exact: true }).selectOption('yes');
    await count('1 of 31 episodes');
    await page.getByLabel('Rated by me', { exact: true }).selectOption('');
  });

  const openLink = async (address: string) => {
    const other = await page.context().newPage();
    await other.goto(address);
    return other;
  };

  /** What JupyterLab keeps of its tabs. */
  const kept = () =>
    readdirSync(`${lab.folder}/workspaces`)
      .map(name => readFileSync(`${lab.folder}/workspaces/${name}`, 'utf8'))
      .join();

  test('a link opens the same episode again, and who has rated finds the tick', async () => {
    await pick(page, list(), 2);
    await idShown(3);
    const address = await page.getByRole('link', { name: 'Copy link' }).getAttribute('href');
    expect(address).toBe(`${lab.url}/lab/tree/runs/test/episodes.jsonl#episode=${nthId(3)}`);
    const other = await openLink(address!);
    await idShown(3, other);
    await picked(other).getByText('rated by you:', { exact: true }).waitFor({ state: 'attached' });
    await other.close();
  });

  test('a reload opens the same episode, whatever the address names, and keeps one blind', async () => {
    const other = await openLink(
      `${lab.url}/lab/tree/runs/test/episodes.jsonl#episode=${nthId(3)}`
    );
    await idShown(3, other);
    await pick(other, list(other), 6);
    await idShown(7, other);
    await other.getByRole('button', { name: 'blind', exact: true }).click();
    await talk(other).getByText('This blind talk comes without').waitFor();
    expect(new URL(other.url()).hash).toBe(`#episode=${nthId(7)}&blind=1`);
    await other.reload();
    await idShown(7, other);
    await talk(other).getByText('This blind talk comes without').waitFor();
    await expect
      .poll(() => other.url())
      .toMatch(new RegExp(`/tree/runs/test/episodes\\.jsonl#episode=${nthId(7)}&blind=1$`));
    expect(await focusedLabel(other)).toBe('Episodes');
    await expect.poll(kept, { timeout: 20_000 }).toContain(`${nthId(7)}&blind=1`);
    await other.goto(other.url().replace(/\/tree.*/, '')); // an address without the file
    await idShown(7, other);
    await talk(other).getByText('This blind talk comes without').waitFor();
    await shoot(other, 'browser-reloaded');
    await other.close();
  });

  test('a reload keeps what is listed; the address names it, and the file in front', async () => {
    const other = await openLink(
      `${lab.url}/lab/tree/runs/test/episodes.jsonl#episode=${nthId(3)}`
    );
    await idShown(3, other);
    await other.getByLabel('Ending').selectOption('stale');
    await other.getByRole('button', { name: 'hard tasks' }).click();
    await other.getByLabel('Sort').selectOption('longest first');
    await other.getByRole('searchbox').fill('ferry');
    await pick(other, list(other), 0);
    const shown = await list(other).getByRole('option').allTextContents();
    expect(shown.length).toBeGreaterThan(0);
    expect(new URL(other.url()).hash).toBe(
      `#episode=${nthId(10)}&words=ferry&ending=stale&isHard=1&order=turns`
    );
    await other.reload();
    await idShown(10, other);
    expect(await list(other).getByRole('option').allTextContents()).toEqual(shown);
    expect(await other.getByRole('searchbox').inputValue()).toBe('ferry');
    await other.getByRole('button', { name: 'Clear filters' }).click();
    expect(other.url()).toMatch(/\/tree\/runs\/test\/episodes\.jsonl#episode=/);
    const link = await other.getByRole('link', { name: 'Copy link' }).getAttribute('href');
    expect(link).not.toContain('ferry');
    await other.getByLabel('Score', { exact: true }).selectOption('Goal');
    await other.getByLabel('Lowest score').fill('8');
    await expect.poll(() => hashOf(other)).toContain('&dimension=6&low=8');
    const high = await list(other).getByRole('option').allTextContents();
    await other.reload();
    await idShown(10, other);
    await expect.poll(() => other.getByLabel('Lowest score').inputValue()).toBe('8');
    await expect.poll(() => list(other).getByRole('option').allTextContents()).toEqual(high);
    await shoot(other, 'browser-bounds');
    await other.close();
  });

  test('another link in the address line of the tab goes there, with one step in its history', async () => {
    const other = await openLink(
      `${lab.url}/lab/tree/runs/test/episodes.jsonl#episode=${nthId(3)}&words=ferry`
    );
    await idShown(3, other);
    const steps = () => other.evaluate<number>('history.length');
    const before = await steps();
    await other.goto(other.url().replace(/#.*/, `#episode=${nthId(10)}`));
    await idShown(10, other);
    await expect.poll(() => hashOf(other)).toBe(`#episode=${nthId(10)}&words=ferry`);
    expect(await steps()).toBe(before + 1);
    expect(await other.getByRole('searchbox').inputValue()).toBe('ferry');
    await other.goBack();
    await idShown(3, other);
    await expect.poll(() => hashOf(other)).toBe(`#episode=${nthId(3)}&words=ferry`);
    await other.close();
  });

  test('after a reload the address names file and episode, though JupyterLab writes the folder', async () => {
    lab.write('reloaded/episodes.jsonl', [1, 2, 3].map(nthLine).join(''));
    const path = 'reloaded/episodes.jsonl';
    const other = await openLink(`${lab.url}/lab/tree/${path}#episode=${nthId(3)}`);
    await idShown(3, other);
    await expect
      .poll(kept, { timeout: 20_000 })
      .toContain(`"current":"sotopia-pi-episodes:${path}"`);
    await other.addInitScript(noteAddresses);
    await other.reload();
    await idShown(3, other);
    await other.waitForFunction('window.addresses.some(each => each.endsWith("/reloaded"))');
    await expect
      .poll(() => other.evaluate('location.pathname + location.hash'))
      .toMatch(new RegExp(`/tree/${path}#episode=${nthId(3)}$`));
    await other.close();
  });

  test('the application’s own keys work in it, and saving writes nothing', async () => {
    const before = lab.read('runs/test/episodes.jsonl');
    const sent: string[] = [];
    const note = (request: Request) => {
      if (request.method() === 'PUT') sent.push(request.url());
    };
    page.on('request', note);
    await list().focus();
    const copied = page.waitForResponse(/episodes\.jsonl\/checkpoints/);
    await page.keyboard.press('Control+s');
    await copied; // what comes after saving
    page.off('request', note);
    expect(sent.filter(url => url.includes('/api/contents/'))).toEqual([]);
    expect(await page.locator('.jp-Dialog').count()).toBe(0);
    expect(lab.read('runs/test/episodes.jsonl')).toBe(before);
    await page.keyboard.press('Control+Shift+c');
    await page.locator('.lm-CommandPalette-input').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.lm-CommandPalette-input').waitFor({ state: 'hidden' });
  });

  test('one’s own rating is looked up once, however often the file is looked at', async () => {
    const asked: string[] = [];
    const note = (request: Request) => void asked.push(request.url());
    page.on('request', note);
    await pick(page, list(), 12);
    await idShown(13);
    for (let i = 0; i < 3; i++) await page.waitForResponse(/episodes\.jsonl/);
    page.off('request', note);
    const own = new RegExp(`/ratings/${nthId(13)}/`);
    expect(asked.filter(url => own.test(url))).toHaveLength(1);
  });

  test('a link to an episode that is not there says so', async () => {
    const other = await openLink(`${lab.url}/lab/tree/runs/test/episodes.jsonl#episode=gone`);
    await other.getByText('There is no episode gone in this file.').waitFor();
    await other.close();
  });

  test('two of one task are compared by keyboard: the answer is on the disk, the next one there', async () => {
    await pick(page, list(), 2);
    await idShown(3);
    await page.getByRole('button', { name: 'Compare with another' }).focus();
    await page.keyboard.press('Enter');
    await count('3 of 31 episodes');
    await page.keyboard.press('ArrowDown');
    await page.locator('.sot-read .sot-compare').waitFor();
    await shoot(page, 'browser-compare');
    await page.keyboard.press('Enter');
    await page.locator('.sot-read article:focus').waitFor();
    for (const key of ['Enter', '3', 'Control+Enter']) await page.keyboard.press(key);
    await list().locator('[aria-posinset="2"][aria-selected="true"]').waitFor();
    const [file] = lab.list('runs/test/preferences');
    expect(file).toMatch(new RegExp(`^${nthId(3)}\\+${nthId(10)}/ann-[a-z0-9]{4}\\.json$`));
    const { rater, handedIn } = parsePreferenceFile(lab.read(`runs/test/preferences/${file}`));
    expect(rater.name).toBe('Ann');
    expect(handedIn).toMatchObject([{ better: 'B', shown: [nthId(3), nthId(10)], blind: false }]);
  });

  test('a blind pair tells no models; and one goes back to the single episode', async () => {
    await page.getByRole('button', { name: 'blind', exact: true }).click();
    await page.locator('.sot-read .sot-compare').waitFor();
    expect(await page.locator('.sot-browser').textContent()).not.toMatch(/(expert|partner)-model/);
    await page.getByRole('button', { name: 'blind', exact: true }).click();
    await list().focus();
    await page.keyboard.press('Escape');
    await count('31 episodes');
    await idShown(3);
    await picked().getByText('rated by you:', { exact: true }).waitFor({ state: 'attached' });
  });

  test('an episode that a run adds appears, and nothing else moves', async () => {
    const before = await picked().textContent();
    appendFileSync(`${lab.files}/runs/test/episodes.jsonl`, nthLine(32));
    await count('32 episodes');
    expect(await picked().textContent()).toBe(before);
    await list().focus();
    await page.keyboard.press('End');
    await idShown(32);
  });

  test('a file that was written anew is read anew', async () => {
    const lines = Array.from({ length: 13 }, (_, i) => nthLine(40 - i)).join('');
    lab.write(
      'again/episodes.jsonl',
      Array.from({ length: 12 }, (_, i) => nthLine(i + 1)).join('')
    );
    const other = await lab.open('again/episodes.jsonl');
    await count('12 episodes', other);
    writeFileSync(`${lab.files}/again/episodes.jsonl`, lines);
    await count('13 episodes', other);
    await pick(other, list(other), 0);
    await idShown(40, other);
    await talk(other).getByText('Word 0 of talk 40').waitFor();
    writeFileSync(`${lab.files}/again/episodes.jsonl`, lines.replaceAll('Word', 'WORD')); // as long as before
    await talk(other).getByText('WORD 0 of talk 40').waitFor();
    await other.close();
  });

  test('an index that lies about a place is made anew', async () => {
    lab.write('lying/episodes.jsonl', [1, 2, 3].map(nthLine).join(''));
    await writeIndex(`${lab.files}/lying/episodes.jsonl`);
    const index = lab.read('lying/episodes.jsonl.index.json');
    lab.write('lying/episodes.jsonl.index.json', index.replace(/"at":\d+/g, '"at":7'));
    const other = await lab.open('lying/episodes.jsonl');
    await count('3 episodes', other);
    await list(other).getByRole('option').nth(1).click();
    await idShown(2, other);
    await other.close();
  });

  test('one episode in a file of its own opens too', async () => {
    const other = await lab.open('one.episode.json');
    await count('1 episode', other);
    await pick(other, list(other), 0);
    await idShown(3, other);
    await other.close();
  });

  test('a blind reader gets neither models nor scores, and no filter for them', async () => {
    const asked: string[] = [];
    const other = await lab.open('runs/test/episodes.jsonl');
    await count('32 episodes', other);
    await other.getByRole('button', { name: 'blind', exact: true }).click();
    other.on('request', request => asked.push(request.url()));
    await list(other).getByRole('option').nth(3).click();
    await idShown(4, other);
    const text = await other.locator('.sot-browser').textContent();
    expect(text).not.toMatch(/(expert|partner)-model|collect BC|repair/);
    expect(await other.getByLabel('Model', { exact: true }).count()).toBe(0);
    expect(await other.getByLabel('Score', { exact: true }).count()).toBe(0);
    expect(await other.getByRole('button', { name: 'Show the judge’s scores' }).count()).toBe(0);
    expect(await other.locator('.sot-goal').count()).toBe(0);
    expect(asked.filter(url => url.includes('ratings.jsonl'))).toEqual([]);
    await other.close();
  });

  test('ten thousand episodes open, and only rows in sight are drawn', async () => {
    const other = await lab.open('large/episodes.jsonl');
    await count('10,000 episodes', other);
    expect(await list(other).getByRole('option').count()).toBeLessThan(60);
    await list(other).focus();
    await other.keyboard.press('End');
    await idShown(many, other);
    await other.keyboard.press('PageUp');
    expect(Number(await picked(other).getAttribute('aria-posinset'))).toBeGreaterThan(9_900);
    await other.close();
  });

  test('who is forgotten leaves no tick, and the notice of it leaves the sheet’s last line free', async () => {
    const other = await lab.open('runs/test/episodes.jsonl');
    await pick(other, list(other), 2);
    const tick = list(other).getByText('rated by you:', { exact: true });
    await tick.waitFor({ state: 'attached' });
    await other.keyboard.press('Control+Shift+c');
    await other.locator('.lm-CommandPalette-input').waitFor();
    await other.keyboard.type('Forget my name');
    await other.getByText('Forget my name and my rating drafts in this browser').first().click();
    await other.getByRole('button', { name: 'Forget', exact: true }).click();
    await tick.waitFor({ state: 'detached' });
    const [notice, bar] = ['.Toastify__toast', '.sot-read .sot-bar'].map(each =>
      other.locator(each)
    );
    await notice!.waitFor();
    const [above, below] = [await notice!.boundingBox(), await bar!.boundingBox()];
    expect(above!.y + above!.height).toBeLessThanOrEqual(below!.y);
    await shoot(other, 'browser-forgotten');
    await other.close();
  });

  test.each(['JupyterLab Light', 'JupyterLab Dark'])('axe finds nothing in %s', async theme => {
    lab.set('@jupyterlab/apputils-extension:themes', { theme });
    await page.setViewportSize({ width: 1700, height: 950 });
    await page.goto(`${lab.url}/lab/tree/runs/test/episodes.jsonl?reset#episode=${nthId(8)}`);
    await page.reload();
    await page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: 'attached' });
    await idShown(8);
    await talk().getByRole('button', { name: 'Rate this episode' }).click();
    await page.getByText('1 line was skipped').click();
    await shoot(page, `browser-${theme.slice(11)}`);
    expect(await violationsIn(page, '.sot-frame')).toEqual([]);
    await page.setViewportSize({ width: 700, height: 900 });
    await shoot(page, `browser-narrow-${theme.slice(11)}`);
    expect(await violationsIn(page, '.sot-frame')).toEqual([]);
    await list().getByRole('option').first().click();
    await idShown(1);
    await shoot(page, `browser-narrow-talk-${theme.slice(11)}`);
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await list().waitFor();
    expect(await focusedLabel(page)).toBe('Episodes');
  });

  test('no request left the server', () => expect(lab.outside).toEqual([]));
});

/** In the page: notes each address that JupyterLab writes. */
const noteAddresses = `
  window.addresses = [];
  const write = history.pushState;
  history.pushState = (state, title, to) => {
    window.addresses.push(String(to));
    write.call(history, state, title, to);
  };`;

const hashOf = (page: Page) => page.evaluate('location.hash');

/** Moves from the beginning of the list to a row, by keyboard. */
async function pick(page: Page, list: Locator, row: number): Promise<void> {
  await list.getByRole('option').first().waitFor();
  await list.focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < row; i++) await page.keyboard.press('ArrowDown');
}

/** Gives as many answers, from the scale that has the focus on. */
async function answerWithZeros(page: Page, answers: number): Promise<void> {
  for (let i = 0; i < answers; i++) {
    await page.keyboard.press('0');
    await page.keyboard.press('Enter');
  }
}

function focusedLabel(page: Page): Promise<string | null> {
  return page.evaluate('document.activeElement?.getAttribute("aria-label")');
}

/** Pictures for whoever works on the look: SOTOPIA_PI_SHOTS names their folder. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = shotFolder();
  if (!folder) return;
  await page.screenshot({ path: `${folder}/${name}.png` });
}
