/* Reads a long talk and hands in ratings in a real JupyterLab, and prints how long each took. */
import type { Page } from 'playwright-core';
import { transcriptMime } from '../../kernel-lib/src/transcript/schema';
import { nthEpisode, turnOf } from '../support/index-lines';
import { LabSession, noBrowser, notebookOf } from '../support/lab';
import { ava, ben } from '../support/scene';
import { blindWith, testRun } from '../support/transcripts';

const turns = 1000;
const inSight = 20; // no page shows more at once
const times = 6;
const pixels = 100; // a frame: some 80 turns a second

/** How soon 1,000 turns are painted after a key: from afar, from the talk beside, all; and how they scroll. */
async function longTalk(lab: LabSession) {
  const talk = Array.from({ length: turns }, (_, i) =>
    turnOf(i % 2 === 0 ? ava : ben, `${i}: ${'a word that is said '.repeat(1 + (i % 7))}`)
  );
  const others = [1, 2, 3, 4].map(nthEpisode);
  const episodes = [...others, { ...nthEpisode(5), turns: talk }];
  const lines = episodes.map(each => `${JSON.stringify({ version: 1, ...each })}\n`);
  lab.write('long/episodes.jsonl', lines.join(''));
  const page = await lab.open('long/episodes.jsonl');
  const list = page.getByRole('listbox', { name: 'Episodes' });
  await list.getByRole('option').nth(1).waitFor();
  const pick = async (key: string) => {
    await list.focus();
    await page.keyboard.press(key);
    await page.locator('.sot-turn').nth(1).waitFor();
    await page.locator('.sot-turn').nth(inSight).waitFor({ state: 'detached' });
    await page.waitForTimeout(300); // what is beside it is read by then, and nothing else is kept
  };
  const took: Record<'far' | 'near' | 'all', number[]> = { far: [], near: [], all: [] };
  for (let i = 0; i < times; i++) {
    await pick('Home');
    took.far.push(await msAfter(page, 'End', painted(inSight)));
    await pick('ArrowUp');
    took.near.push(await msAfter(page, 'ArrowDown', painted(inSight)));
    await pick('Home');
    took.all.push(await msAfter(page, 'End', painted(turns)));
  }
  const scrolled = await page.evaluate<Record<'pixels' | 'frames' | 'late' | 'empty', number>>(
    `(${scrolling})()`
  );
  await page.close();
  return { ...took, scrolled };
}

/** How long it takes from a key until something is so, in milliseconds. */
async function msAfter(page: Page, key: string, isSo: string): Promise<number> {
  await page.evaluate(`void (window.took = (${watching})(${isSo}))`);
  const took = page.evaluate<number>('window.took'); // asked before: a question costs the page time
  await page.keyboard.press(key);
  return took;
}

const watching = `isSoFrom => new Promise(took => {
  const isSo = isSoFrom();
  let begun;
  addEventListener('keydown', () => (begun = performance.now()), { capture: true, once: true });
  const watch = new MutationObserver(() => {
    if (isSo(took, () => performance.now() - begun)) watch.disconnect();
  });
  watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-sot-state'] });
})`;

/** So many turns are there; it counts from the task after their frame. */
const painted = (count: number) => `() => (took, since) => {
  if (document.querySelectorAll('.sot-turn').length < ${count}) return false;
  requestAnimationFrame(() => setTimeout(() => took(since())));
  return true;
}`;

/** One more output says that it is saved. */
const savedMore = `() => {
  const count = () => document.querySelectorAll('[data-sot-state="saved"]').length;
  const before = count();
  return (took, since) => count() > before && (took(since()), true);
}`;

/** From the first turn to the last; a frame is late after 1.5 of 60 a second. */
const scrolling = `() => new Promise(resolve => {
  const pane = document.querySelector('.sot-read');
  const found = { pixels: ${pixels}, frames: 0, late: 0, empty: 0 };
  let before = performance.now();
  const step = now => {
    if (now - before > 25) found.late += 1;
    before = now;
    found.frames += 1;
    const { left, width, top, height } = pane.getBoundingClientRect();
    for (const y of [top + 8, top + height / 2, top + height - 8]) {
      const turn = document.elementFromPoint(left + width / 2, y)?.closest('.sot-turn');
      const isThere = !turn || turn.checkVisibility({ contentVisibilityAuto: true });
      if (!isThere || !pane.contains(document.elementFromPoint(left + width / 2, y)))
        found.empty += 1;
    }
    const at = pane.scrollTop;
    pane.scrollTop += ${pixels};
    if (pane.scrollTop === at) resolve(found);
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})`;

/** From the key that submits to "Saved", one rating after another; the first one asks for a name. */
async function submitted(lab: LabSession): Promise<number[]> {
  const outputs = Array.from({ length: times }, (_, i) => ({
    [transcriptMime]: blindWith({ episode: `episode-000000000000000${i}` }),
    'text/plain': '-'
  }));
  lab.write('runs/test/run.json', JSON.stringify({ id: testRun.id }));
  lab.write('talks.ipynb', notebookOf(...outputs));
  const page = await lab.open('talks.ipynb');
  await page.locator('.sot-root').first().waitFor();
  await page.locator('[data-status="idle"]').first().waitFor();
  await page.waitForLoadState('networkidle');
  const took: number[] = [];
  for (let i = 0; i < times; i++) took.push(await handedIn(page, i));
  await page.close();
  return took;
}

async function handedIn(page: Page, number: number): Promise<number> {
  const output = page.locator('.jp-CodeCell').nth(number).locator('.sot-root');
  const scale = output.getByRole('radiogroup', { name: 'Believability, Noor' });
  await scale.getByRole('radio', { name: /^0,/ }).focus();
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press('0');
    await page.keyboard.press('Enter');
  }
  if (number === 0) {
    await page.keyboard.press('Control+Enter');
    await page.keyboard.type('Ann');
  }
  const key = number === 0 ? 'Enter' : 'Control+Enter';
  return msAfter(page, key, savedMore);
}

void (async () => {
  if (noBrowser) return console.log(JSON.stringify({ noBrowser }));
  const lab = new LabSession();
  await lab.start();
  try {
    console.log(JSON.stringify({ ...(await longTalk(lab)), submitted: await submitted(lab) }));
  } finally {
    await lab.stop();
  }
})();
