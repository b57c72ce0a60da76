// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { shelfOf } from '../../extension/src/kept-draft';
import { liveSettings } from '../../extension/src/live-settings';
import { preferenceStore, type PreferenceStore } from '../../extension/src/preference-store';
import { ratingStore, type RatingStore } from '../../extension/src/rating-store';
import { viewOf } from '../../extension/src/view';
import { english } from '../../extension/src/words';
import { pairMime, transcriptMime } from '../../kernel-lib/src/transcript/schema';
import { blindWith, testRun } from '../support/transcripts';
import { MemoryFiles } from './memory-files';
import { fullStorage, memoryStorage } from './memory-storage';
import { press } from './typing';
import { closePage, openPage } from './react-page';

const pair = {
  version: 1,
  episodes: ['episode-0000000000000001', 'episode-0000000000000002'].map(episode =>
    blindWith({ episode })
  )
};
const rating = { payload: blindWith(), mime: transcriptMime, part: '.sot-scale', scales: 14 };
const preference = { payload: pair, mime: pairMime, part: '.sot-prefer', scales: 1 };

let page: HTMLElement;
let root: Root;
let files: MemoryFiles;
let storage: Storage;
let store: RatingStore;
let preferences: PreferenceStore;
const settings = liveSettings();

beforeEach(() => {
  files = new MemoryFiles();
  files.texts.set('runs/test/run.json', JSON.stringify({ id: testRun.id }));
  storage = memoryStorage();
  ({ page, root } = openPage());
});
afterEach(() => closePage({ page, root }));

const chosen = () =>
  [...page.querySelectorAll('[aria-checked="true"]')].map(({ textContent }) => textContent);
const state = () => page.querySelector('[data-sot-state]')?.getAttribute('data-sot-state');
/** What a view shows, without what only one of them can: where one is, and who asks. */
const texts = (view: HTMLElement) =>
  [...view.querySelectorAll('[aria-checked="true"], [data-sot-state]')].map(
    ({ textContent }) => textContent
  );
const button = (label: string) =>
  [...page.querySelectorAll<HTMLElement>('.sot-bar button')].find(
    ({ textContent }) => textContent === label
  );

describe.each([
  ['a rating', rating, 'Edit my rating'],
  ['a preference', preference, 'Change my answer']
])('%s', (_, { payload, mime, part, scales }, editLabel) => {
  const begin = () =>
    act(async () => page.querySelector<HTMLElement>(`${part} [tabindex="0"]`)?.focus());

  async function show(): Promise<void> {
    const shelf = shelfOf(storage, 'x:');
    const made = { files, shelf, hubUser: 'mira', words: english, chance: () => 0.5 };
    store = ratingStore(made);
    preferences = preferenceStore(made, store);
    await draw(root);
  }

  const draw = (on: Root) =>
    act(async () => on.render(viewOf(payload, { store, preferences, settings }, mime)));

  async function showElsewhere() {
    const elsewhere = openPage();
    await draw(elsewhere.root);
    return elsewhere;
  }

  async function reopen(): Promise<void> {
    await act(async () => root.unmount());
    root = createRoot(page);
    await show();
  }

  /** 1 is handed in everywhere, then one answer is changed to 3. */
  async function beginEdit(): Promise<void> {
    await begin();
    for (let i = 0; i < scales; i++) for (const key of ['0', '1', 'Enter']) await press(key);
    await press('Enter', { ctrlKey: true });
    expect(state()).toBe('saved');
    await act(async () => button(editLabel)?.click());
    await begin();
    await press('3');
  }

  test('that is begun is looked up once, however often the page is drawn', async () => {
    await show();
    await begin();
    await press('3');
    const before = chosen();
    const looked: string[] = [];
    const noting = <S extends object>(of: S): S => ({
      ...of,
      draft: () => void looked.push('draft'),
      saved: async () => void looked.push('saved')
    });
    const parts = { store: noting(store), preferences: noting(preferences), settings };
    await act(async () => root.render(viewOf(payload, parts, mime)));
    expect([looked, chosen()]).toEqual([[], before]);
  });

  test('that is begun is brought back without being written anew', async () => {
    await show();
    await begin();
    await press('3');
    const writing = (['setItem', 'removeItem'] as const).map(name => vi.spyOn(storage, name));
    await reopen();
    expect(state()).toBe('draft');
    for (const each of writing) expect(each).not.toHaveBeenCalled();
  });

  test('as a begun edit survives reopening as an edit, which can be given up', async () => {
    await show();
    await beginEdit();
    const edited = chosen();
    await reopen();
    expect([state(), chosen()]).toEqual(['editing', edited]);
    await act(async () => button('Give up the edit')?.click());
    expect(state()).toBe('saved');
    expect(chosen()).not.toEqual(edited);
  });

  test('is followed in every view of it: what is begun, and what is handed in', async () => {
    await show();
    const elsewhere = await showElsewhere();
    await begin();
    await press('1');
    expect(texts(elsewhere.page)).toEqual(texts(page));
    expect(page.contains(document.activeElement)).toBe(true);
    await beginEdit();
    expect(texts(elsewhere.page)).toEqual(texts(page));
    await act(async () => button('Give up the edit')?.click());
    expect(texts(elsewhere.page)).toEqual(texts(page));
    await closePage(elsewhere);
  });

  test('that finds no room in the browser says so, and is there as long as the page', async () => {
    storage = fullStorage();
    await show();
    await begin();
    await press('1');
    const before = chosen();
    expect(page.querySelector('[role="alert"]')?.textContent).toMatch(/^Not kept: /);
    await act(async () => root.unmount());
    root = createRoot(page);
    await draw(root);
    expect(chosen()).toEqual(before);
  });

  test('whose file cannot be read says so before anything is answered', async () => {
    await show();
    await beginEdit();
    for (const path of files.texts.keys())
      if (!path.endsWith('run.json')) files.texts.set(path, '{');
    storage = memoryStorage();
    await reopen();
    await act(async () => button('Rate this episode')?.click());
    expect(page.querySelector('[role="alert"]')?.textContent).toMatch(/cannot be read/);
  });

  test('as a begun edit survives where the clock that saved it is ahead of this one', async () => {
    await show();
    await beginEdit();
    await act(async () => button('Give up the edit')?.click());
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    for (const [path, text] of files.texts)
      files.texts.set(path, text.replace(/"time": ?"[^"]+"/, `"time":"${ahead}"`));
    await reopen();
    await act(async () => button(editLabel)?.click());
    await begin();
    await press('3');
    const edited = chosen();
    await reopen();
    expect([state(), chosen()]).toEqual(['editing', edited]);
  });

  test('as a begun edit survives, too, where what it changes is gone', async () => {
    await show();
    await beginEdit();
    const edited = chosen();
    for (const path of files.texts.keys()) if (!path.endsWith('run.json')) files.texts.delete(path);
    await reopen();
    expect([state(), chosen()]).toEqual(['draft', edited]);
  });
});
