// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shelfOf } from '../../extension/src/kept-draft';
import { liveSettings } from '../../extension/src/live-settings';
import { preferenceStore } from '../../extension/src/preference-store';
import { ratingStore } from '../../extension/src/rating-store';
import { viewOf } from '../../extension/src/view';
import { english } from '../../extension/src/words';
import { parsePreferenceFile, preferencePath } from '../../kernel-lib/src/rating/study';
import { pairMime, type Pair } from '../../kernel-lib/src/transcript/schema';
import { hostilePayloads } from '../support/hostile-payloads';
import { blindWith, openWith, testRun } from '../support/transcripts';
import { MemoryFiles } from './memory-files';
import { memoryStorage } from './memory-storage';
import { press, typeInto } from './typing';
import { closePage, openPage } from './react-page';

const [low, high] = ['episode-0000000000000001', 'episode-0000000000000002'] as const;
const shorter = blindWith().turns.slice(0, 9);
const pair: Pair = {
  version: 1,
  episodes: [blindWith({ episode: high }), blindWith({ episode: low, turns: shorter })]
};
const path = `runs/test/${preferencePath([low, high], 'mira')}`;

let page: HTMLElement;
let root: Root;
let files: MemoryFiles;
let storage: Storage;
const settings = liveSettings();

beforeEach(() => {
  files = new MemoryFiles();
  files.texts.set('runs/test/run.json', JSON.stringify({ id: testRun.id }));
  storage = memoryStorage();
  ({ page, root } = openPage());
});
afterEach(async () => {
  await closePage({ page, root });
  settings.set({});
});

async function shown(payload: unknown): Promise<void> {
  const words = english;
  const parts = { files, shelf: shelfOf(storage, 'x:'), hubUser: 'mira', words, chance: () => 0.5 };
  const store = ratingStore(parts);
  const view = viewOf(
    payload,
    { store, preferences: preferenceStore(parts, store), settings },
    pairMime
  );
  await act(async () => root.render(view));
}

async function reopened(payload: unknown): Promise<void> {
  await act(async () => root.unmount());
  root = createRoot(page);
  await shown(payload);
}

const typeReason = (text: string) =>
  typeInto(page.querySelector<HTMLInputElement>('.sot-answer .sot-why')!, text);
const begin = () =>
  act(async () => page.querySelector<HTMLElement>('.sot-prefer [tabindex="0"]')?.focus());
const chosen = () => page.querySelector('.sot-prefer [aria-checked="true"]')?.textContent;
const state = () => page.querySelector('[data-sot-state]')?.getAttribute('data-sot-state');
const saved = () => parsePreferenceFile(files.texts.get(path)!);
const texts = (selector: string) =>
  [...page.querySelectorAll(selector)].map(each => each.textContent);

describe('two episodes', () => {
  test('stand turn beside turn, and the shorter one says at its end why it ended', async () => {
    await shown(pair);
    const rows = [...page.querySelectorAll('.sot-compare tbody tr')];
    const cells = [...Array.from({ length: 10 }, () => 2), 1, 1, 1];
    expect(rows.map(row => row.querySelectorAll('td').length)).toEqual(cells);
    expect(texts('.sot-spine').slice(1, 4)).toEqual(['1', '2', '3']);
    const over = page.querySelector('.sot-over');
    expect(over?.getAttribute('rowspan')).toBe('4');
    expect(over?.textContent).toContain('Ended after 9 turns');
  });

  test('have their people once where they are the same, else each its own', async () => {
    await shown(pair);
    expect(texts('.sot-cast h3')).toEqual(['Noor Haddad', 'Tomasz Wilk']);
    const [a, b] = pair.episodes;
    const task = { ...b.task, scenario: 'Ida waits.' };
    const other = { ...b, task, seats: [{ ...b.seats[0], name: 'Ida Berg' }, b.seats[1]] };
    await shown({ ...pair, episodes: [a, other] });
    expect(texts('.sot-cast h3').join()).toBe('Noor Haddad,Tomasz Wilk,Ida Berg,Tomasz Wilk');
    expect(texts('.sot-cast-name')).toEqual([`A · ${a.task.scenario}`, 'B · Ida waits.']);
  });

  test('show no model to a blind reader, and to another which model played where', async () => {
    await shown(pair);
    expect(texts('.sot-cast code')).toEqual([]);
    const open = [openWith(), openWith({ episode: high, models: ['bc-model', 'partner-model'] })];
    await shown({ version: 1, episodes: open });
    expect(texts('.sot-cast code')).toEqual(['expert-model', 'bc-model', 'partner-model']);
    expect(texts('.sot-cast .sot-small').join()).toContain('A expert-model · B bc-model');
    expect(texts('.sot-compare .sot-col .sot-small').join()).toContain('bc-model & partner-model');
  });

  test('without a known run are shown, and nothing is asked', async () => {
    await shown({ ...pair, episodes: pair.episodes.map(each => ({ ...each, run: undefined })) });
    expect(page.querySelector('.sot-compare')).not.toBeNull();
    expect(page.querySelector('.sot-prefer')).toBeNull();
  });
});

