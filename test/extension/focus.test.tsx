// @vitest-environment jsdom
import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shelfOf } from '../../extension/src/kept-draft';
import { liveSettings } from '../../extension/src/live-settings';
import { preferenceStore } from '../../extension/src/preference-store';
import { ratingStore } from '../../extension/src/rating-store';
import { viewOf } from '../../extension/src/view';
import { english } from '../../extension/src/words';
import type { Transcript } from '../../kernel-lib/src/transcript/schema';
import { blindWith, openWith, testRun } from '../support/transcripts';
import { withDialogs } from './dialogs';
import { MemoryFiles } from './memory-files';
import { memoryStorage } from './memory-storage';
import { press } from './typing';
import { closePage, openPage } from './react-page';

let page: HTMLElement;
let root: Root;
let files: MemoryFiles;

beforeEach(() => {
  withDialogs();
  files = new MemoryFiles();
  files.texts.set('runs/test/run.json', JSON.stringify({ id: testRun.id }));
  ({ page, root } = openPage());
});
afterEach(() => closePage({ page, root }));

async function show(transcript: Transcript, hubUser = ''): Promise<void> {
  const shelf = shelfOf(memoryStorage(), 'x:');
  const made = { files, shelf, hubUser, words: english, chance: () => 0.5 };
  const store = ratingStore(made);
  const settings = liveSettings();
  const parts = { store, preferences: preferenceStore(made, store), settings };
  await act(async () => root.render(viewOf(transcript, parts)));
}

const button = (name: string) =>
  [...page.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith(name))!;
const place = () =>
  document.activeElement?.closest('[data-sot-place]')?.getAttribute('data-sot-place');
const chosen = () =>
  [...page.querySelectorAll('[aria-checked="true"]')].map(({ textContent }) => textContent);
const click = (name: string) =>
  act(async () => {
    button(name).focus();
    button(name).click();
  });

/** Puts the focus on the first scale, and fills as many scales as there are answers. */
async function fill(answers: readonly string[]): Promise<void> {
  await act(async () => page.querySelector<HTMLElement>('.sot-scale [tabindex="0"]')?.focus());
  for (const answer of answers) {
    await press(answer);
    await press('Enter');
  }
}
const all = Array.from({ length: 14 }, () => '0');

describe('the focus stays in the episode', () => {
  test('"Rate this episode" goes to the first open scale, and the next key counts', async () => {
    await show(openWith());
    await click('Rate this episode');
    expect(place()).toBe('scale 0 0');
    await press('7');
    expect(chosen()).toEqual(['7']);
  });

  test('Esc at the question for the name goes back to where it came from', async () => {
    await show(blindWith());
    await fill(all);
    const before = document.activeElement;
    await press('Enter', { ctrlKey: true });
    expect(document.activeElement?.closest('.sot-name-form')).not.toBeNull();
    await press('Escape');
    expect(document.activeElement).toBe(before);
    expect(page.querySelector('.sot-name-form')).toBeNull();
  });

  test('"Not now" goes back to the button that asked', async () => {
    await show(blindWith());
    await click('Skip …');
    await click('Not now');
    expect(document.activeElement).toBe(button('Skip …'));
  });

  test('giving up an edit takes its button away: the episode has the focus then', async () => {
    await show(blindWith(), 'mira');
    await fill(all);
    await click('Submit');
    expect(document.activeElement).toBe(page.querySelector('.sot-root'));
    await click('Edit my rating');
    expect(place()).toBe('scale 0 0');
    await click('Give up the edit');
    expect(document.activeElement).toBe(page.querySelector('.sot-root'));
  });

  test('a focus that went elsewhere by itself is left there', async () => {
    const elsewhere = page.insertAdjacentElement('afterend', document.createElement('button'));
    await show(blindWith(), 'mira');
    await fill(all);
    button('Submit').click();
    (elsewhere as HTMLElement).focus();
    await act(async () => undefined);
    expect(page.querySelector('[data-sot-state="saved"]')).not.toBeNull();
    expect(document.activeElement).toBe(elsewhere);
    elsewhere?.remove();
  });
});

describe('the keys', () => {
  const keys = () => page.querySelector('dialog[open]');

  test('Esc closes them first; only the next one leaves the sheet', async () => {
    await show(blindWith());
    await fill(['4']);
    await press('?');
    expect(document.activeElement?.closest('dialog')).toBe(keys());
    await press('Escape');
    expect([keys(), place()]).toEqual([null, 'scale 0 1']);
    await press('Escape');
    expect(document.activeElement).toBe(page.querySelector('.sot-root'));
  });

  test('a key of the sheet closes them, and counts where one was', async () => {
    await show(blindWith());
    await fill(['4']);
    await press('?');
    await press('3');
    expect(keys()).toBeNull();
    expect([chosen(), place()]).toEqual([['4', '3'], 'scale 0 1']);
  });

  test('the keys that scroll and press within the list leave it open', async () => {
    await show(blindWith());
    await fill(['4']);
    await press('?');
    for (const key of ['ArrowDown', 'PageDown', 'Tab', 'Shift', 'Enter']) await press(key);
    expect(keys()).not.toBeNull();
    expect(chosen()).toEqual(['4']);
    await click('Close');
    expect([keys(), place()]).toEqual([null, 'scale 0 1']);
  });

  test('opened by the button, a digit closes them and scores nothing', async () => {
    await show(blindWith());
    await act(async () => page.querySelector<HTMLElement>('[aria-label="Keys"]')?.focus());
    await act(async () => page.querySelector<HTMLElement>('[aria-label="Keys"]')?.click());
    await press('3');
    expect([keys(), chosen()]).toEqual([null, []]);
  });
});
