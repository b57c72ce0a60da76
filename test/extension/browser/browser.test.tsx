// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nthId, nthLine } from '../../support/index-lines';
import { press, typeInto } from '../typing';
import { BrowserPage } from './browser-page';

let page: BrowserPage;
beforeEach(() => (page = new BrowserPage([1, 2, 3].map(nthLine))));
afterEach(() => page.close());

const shown = () => page.find('.sot-head code')?.textContent;
const forget = () => act(async () => page.store.forget());

/** Fills the sheet of an episode and submits it. */
async function rate(position: number): Promise<void> {
  await page.pick(position);
  await page.click('.sot-bar button');
  await act(async () => page.find('.sot-scale[tabindex="0"], .sot-scale [tabindex="0"]')?.focus());
  for (let i = 0; i < 14; i++) for (const key of ['0', 'Enter']) await press(key);
  await press('Enter', { ctrlKey: true });
}

async function giveName(name: string): Promise<void> {
  await typeInto(page.find('.sot-name-form input') as HTMLInputElement, name);
  await press('Enter');
  await page.settle();
}

describe('when its reader wants to be forgotten', () => {
  test('no row is ticked, and the next person finds what belongs to that name', async () => {
    page.files.write(`runs/test/ratings/${nthId(3)}/ben-iiii.json`, '{}');
    await page.open();
    await rate(2);
    await giveName('Ann');
    expect([page.ticked, shown()]).toEqual([[2], nthId(3)]);
    page.files.write(`runs/test/ratings/${nthId(2)}/ann-iiii.json`, '{}');
    await forget();
    await page.settle();
    expect(page.ticked).toEqual([]);
    await rate(1);
    await giveName('Ben');
    expect([page.ticked, shown()]).toEqual([[1, 3], nthId(2)]);
  });

  test('what is being saved at that moment ticks nothing', async () => {
    await page.open();
    await rate(2);
    let open = () => undefined as void;
    page.written.gate = new Promise(resolve => (open = resolve));
    await giveName('Ann');
    await forget();
    await act(async () => open());
    await page.settle();
    expect([...page.written.texts.keys()].filter(path => path.includes('/ann-'))).toHaveLength(1);
    expect(page.ticked).toEqual([]);
  });
});

test.each([
  ['an empty one', [], 0],
  ['one whose lines are all broken', ['{\n', 'x\n'], 2]
])('a file without episodes, %s, says so and shows why', async (_, lines, skipped) => {
  page.write(lines);
  await page.open();
  expect(page.find('.sot-empty')?.textContent).toBe('This file has no episodes.');
  expect(page.find('.sot-skipped')?.querySelectorAll('li') ?? []).toHaveLength(skipped);
  expect(page.find('.sot-skipped[open]') !== null).toBe(skipped > 0);
});

test('broken lines beside episodes are folded', async () => {
  page.write([nthLine(1), '{\n']);
  await page.open();
  expect(page.find('.sot-empty')?.textContent).toBe('Pick an episode to read it.');
  expect([page.find('.sot-skipped') !== null, page.find('.sot-skipped[open]')]).toEqual([
    true,
    null
  ]);
});

test('a second line of one id is not listed but named, with where it stands', async () => {
  page.write([nthLine(1), nthLine(2), nthLine(1)]);
  await page.open();
  expect(page.find('.sot-list-head [role="status"]')?.textContent).toBe('2 episodes');
  const [named] = page.find('.sot-skipped')?.querySelectorAll('li') ?? [];
  expect(named?.textContent).toMatch(/^Byte [\d,. ]+ .*expected an id that no line before has/);
});

