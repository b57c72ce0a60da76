// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shelfOf } from '../../extension/src/kept-draft';
import { liveSettings } from '../../extension/src/live-settings';
import { preferenceStore } from '../../extension/src/preference-store';
import { ratingStore } from '../../extension/src/rating-store';
import { viewOf } from '../../extension/src/view';
import { english } from '../../extension/src/words';
import { withDialogs } from './dialogs';
import { MemoryFiles } from './memory-files';
import { memoryStorage } from './memory-storage';
import { press } from './typing';
import { blindWith, testRun } from '../support/transcripts';

let page: HTMLElement;
let root: Root;
let storage: Storage;
const settings = liveSettings();

beforeEach(async () => {
  withDialogs();
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  storage = memoryStorage();
  page = document.body.appendChild(document.createElement('div'));
  root = createRoot(page);
  await open();
});
afterEach(async () => {
  await close();
  page.remove();
  settings.set({});
});

/** The output as a notebook shows it; what is kept lies in the browser's storage. */
async function open(): Promise<void> {
  const files = new MemoryFiles();
  files.texts.set('runs/test/run.json', JSON.stringify({ id: testRun.id }));
  const chance = () => 0.5;
  const made = { files, shelf: shelfOf(storage, 'x:'), hubUser: '', words: english, chance };
  const store = ratingStore(made);
  const parts = { store, preferences: preferenceStore(made, store), settings };
  await act(async () => root.render(viewOf(blindWith(), parts)));
}
const close = () => act(async () => root.unmount());

const scale = (seat: number, row: number) =>
  page.querySelector<HTMLElement>(`[data-sot-place="scale ${seat} ${row}"]`)!;
const scores = (seat: number) =>
  Array.from(
    { length: 7 },
    (_, row) => scale(seat, row).querySelector('[aria-checked="true"]')?.textContent
  );

/** Puts the focus on the first scale of the left person. */
async function enter(): Promise<void> {
  await act(async () => scale(0, 0).querySelector<HTMLElement>('[tabindex="0"]')?.focus());
}

test('keys: by default down is the next dimension, as a radio group it is one more', async () => {
  await enter();
  for (const key of ['4', 'ArrowDown', '1']) await press(key);
  expect(scores(0).slice(0, 2)).toEqual(['4', '1']);
  await act(async () => settings.set({ keys: 'radio group' }));
  await enter();
  await press('ArrowDown');
  expect(scores(0).slice(0, 2)).toEqual(['5', '1']);
});

test('density: a compact sheet says so to the style sheet, at once', async () => {
  expect(page.querySelector('.sot-part--compact')).toBeNull();
  await act(async () => settings.set({ density: 'compact' }));
  expect(page.querySelector('.sot-part--compact')).not.toBeNull();
});

test('name: it is suggested where the name is asked for', async () => {
  await act(async () => settings.set({ name: 'Mira' }));
  await enter();
  for (let i = 0; i < 14; i++) for (const key of ['0', 'Enter']) await press(key);
  await press('Enter', { ctrlKey: true });
  expect((document.activeElement as HTMLInputElement).value).toBe('Mira');
  await press('Enter');
  expect(page.querySelector('[data-sot-state="saved"]')?.textContent).toMatch(/mira-\w{4}\.json/);
});

test('? shows all keys, and hides them', async () => {
  await enter();
  await press('?');
  const keys = [...page.querySelectorAll('.sot-keys kbd')].map(key => key.textContent);
  for (const key of [
    '0',
    '9',
    '−',
    '↑',
    '←',
    '⏎',
    'o',
    'r',
    'c',
    'f',
    '⌫',
    't',
    'Z',
    's',
    '?',
    'Esc'
  ])
    expect(keys).toContain(key);
  await press('?');
  expect(page.querySelector('.sot-keys')).toBeNull();
});

test('a draft is there again after the output was taken off the page, and after a reload', async () => {
  await enter();
  for (const key of ['4', 'Enter', '3']) await press(key);
  await close();
  root = createRoot(page);
  await open();
  expect(scores(0).slice(0, 3)).toEqual(['4', '3', undefined]);
  expect(page.querySelector('[data-sot-state="draft"]')?.textContent).toContain('kept in this');
});

test('anchors stand in sight, for both ends and for zero of signed scales', async () => {
  const anchors = [...page.querySelectorAll('.sot-dim')].map(line =>
    [...line.querySelectorAll('.sot-anchor span:nth-child(odd)')].map(each => each.textContent)
  );
  expect(anchors).toEqual([
    ['0', '10'],
    ['−5', '0', '+5'],
    ['0', '10'],
    ['−10', '0'],
    ['−10', '0'],
    ['−5', '0', '+5'],
    ['0', '10']
  ]);
});
