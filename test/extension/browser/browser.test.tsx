// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { wholeFile } from '../../../extension/src/browser/listing';
import { nthEpisode, nthId, nthLine } from '../../support/index-lines';
import { testRun } from '../../support/transcripts';
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

describe('what a list says of models and repeats', () => {
  const run = { id: testRun.id, models: { expert: { model: 'expert-model' } } };
  const rows = () => [...(page.find('.sot-rows')?.querySelectorAll('small') ?? [])];
  const again = { ...nthEpisode(1), id: nthId(9) };

  test('each row names who played whom, the id on hover, and which repeat it is', async () => {
    page.files.write('runs/test/run.json', JSON.stringify(run));
    page.write([nthLine(1), `${JSON.stringify({ version: 1, ...again })}\n`, nthLine(3)]);
    await page.open();
    expect(rows().map(row => row.textContent)).toEqual([
      'Ava (partner-model) & Ben (expert) · 3 turns · repeat 1 of 2',
      'Ava (partner-model) & Ben (expert) · 3 turns · repeat 2 of 2',
      'Ava (expert) & Ben (partner-model) · 5 turns'
    ]);
    expect(rows()[0]?.querySelector('[title]')?.getAttribute('title')).toBe('expert-model');
  });

  test('a blind reader is told neither', async () => {
    page.files.write('runs/test/run.json', JSON.stringify(run));
    page.write([nthLine(1), `${JSON.stringify({ version: 1, ...again })}\n`]);
    await page.open({ isBlind: true, number: 1 });
    expect(rows().map(row => row.textContent)).toEqual([
      'Ava & Ben · 3 turns · talk 1 of 2',
      'Ava & Ben · 3 turns · talk 2 of 2'
    ]);
    expect(page.find('.sot-browser')?.innerHTML).not.toMatch(/expert/);
  });
});

describe('a search', () => {
  const nothing = () => page.find('.sot-nothing');
  const step = (label: string) =>
    act(async () =>
      [...nothing()!.querySelectorAll('button')].find(each => each.textContent === label)!.click()
    );
  const search = (words: string) =>
    typeInto(page.find('.sot-search input') as HTMLInputElement, words);

  test('that finds no name offers to search in the talks, and marks there what it finds', async () => {
    await page.open();
    await search('Word 1 OF talk 2');
    expect(nothing()?.textContent).toContain(
      'No name, task or scenario contains “Word 1 OF talk 2”.'
    );
    await step('Search in the talks too');
    await page.settle();
    expect(nothing()).toBeNull();
    await page.pick(1);
    const marks = [...(page.find('.sot-read')?.querySelectorAll('mark') ?? [])];
    expect(marks.map(mark => mark.textContent)).toEqual(['Word 1 of talk 2']);
  });

  test('takes signs of patterns as they are', async () => {
    await page.open({ id: nthId(1), isBlind: false, number: 1 });
    await search('(.*');
    expect(page.find('mark')).toBeNull();
    await search('HARBOUR.');
    expect(page.find('mark')?.textContent?.toLowerCase()).toBe('harbour.');
  });

  test('that finds nothing anywhere can be cleared', async () => {
    await page.open();
    await search('nobody says this');
    await step('Search in the talks too');
    await page.settle();
    expect(nothing()?.textContent).toContain('nothing that was said, contains “nobody says this”');
    await step('Clear the search');
    expect(page.find('.sot-list-head [role="status"]')?.textContent).toBe('3 episodes');
  });
});

test('filters that let nothing through can be cleared from the empty list', async () => {
  const listing = { filter: { ...wholeFile.filter, set: 'try BC', ending: 'stale', isHard: true } };
  await page.open({ isBlind: false, number: 1, listing: { ...wholeFile, ...listing } });
  expect(page.find('.sot-nothing')?.textContent).toContain('No episode passes the filters.');
  await page.click('.sot-nothing button');
  expect(page.find('.sot-nothing')).toBeNull();
});

test('a set of episodes is filtered by', async () => {
  const listing = { ...wholeFile, filter: { ...wholeFile.filter, set: 'collect BC' } };
  await page.open({ isBlind: false, number: 1, listing });
  expect(page.find('.sot-list-head [role="status"]')?.textContent).toBe('1 of 3 episodes');
  expect((page.find('[aria-label="Set"]') as HTMLSelectElement).value).toBe('collect BC');
});

test('a copied link keeps the pair', async () => {
  await page.open({ id: nthId(1), beside: nthId(8), isBlind: false, number: 1 });
  expect(page.linked.at(-1)).toMatchObject({ id: nthId(1), beside: nthId(8) });
});

describe('the sheet', () => {
  const matter = () =>
    [...(page.find('.sot-sheet')?.querySelectorAll('.sot-matter') ?? [])].map(
      each => each.textContent
    );

  test('has the goals and secrets that its scales are about, also blind', async () => {
    await page.open({ id: nthId(1), isBlind: true, number: 1 });
    const { cast } = nthEpisode(1);
    const [first, second] = cast.map(({ secret }) => secret);
    const goals = [...(page.find('.sot-cast')?.querySelectorAll('[id$="goal"] p') ?? [])];
    const [mine, yours] = goals.map(each => each.textContent);
    expect(matter()).toEqual([first, mine, second, yours]);
    const goal = page.find('.sot-sheet [role="radiogroup"][aria-label^="Goal"]');
    const description = document.getElementById(goal?.getAttribute('aria-describedby') ?? '');
    expect(description?.textContent).toBe(mine);
  });
});
