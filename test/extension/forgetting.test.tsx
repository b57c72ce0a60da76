// @vitest-environment jsdom
import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../extension/src/files';
import { shelfOf } from '../../extension/src/kept-draft';
import { liveSettings } from '../../extension/src/live-settings';
import { preferenceStore, type PreferenceStore } from '../../extension/src/preference-store';
import { ratingStore, type RatingStore } from '../../extension/src/rating-store';
import { viewOf } from '../../extension/src/view';
import { english } from '../../extension/src/words';
import { pairMime, transcriptMime } from '../../kernel-lib/src/transcript/schema';
import { blindWith, testRun } from '../support/transcripts';
import { MemoryFiles } from './memory-files';
import { memoryStorage } from './memory-storage';
import { press, typeInto } from './typing';
import { closePage, openPage } from './react-page';

const pair = {
  version: 1,
  episodes: ['episode-0000000000000001', 'episode-0000000000000002'].map(episode =>
    blindWith({ episode })
  )
};
let page: HTMLElement;
let root: Root;
let storage: Storage;
let files: MemoryFiles;
let store: RatingStore;
let preferences: PreferenceStore;
const settings = liveSettings();

beforeEach(() => {
  ({ page, root } = openPage());
});
afterEach(() => closePage({ page, root }));

async function show(payload: unknown, mime: string): Promise<void> {
  files = new MemoryFiles();
  files.texts.set('runs/test/run.json', JSON.stringify({ id: testRun.id }));
  storage = memoryStorage();
  const shelf = shelfOf(storage, 'x:', window);
  const made = { files, shelf, hubUser: '', words: english, chance: () => 0.5 };
  store = ratingStore(made);
  preferences = preferenceStore(made, store);
  const parts = { store, preferences, settings };
  await act(async () => root.render(viewOf(payload, parts, mime)));
}

const find = (selector: string) => page.querySelector<HTMLElement>(selector);
const begin = (part: string) => act(async () => find(`${part} [tabindex="0"]`)?.focus());
const chosen = () =>
  [...page.querySelectorAll('[aria-checked="true"]')].map(({ textContent }) => textContent);
const state = () => find('[data-sot-state]')?.textContent;
const forget = () => act(async () => store.forget());
const submit = () => press('Enter', { ctrlKey: true });
const fill = async () => {
  for (let i = 0; i < 14; i++) for (const key of ['0', 'Enter']) await press(key);
};

describe('an open sheet, when its reader wants to be forgotten', () => {
  beforeEach(async () => {
    await show(blindWith(), transcriptMime);
    await begin('.sot-scale');
  });

  test('is empty and says so, and undo brings nothing back', async () => {
    for (const key of ['4', 'Enter', '2']) await press(key);
    expect([chosen(), state()]).toEqual([['4', '2'], expect.stringContaining('kept in this')]);
    await forget();
    expect([chosen(), state(), Object.keys(storage)]).toEqual([[], 'Draft not begun', []]);
    await press('z', { ctrlKey: true });
    expect([chosen(), Object.keys(storage)]).toEqual([[], []]);
  });

  test('is empty, too, when that was wished for on another page of the browser', async () => {
    await press('4');
    const hear = (key: string, newValue: string | null) =>
      act(async () => void window.dispatchEvent(new StorageEvent('storage', { key, newValue })));
    await hear('x:forgotten', null);
    await hear('y:forgotten', 'now');
    expect(chosen()).toEqual(['4']);
    await hear('x:forgotten', 'now');
    expect([chosen(), state(), Object.keys(storage)]).toEqual([[], 'Draft not begun', []]);
  });

  test('keeps from then on only what comes after', async () => {
    for (const key of ['4', 'Enter', '2']) await press(key);
    await forget();
    await press('3');
    expect(chosen()).toEqual(['3']);
    expect(JSON.stringify(storage)).not.toContain('\\"score\\":2');
    expect(Object.keys(storage)).toHaveLength(1);
  });

  test('no longer asks for a name with what was typed there', async () => {
    await fill();
    await submit();
    await typeInto(find('.sot-name-form input') as HTMLInputElement, 'Mira');
    await forget();
    expect([find('.sot-name-form'), chosen()]).toEqual([null, []]);
  });

  test('is empty, too, when it was saved: the next person hands in nobody else’s answers', async () => {
    await fill();
    await submit();
    await typeInto(find('.sot-name-form input') as HTMLInputElement, 'Mira');
    await press('Enter');
    expect(state()).toContain('Saved');
    const before = new Map(files.texts);
    await forget();
    expect([chosen(), state(), Object.keys(storage)]).toEqual([[], 'Draft not begun', []]);
    expect(store.rater()).toBeUndefined();
    expect(files.texts).toEqual(before);
  });
});

describe('what is being saved at that moment', () => {
  let open: () => void;
  const hold = () => {
    files.gate = new Promise(resolve => (open = resolve));
  };
  const named = async () => {
    await typeInto(find('.sot-name-form input') as HTMLInputElement, 'Mira');
    await press('Enter');
  };

  test.each([true, false])('ends on an empty sheet, whether it gets there (%j)', async gets => {
    await show(blindWith(), transcriptMime);
    await begin('.sot-scale');
    await fill();
    await submit();
    hold();
    await named();
    expect(state()).toContain('Saving');
    await forget();
    if (!gets) files.refusal = new Refusal('other', 'gone', undefined);
    await act(async () => open());
    expect([chosen(), state()]).toEqual([[], 'Draft not begun']);
    const ratings = [...files.texts.keys()].filter(path => path.includes('/ratings/'));
    expect(ratings).toHaveLength(gets ? 1 : 0);
    expect([Object.keys(storage), store.rater()]).toEqual([[], undefined]);
  });

  test('is no other person’s preference either', async () => {
    await show(pair, pairMime);
    await begin('.sot-prefer');
    await press('3');
    await submit();
    hold();
    await named();
    await forget();
    await act(async () => open());
    expect([chosen(), state()]).toEqual([[], 'Draft not begun']);
  });
});

test('an open preference is emptied as well, with its reason and what could be undone', async () => {
  await show(pair, pairMime);
  await begin('.sot-prefer');
  await press('3');
  await typeInto(find('.sot-why') as HTMLInputElement, 'warmer');
  expect(Object.keys(storage)).toHaveLength(1);
  await forget();
  const reason = () => (find('.sot-why') as HTMLInputElement).value;
  expect([chosen(), reason(), state()]).toEqual([[], '', 'Draft not begun']);
  await press('z', { ctrlKey: true });
  expect([chosen(), reason(), Object.keys(storage)]).toEqual([[], '', []]);
});
