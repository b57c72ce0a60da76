// @vitest-environment jsdom
import { act, type ReactElement } from 'react';
import type { Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { liveSettings } from '../../extension/src/live-settings';
import type { PreferenceStore } from '../../extension/src/preference-store';
import type { RatingStore } from '../../extension/src/rating-store';
import { viewOf } from '../../extension/src/view';
import { hostilePayloads } from '../support/hostile-payloads';
import { blindWith, openWith } from '../support/transcripts';
import { closePage, openPage } from './react-page';

const settings = liveSettings();
let page: HTMLElement;
let root: Root;
const asked: string[] = [];
const none = (name: string) => () => {
  asked.push(name);
  return undefined;
};

/** A store that has nothing, and notes every wish to write. */
const store: RatingStore = {
  drafted: () => [],
  countDrafts: () => 0,
  onRated: () => () => undefined,
  onDrafts: () => () => undefined,
  rater: () => undefined,
  nameRater: name => ({ id: 'x', name }),
  draft: () => undefined,
  keepDraft: () => (asked.push('keepDraft'), true),
  dropDraft: none('dropDraft'),
  forget: none('forget'),
  onForget: () => () => undefined,
  saved: async () => undefined,
  handIn: async () => Promise.reject(new Error('no')),
  judge: async () => undefined
};

/** The same for pairs. */
const preferences: PreferenceStore = {
  rater: () => undefined,
  onDrafts: () => () => undefined,
  onForget: () => () => undefined,
  nameRater: name => ({ id: 'x', name }),
  draft: () => undefined,
  keepDraft: () => (asked.push('keepDraft'), true),
  dropDraft: none('dropDraft'),
  saved: async () => undefined,
  handIn: async () => Promise.reject(new Error('no'))
};

beforeEach(() => {
  ({ page, root } = openPage());
  asked.length = 0;
});
afterEach(() => closePage({ page, root }));

async function shown(payload: unknown): Promise<HTMLElement> {
  const view: ReactElement = viewOf(payload, { store, preferences, settings });
  await act(async () => root.render(view));
  return page;
}

const texts = (selector: string) =>
  [...page.querySelectorAll(selector)].map(element => element.textContent);

describe('an episode', () => {
  test('shows scenario, people, turns with their numbers, and why it ended', async () => {
    const { textContent } = await shown(openWith());
    expect(textContent).toContain('Two neighbours stand at the bus stop');
    expect(texts('.sot-cast h3')).toEqual(['Noor Haddad', 'Tomasz Wilk']);
    expect(texts('.sot-tie')).toEqual(['know each other by name']);
    expect(texts('.sot-no')).toEqual(Array.from({ length: 12 }, (_, i) => String(i + 1)));
    expect(texts('.sot-end p')[0]).toBe(
      'Ended after 12 turns: Tomasz left, so fewer than two were there.'
    );
    expect(texts('.sot-cast code')).toEqual(['expert-model', 'partner-model']);
  });

  test('gives each kind of turn its own form', async () => {
    await shown(openWith());
    const forms = ['.sot-said', '.sot-seen', '.sot-done', '.sot-turn--quiet', '.sot-turn--left'];
    expect(forms.map(form => page.querySelectorAll(form).length)).toEqual([7, 2, 1, 2, 1]);
    expect(texts('.sot-turn--quiet .sot-who > span:not(.sot-face):not(.sot-thumbs)')).toEqual([
      'Tomasz says nothing',
      'Tomasz leaves the conversation'
    ]);
  });

  test('folds background, goal and secret; a blind one has no secret, model or mark', async () => {
    await shown(openWith());
    expect(texts('.sot-fact')).toHaveLength(6);
    expect(page.querySelectorAll('.sot-fact-text:not([hidden])')).toHaveLength(0);
    await act(async () => page.querySelector<HTMLElement>('.sot-fact')?.click());
    expect(texts('.sot-fact-text:not([hidden]) p')).toEqual([openWith().seats[0].background]);
    await act(async () => root.render(viewOf(blindWith(), { store, preferences, settings })));
    expect(page.textContent).not.toMatch(/expert-model|repaired|collect BC/);
  });

  test('unfolds the raw text of a repaired call on demand', async () => {
    await shown(openWith());
    expect(page.querySelector('.sot-tries')).toBeNull();
    await act(async () => page.querySelector<HTMLElement>('.sot-call')?.click());
    expect(texts('.sot-tries pre')).toEqual(['Sure! Noor would say: {"action_type": "speak"']);
  });

  test.each([
    '<b>bold</b>',
    '<script>window.ran = 1</script>',
    '{goal}',
    'שלום',
    '🚗',
    '&amp;',
    '%1'
  ])('shows %s as it is written', async text => {
    await shown(blindWith({ turns: [{ seat: 0, kind: 'speak', text }], ending: 'turn limit' }));
    expect(texts('.sot-said')).toEqual([text]);
    expect(page.querySelectorAll('.sot-turns b, .sot-turns script')).toHaveLength(0);
  });

  test('draws a very long text only when somebody asks for it', async () => {
    const text = 'long '.repeat(200_000);
    await shown(blindWith({ turns: [{ seat: 0, kind: 'speak', text }], ending: 'turn limit' }));
    expect(page.querySelector('.sot-said')?.textContent?.length).toBeLessThan(9_000);
    await act(async () => page.querySelector<HTMLElement>('.sot-said button')?.click());
    expect(page.querySelector('.sot-said')?.textContent).toBe(text);
  });

  test('without a known run it cannot be rated', async () => {
    await shown(openWith({ run: undefined }));
    expect(page.querySelector('.sot-bar')).toBeNull();
  });

  test('writes nothing before somebody does something', async () => {
    await shown(blindWith());
    expect(asked).toEqual([]);
  });
});

describe('a scale', () => {
  const scale = () => page.querySelector<HTMLElement>('[data-sot-place="scale 1 6"]')!;
  const chosen = () =>
    [...scale().querySelectorAll('[aria-checked="true"]')].map(each => each.textContent);

  test('starts without a choice and is named for a screen reader', async () => {
    await shown(blindWith());
    expect(page.querySelectorAll('[role="radiogroup"]')).toHaveLength(14);
    expect(page.querySelectorAll('[aria-checked="true"]')).toHaveLength(0);
    expect(scale().getAttribute('aria-label')).toBe('Goal, Tomasz, 0 to 10');
    expect(scale().querySelector('[role="radio"]:nth-child(8)')?.getAttribute('aria-label')).toBe(
      '7, more than half reached'
    );
    expect(scale().querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  });

  test('takes a click, a digit, and undo with Ctrl+Z', async () => {
    await shown(blindWith());
    await act(async () =>
      scale().querySelector<HTMLElement>('[role="radio"]:nth-child(5)')?.click()
    );
    expect(chosen()).toEqual(['4']);
    expect(document.activeElement?.textContent).toBe('4');
    await press('7');
    expect(chosen()).toEqual(['7']);
    await press('z', { ctrlKey: true });
    expect(chosen()).toEqual(['4']);
    expect(asked).toContain('keepDraft');
  });

  test('says what is outside of its range, and what Submit still misses', async () => {
    await shown(blindWith());
    const signed = page.querySelector<HTMLElement>('[data-sot-place="scale 0 1"] [tabindex="0"]');
    await act(async () => signed?.focus());
    await press('7');
    expect(texts('.sot-part [role="status"]')).toEqual(['7 is outside −5 to +5']);
    await press('Enter', { ctrlKey: true });
    expect(texts('.sot-part [role="status"]')).toEqual(['Believability, Noor is open; 14 left']);
  });

  async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    await act(async () => void document.activeElement?.dispatchEvent(event));
  }
});

describe('a hostile payload', () => {
  test.each(hostilePayloads)('%s is a text or a clear error', async (_, payload) => {
    const { textContent } = await shown(payload);
    const isEpisode = page.querySelector('.sot-turns') !== null;
    const isError = page.querySelector('[role="alert"] details') !== null;
    expect([isEpisode, isError].filter(Boolean)).toHaveLength(1);
    if (isError) expect(textContent).toMatch(/expected .+, got /);
    expect(page.querySelectorAll('script, img, iframe, [onerror], [onload]')).toHaveLength(0);
    expect('ran' in window).toBe(false);
    expect(asked).toEqual([]);
  });
});
