// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shelfOf } from '../../extension/src/kept-draft';
import { liveSettings } from '../../extension/src/live-settings';
import { preferenceStore } from '../../extension/src/preference-store';
import { nextWaiting } from '../../extension/src/queue';
import { ratingStore } from '../../extension/src/rating-store';
import { viewOf } from '../../extension/src/view';
import { english } from '../../extension/src/words';
import { parseRatingFile, ratingPath } from '../../kernel-lib/src/rating/study';
import { MemoryFiles } from './memory-files';
import { memoryStorage } from './memory-storage';
import { press, typeInto } from './typing';
import { ratingWith } from '../support/ratings';
import { blindWith, openWith, testRun } from '../support/transcripts';

const ids = [1, 2, 3].map(n => `episode-000000000000000${n}`);
let page: HTMLElement;
let roots: Root[];
let files: MemoryFiles;
const settings = liveSettings();

/** Three outputs of one notebook: two blind ones around one that is not. */
beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  files = new MemoryFiles();
  files.texts.set('runs/test/run.json', JSON.stringify({ id: testRun.id }));
  const made = {
    files,
    shelf: shelfOf(memoryStorage(), 'x:'),
    hubUser: 'mira',
    words: english,
    chance: () => 0.5
  };
  const store = ratingStore(made);
  const parts = { store, preferences: preferenceStore(made, store), settings };
  const payloads = ids.map((episode, i) => (i === 1 ? openWith : blindWith)({ episode }));
  page = document.body.appendChild(document.createElement('div'));
  roots = payloads.map(() => createRoot(page.appendChild(document.createElement('div'))));
  await act(async () => roots.forEach((root, i) => root.render(viewOf(payloads[i], parts))));
});
afterEach(async () => {
  await act(async () => roots.forEach(root => root.unmount()));
  page.remove();
  settings.set({});
});

const outputs = () => [...page.querySelectorAll<HTMLElement>('.sot-root')];
const focused = () => outputs().indexOf(document.activeElement as HTMLElement);
const saved = (episode: string) =>
  parseRatingFile(files.texts.get(`runs/test/${ratingPath(episode, 'mira')}`)!);
const button = (output: number, name: string) =>
  [...outputs()[output]!.querySelectorAll('button')].find(each => each.textContent === name);

/** Rates what has the focus with zeros. */
async function fill(): Promise<void> {
  await press('Enter');
  for (let i = 0; i < 14; i++) {
    await press('0');
    await press('Enter');
  }
}

const submit = () => press('Enter', { ctrlKey: true });

test('Ctrl+Enter submits and goes to the next output that waits, Enter goes into its sheet', async () => {
  outputs()[0]!.focus();
  await fill();
  await submit();
  expect(saved(ids[0]!).handedIn).toHaveLength(1);
  expect(focused()).toBe(1);
  await fill();
  await submit();
  expect(saved(ids[1]!).handedIn).toHaveLength(1);
  expect(focused()).toBe(2);
});

test('the next output tells what was saved, beside the judge, and b goes back to it', async () => {
  const { episode, transcript } = blindWith();
  const judge = ratingWith({ episode, transcript });
  files.texts.set('runs/test/ratings.jsonl', `${JSON.stringify(judge)}\n`);
  outputs()[0]!.focus();
  await fill();
  await submit();
  const told = () => outputs()[1]!.querySelector('.sot-just[role="status"]')?.textContent;
  expect(told()).toMatch(/^Saved: Noor and Tomasz\. .*the judge.*Look back/);
  await press('b');
  expect(focused()).toBe(0);
  await submit();
  expect(focused()).toBe(1);
});

test('before it is saved nothing is told, and what could not be saved does not go on', async () => {
  files.texts.delete('runs/test/run.json');
  outputs()[0]!.focus();
  await fill();
  await submit();
  expect(focused()).not.toBe(1);
  expect(outputs()[1]!.querySelector('.sot-just')?.textContent).toBe('');
});

test('after the last one it goes to the first that still waits', async () => {
  outputs()[2]!.focus();
  await fill();
  await submit();
  expect(focused()).toBe(0);
});

test('in a browser of episodes one does not go on to an output of somewhere else', () => {
  const browser = page.appendChild(document.createElement('div'));
  browser.className = 'sot-browser';
  const mine = browser.appendChild(document.createElement('article'));
  expect(nextWaiting(mine)).toBeUndefined();
  expect(nextWaiting(outputs()[0]!)).toBe(outputs()[1]);
});

test('what is half filled keeps the focus, at the first open scale', async () => {
  outputs()[0]!.focus();
  await press('Enter');
  await press('0');
  await submit();
  expect(document.activeElement?.parentElement?.getAttribute('data-sot-place')).toBe('scale 0 1');
  expect(files.texts.size).toBe(1);
});

test('the button submits and stays, so that one sees the judge; Ctrl+Enter goes on then', async () => {
  outputs()[0]!.focus();
  await fill();
  await act(async () => outputs()[0]!.querySelector<HTMLElement>('.sot-button--main')?.click());
  expect(saved(ids[0]!).handedIn).toHaveLength(1);
  expect(focused()).toBe(0);
  await submit();
  expect(focused()).toBe(1);
});

test('s skips an episode with a reason; it is saved, shows no judge, and can be rated after all', async () => {
  outputs()[0]!.focus();
  await press('Enter');
  await press('4');
  await press('s');
  const line = document.activeElement as HTMLInputElement;
  expect(line.closest('[role="group"]')?.getAttribute('aria-label')).toBe('Skip this episode');
  await typeInto(line, 'I know them');
  await press('Enter');
  const [first] = saved(ids[0]!).handedIn;
  expect(first?.declined).toBe('I know them');
  expect(first?.seats[0]).toEqual({ believability: { score: 4, reason: '' } });
  expect(focused()).toBe(1);
  expect(outputs()[0]!.textContent).toContain('You do not rate this episode: I know them');
  expect(outputs()[0]!.querySelector('.sot-part')?.textContent).not.toContain('judge');
  await act(async () => button(0, 'Rate it after all')?.click());
  await fill();
  await submit();
  expect(saved(ids[0]!).handedIn.map(each => each.declined)).toEqual(['I know them', undefined]);
});

test('a skip that could not be saved is tried again as a skip', async () => {
  files.texts.delete('runs/test/run.json');
  outputs()[0]!.focus();
  await press('Enter');
  await press('s');
  await typeInto(document.activeElement as HTMLInputElement, 'too long');
  await press('Enter');
  expect(outputs()[0]!.querySelector('[role="alert"]')?.textContent).toContain('Not saved');
  files.texts.set('runs/test/run.json', JSON.stringify({ id: testRun.id }));
  await act(async () => outputs()[0]!.querySelector<HTMLElement>('.sot-button--main')?.click());
  expect(saved(ids[0]!).handedIn[0]?.declined).toBe('too long');
});

test('a setting that comes later counts at once: reasons required', async () => {
  outputs()[0]!.focus();
  await fill();
  expect(button(0, 'Submit Ctrl⏎')?.getAttribute('aria-disabled')).toBe('false');
  await act(async () => settings.set({ reasonsRequired: true }));
  expect(button(0, 'Submit Ctrl⏎')?.getAttribute('aria-disabled')).toBe('true');
  await submit();
  expect(document.activeElement?.getAttribute('data-sot-place')).toBe('reason 0 0');
});
