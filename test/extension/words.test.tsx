// @vitest-environment jsdom
import { act, type ReactElement } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Browser } from '../../extension/src/browser/browser';
import type { LargeFiles } from '../../extension/src/browser/files';
import { shelfOf } from '../../extension/src/kept-draft';
import { liveSettings } from '../../extension/src/live-settings';
import { preferenceStore } from '../../extension/src/preference-store';
import { ratingStore } from '../../extension/src/rating-store';
import { viewOf } from '../../extension/src/view';
import { english, WordsContext, type Words } from '../../extension/src/words';
import { pairMime, transcriptMime, type Transcript } from '../../kernel-lib/src/transcript/schema';
import { withDialogs } from './dialogs';
import { MemoryFiles } from './memory-files';
import { memoryStorage } from './memory-storage';
import { press, typeInto } from './typing';
import { nthEpisode } from '../support/index-lines';
import { ratingWith } from '../support/ratings';
import { blindWith, openWith, testRun } from '../support/transcripts';
import { closePage, openPage } from './react-page';

/** A language in which every translated text stands in brackets. */
const words: Words = { __: (text, ...values) => `⟦${english.__(text, ...values)}⟧` };
const settings = liveSettings();
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

function parts() {
  const made = { files, shelf: shelfOf(memoryStorage(), 'x:'), hubUser: '', words };
  const store = ratingStore({ ...made, chance: () => 0.5 });
  const preferences = preferenceStore({ ...made, chance: () => 0.5 }, store);
  return { store, preferences, settings };
}

const draw = (element: ReactElement) =>
  act(async () =>
    root.render(<WordsContext.Provider value={words}>{element}</WordsContext.Provider>)
  );

/** The same without a Latin letter in anything that is not ours: what is left is untranslated. */
function foreign<T extends Transcript>(transcript: T): T {
  const kept =
    /^(version|run|id|folder|kind|blind|ending|relationship|episode|transcript|models|tag)$/;
  const turned = (key: string, value: unknown) =>
    typeof value === 'string' && !kept.test(key) ? value.replace(/[a-z]/gi, 'λ') : value;
  return JSON.parse(JSON.stringify(transcript, turned)) as T;
}

/** What is shown or said outside of the brackets, but for names of files, models and keys. */
function untranslated(): string[] {
  const copy = page.cloneNode(true) as HTMLElement;
  for (const data of copy.querySelectorAll('code, kbd, .sot-end dd, pre')) data.remove();
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (walker.nextNode()) found.push(walker.currentNode.textContent!);
  for (const element of copy.querySelectorAll('*'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      found.push(element.getAttribute(name) ?? '');
  return found.filter(text => /[a-z]{2}/i.test(withoutBrackets(text)));
}

function withoutBrackets(text: string): string {
  const rest = text.replace(/⟦[^⟦⟧]*⟧/g, '');
  if (rest !== text) return withoutBrackets(rest);
  return rest.replace(/^[^⟦]*⟧|⟦[^⟧]*$/g, ''); // a name in bold parts one text in two
}

const click = (selector: string) =>
  act(async () => page.querySelectorAll<HTMLElement>(selector).forEach(each => each.click()));

test('an open episode with everything unfolded', async () => {
  await draw(viewOf(foreign(openWith({ human: 0 })), parts()));
  await click('.sot-fact, .sot-call, .sot-bar .sot-button');
  await click('.sot-button--icon[aria-expanded]');
  expect(page.querySelectorAll('.sot-tries, .sot-keys, .sot-rate')).toHaveLength(3);
  expect(untranslated()).toEqual([]);
});

test('a sheet from its first key to the judge beside it', async () => {
  const rating = ratingWith({
    episode: blindWith().episode,
    transcript: blindWith().transcript,
    seats: [{}, {}]
  });
  files.texts.set('runs/test/ratings.jsonl', `${JSON.stringify(rating)}\n`);
  await draw(viewOf(foreign(blindWith()), parts()));
  await act(async () => page.querySelector<HTMLElement>('.sot-root')?.focus());
  await press('Enter');
  await press('0');
  await press('9');
  await press('Enter', { ctrlKey: true });
  for (let i = 0; i < 13; i++) {
    await press('c');
    await press('Enter');
  }
  expect(untranslated()).toEqual([]);
  await press('s');
  expect(untranslated()).toEqual([]);
  await press('Escape');
  await act(async () => page.querySelector<HTMLElement>('.sot-scale [tabindex="0"]')?.focus());
  await press('Enter', { ctrlKey: true });
  expect(untranslated()).toEqual([]);
  await typeInto(document.activeElement as HTMLInputElement, 'λ');
  await press('Enter');
  expect(page.querySelector('[data-sot-state="saved"]')).not.toBeNull();
  expect(untranslated()).toEqual([]);
});

test('two episodes beside each other', async () => {
  const episodes = [foreign(blindWith()), foreign(blindWith({ episode: 'episode-2' }))];
  await draw(viewOf({ version: 1, episodes }, parts(), pairMime));
  expect(page.querySelectorAll('.sot-compare')).toHaveLength(1);
  expect(untranslated()).toEqual([]);
});

test.each(['too few characters', 'stale', 'turn limit'] as const)('an ending: %s', async ending => {
  await draw(viewOf(foreign(openWith({ ending })), parts(), transcriptMime));
  expect(untranslated()).toEqual([]);
});

test('the browser of a file', async () => {
  const lines = [3, 10, 4].map(n => `${JSON.stringify({ version: 1, ...nthEpisode(n) })}\n`);
  const bytes = new TextEncoder().encode(`${lines.join('')}torn\n`);
  const large: LargeFiles = {
    state: async path =>
      path.endsWith('episodes.jsonl') ? { size: bytes.length, modified: '' } : undefined,
    text: async () => undefined,
    stream: async function* (_, from, to) {
      yield bytes.slice(from, to);
    },
    names: async () => []
  };
  const where = {
    path: 'ρ/episodes.jsonl',
    linkTo: () => '#',
    copy: () => undefined,
    onPlace: () => undefined
  };
  const asked = { id: nthEpisode(3).id, isBlind: false, number: 1 };
  await draw(
    <Browser {...parts()} {...where} files={large} isVisible={() => true} asked={asked} />
  );
  await expect.poll(() => page.querySelector('.sot-compare, .sot-turns')).not.toBeNull();
  for (const data of page.querySelectorAll('option, .sot-read article, .sot-tools h2, li bdi'))
    if (!data.textContent.includes('⟦')) data.remove();
  page
    .querySelectorAll('article article, .sot-item bdi, .sot-item b')
    .forEach(each => each.remove());
  expect(untranslated().filter(text => !/^Meeting|ferry|episodes\.jsonl/.test(text))).toEqual([]);
});
