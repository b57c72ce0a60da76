// @vitest-environment jsdom
import { act } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shelfOf } from '../../extension/src/kept-draft';
import { liveSettings } from '../../extension/src/live-settings';
import { preferenceStore } from '../../extension/src/preference-store';
import { ratingStore } from '../../extension/src/rating-store';
import { viewOf } from '../../extension/src/view';
import { english } from '../../extension/src/words';
import { MemoryFiles } from './memory-files';
import { memoryStorage } from './memory-storage';
import { blindWith, openWith } from '../support/transcripts';
import { closePage, openPage } from './react-page';

const shelf = shelfOf(memoryStorage(), 'x:');
const made = { files: new MemoryFiles(), shelf, hubUser: '', words: english, chance: () => 0.5 };
const store = ratingStore(made);
const parts = { store, preferences: preferenceStore(made, store), settings: liveSettings() };
let page: HTMLElement;
let root: Root;

beforeEach(() => {
  ({ page, root } = openPage());
});
afterEach(() => closePage({ page, root }));

const shown = (payload: unknown) => act(async () => root.render(viewOf(payload, parts)));
const texts = (selector: string) =>
  [...page.querySelectorAll(selector)].map(element => element.textContent);

test('marks repaired calls, failed ones and silence by rule, each with its raw text on demand', async () => {
  const tried = (reason: string, reply: string) => ({ attempts: [{ reason, reply }] });
  await shown(
    openWith({
      turns: [
        { seat: 0, kind: 'speak', text: 'Hi', ...tried('repaired: closed the JSON', 'RAW 1') },
        { seat: 1, kind: 'speak', text: 'Hi', ...tried('the server said 500', 'RAW 2') },
        { seat: 0, kind: 'none', invalid: true, ...tried('no action', 'RAW 3') },
        { seat: 1, kind: 'none' }
      ],
      ending: 'stale'
    })
  );
  const marks = [...page.querySelectorAll('.sot-turn')].map(turn =>
    [...turn.querySelectorAll('.sot-mark')].map(mark => mark.textContent.trim())
  );
  expect(marks).toEqual([
    ['repaired call'],
    ['failed call'],
    ['silent by rule', 'failed call'],
    []
  ]);
  await act(async () =>
    page.querySelectorAll<HTMLElement>('.sot-call').forEach(mark => mark.click())
  );
  expect(texts('.sot-tries pre')).toEqual(['RAW 1', 'RAW 2', 'RAW 3']);
  expect(texts('.sot-end dl div').slice(2)).toEqual(['repaired1', 'failed2', 'silent by rule1']);
});

test('says which of the two a person played, and to a blind reader nothing of it', async () => {
  await shown(openWith({ human: 1, models: ['expert-model', 'human'] }));
  expect(texts('.sot-person > div:nth-child(2) > div:nth-child(3)')).toEqual([
    'expert-model',
    'played by a person'
  ]);
  await shown(blindWith());
  expect(page.textContent).not.toContain('played by');
});

test('of a thousand turns none is missing once it is drawn', async () => {
  const said = Array.from({ length: 1000 }, (_, i) => ({
    ...{ seat: 0 as const, kind: 'speak' as const },
    text: `word ${i}`
  }));
  await shown(blindWith({ turns: said }));
  expect(texts('.sot-said')).toEqual(said.map(({ text }) => text));
});

test('what a model thought is folded beside its turn until somebody asks for it', async () => {
  const thoughts = 'If I offer half,\nshe may agree.';
  await shown(
    openWith({ turns: [{ seat: 0, kind: 'speak', text: 'Half?', thoughts }], ending: 'stale' })
  );
  expect(page.textContent).not.toContain('she may agree');
  const button = page.querySelector<HTMLButtonElement>('.sot-call')!;
  expect([button.textContent, button.getAttribute('aria-expanded')]).toEqual(['thoughts', 'false']);
  await act(async () => button.click());
  expect(texts('.sot-thoughts')).toEqual([thoughts]);
  await act(async () => button.click());
  expect(texts('.sot-thoughts')).toEqual([]);
});