describe('a file that is written again while it is open', () => {
  const lines = Array.from({ length: 400 }, (_, i) => nthLine(i + 1));
  const outside = 100; // of the parts that the checksum of so many lines is made of
  const louder = (line: string) => line.replaceAll('Word', 'WORD');
  const said = () => page.find('.sot-read .sot-said')?.textContent;
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  const rewrite = async (...changed: number[]) => {
    page.write(lines.map((line, i) => (changed.includes(i + 1) ? louder(line) : line)));
    await pass(2000);
    await page.settle();
  };

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    page.write(lines);
    await page.open({ id: nthId(outside), isBlind: false, number: 1 });
    await pass(100); // what is beside it is read ahead
  });
  afterEach(() => void vi.useRealTimers());

  test('tells the new words of the open talk, though it is as long as before', async () => {
    expect(said()).toContain('Word 0 of talk 100');
    await rewrite(outside);
    expect(said()).toContain('WORD 0 of talk 100');
  });

  test('tells the new words of the talk beside it, which was read ahead', async () => {
    await rewrite(outside + 1);
    expect(said()).toContain('Word 0 of talk 100');
    await press('ArrowDown', {}, page.find('[role="listbox"]'));
    await page.settle();
    expect(said()).toContain('WORD 0 of talk 101');
  });

  test('finds a talk that has moved, also for the second time', async () => {
    const swapped = (a: number, b: number) =>
      lines.map((line, i) => (i === a - 1 ? lines[b - 1]! : i === b - 1 ? lines[a - 1]! : line));
    for (const other of [118, 109]) {
      page.write(swapped(outside, other));
      await pass(2000);
      await page.settle();
      await page.settle();
      expect([shown(), said()]).toEqual([nthId(outside), expect.stringContaining('talk 100')]);
      expect(page.find('.sot-read-head')?.textContent).toContain(`${other} of 400`);
    }
  });

  test('leaves a talk that is the same, and its sheet, as they are', async () => {
    await page.click('.sot-bar button');
    await act(async () => page.find('.sot-scale [tabindex="0"]')?.focus());
    await press('3');
    const talk = page.find('.sot-read article');
    await rewrite(outside + 1);
    expect(page.find('.sot-read article')).toBe(talk);
    expect(page.find('[aria-checked="true"]')?.textContent).toBe('3');
  });

  test('leaves the open talk where it is while the server does not answer', async () => {
    const { files } = page;
    const stream = files.stream.bind(files);
    let refused = 0;
    vi.spyOn(files, 'stream').mockImplementation((path, from, to, signal) => {
      const isTalk = to > from && to - from < 1 << 16; // and no part of the checksum
      if (isTalk) throw new Error(`refused: ${++refused}`);
      return stream(path, from, to, signal);
    });
    const talk = page.find('.sot-read article');
    await rewrite(outside);
    expect(refused).toBeGreaterThan(0);
    expect(page.find('.sot-read article')).toBe(talk);
  });
});

describe('comparing', () => {
  beforeEach(() => page.write([1, 8, 2].map(nthLine))); // the first two are of one task
  const compared = () => page.find('.sot-read .sot-compare') !== null;

  test('is part of the place where its reader is, and comes back with it', async () => {
    await page.open();
    await page.pick(1);
    await page.click('.sot-read-head .sot-chip');
    expect(page.places.at(-1)).toMatchObject({ id: nthId(1), beside: '' });
    await page.pick(1);
    expect(compared()).toBe(true);
    const place = page.places.at(-1)!;
    expect(place).toMatchObject({ id: nthId(1), beside: nthId(8) });
    await page.open({ id: nthId(2), isBlind: false, number: 1 });
    expect([compared(), page.places.at(-1)?.beside]).toEqual([false, undefined]);
    await page.open({ ...place, number: 2 });
    expect(compared()).toBe(true);
  });
});

test('counts are told alike wherever they stand', async () => {
  page.write(Array.from({ length: 1200 }, (_, i) => nthLine(i + 1)));
  await page.open({ id: nthId(1001), isBlind: false, number: 1 });
  expect(page.find('.sot-list-head')?.textContent).toContain('1,200 episodes');
  expect(page.find('.sot-read-head')?.textContent).toContain('1,001 of 1,200');
});