describe('a preference', () => {
  test.each([
    ['1', 'A'],
    ['2', 'tie'],
    ['3', 'B']
  ] as const)('%s and Ctrl+Enter save %s with the order shown', async (key, better) => {
    await shown(pair);
    await begin();
    expect(chosen()).toBeUndefined();
    await press(key);
    await typeReason('1 2 3 r');
    await press('Enter', { ctrlKey: true });
    expect(state()).toBe('saved');
    expect(saved()).toMatchObject({ run: testRun.id, episodes: [low, high] });
    expect(saved().handedIn).toMatchObject([
      { better, shown: [high, low], blind: true, reason: '1 2 3 r' }
    ]);
  });

  test('is there after reopening, also where the two stand the other way round', async () => {
    await shown(pair);
    await begin();
    await press('1');
    await press('Enter', { ctrlKey: true });
    await reopened(pair);
    expect([state(), chosen()]).toEqual(['saved', 'A is better']);
    await reopened({ ...pair, episodes: [...pair.episodes].reverse() });
    expect([state(), chosen()]).toEqual(['saved', 'B is better']);
  });

  test('can be changed; the earlier answer is kept', async () => {
    await shown(pair);
    await begin();
    await press('1');
    await press('Enter', { ctrlKey: true });
    await press('3');
    expect(chosen()).toBe('A is better');
    await act(async () => page.querySelector<HTMLElement>('.sot-bar .sot-button')?.click());
    await press('3'); // the choices have the focus
    await press('Enter', { ctrlKey: true });
    expect(saved().handedIn.map(each => each.better)).toEqual(['A', 'B']);
  });

  test('as a draft survives reopening, and is gone once saved', async () => {
    await shown(pair);
    await begin();
    await press('3');
    await reopened(pair);
    expect([state(), chosen()]).toEqual(['draft', 'B is better']);
    await begin();
    await press('Enter', { ctrlKey: true });
    expect(Object.keys(storage).filter(key => key.includes('preference'))).toEqual([]);
  });

  test('lacks its choice: Ctrl+Enter says so and saves nothing', async () => {
    await shown(pair);
    await begin();
    await press('Enter', { ctrlKey: true });
    expect(texts('.sot-part [role="status"]')).toEqual(['Choose A, B or no difference']);
    expect(files.texts.size).toBe(1);
  });

  test('lacks its reason where the settings require one', async () => {
    await shown(pair);
    await act(async () => settings.set({ reasonsRequired: true }));
    await begin();
    await press('2');
    await press('Enter', { ctrlKey: true });
    expect(texts('.sot-part [role="status"]')).toEqual(['A reason is missing']);
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Reason');
  });
});

describe('a hostile pair', () => {
  test.each(hostilePayloads)('with %s in it is a text or a clear error', async (_, payload) => {
    await shown({ version: 1, episodes: [payload, blindWith({ episode: high })] });
    const isPair = page.querySelector('.sot-compare') !== null;
    const isError = page.querySelector('[role="alert"] details') !== null;
    expect([isPair, isError].filter(Boolean)).toHaveLength(1);
    expect(page.querySelectorAll('script, img, iframe, [onerror], [onload]')).toHaveLength(0);
    expect(files.texts.size).toBe(1);
  });
});
