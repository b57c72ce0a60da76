import { describe, expect, test } from 'vitest';
import { noFilter, type Filter } from '../../../extension/src/browser/catalogue';
import { wholeFile, type Listing } from '../../../extension/src/browser/listing';
import { pageAddress } from '../../../extension/src/browser/page-address';
import { fragmentOf, placeIn } from '../../../extension/src/browser/place';

test.each([
  [{ id: 'episode-1', isBlind: false }, '#episode=episode-1'],
  [{ id: 'a&b=c#d é', isBlind: true }, '#episode=a%26b%3Dc%23d%20%C3%A9&blind=1'],
  [{ id: undefined, isBlind: true }, '#blind=1'],
  [{ id: 'a', beside: 'b c', isBlind: false }, '#episode=a&beside=b%20c'],
  [{ id: 'a', beside: '', isBlind: true }, '#episode=a&beside=&blind=1']
])('a place %j is written and read as %s', (place, fragment) => {
  expect(fragmentOf(place)).toBe(fragment);
  expect(placeIn(fragment)).toEqual(place);
});

test.each([
  '',
  '#',
  '#cell-id=7',
  '#beside=a',
  '#%E0%A4%A',
  '#order=file',
  '#rated=maybe&dimension=7'
])('%j names no place', fragment => {
  expect(placeIn(fragment)).toBeUndefined();
});

describe('what is listed', () => {
  const filter: Filter = {
    ...{
      words: 'rent & <b>',
      task: 'a_b',
      model: 'm/1',
      set: 'try BC+SR',
      ending: 'leave',
      isHard: true
    },
    ...{ rated: 'no', hasRepairs: true, dimension: 6, low: -2.5, high: 0 }
  };

  test.each<Listing>([
    { filter, order: 'goal down' },
    { filter: { ...noFilter, dimension: 0 }, order: 'file' },
    { filter: noFilter, order: 'turns' }
  ])('is part of a place: %j', listing => {
    const place = { id: 'episode-1', isBlind: false, listing };
    expect(placeIn(fragmentOf(place))).toEqual(place);
  });

  test('takes no room where all is listed as it stands in the file', () => {
    const fragment = fragmentOf({ id: 'episode-1', isBlind: false, listing: wholeFile });
    expect(fragment).toBe('#episode=episode-1');
    expect(placeIn(fragment)?.listing).toBeUndefined();
  });

  test('asks for nothing where an address is wrong', () => {
    const wrong = '#task=a&rated=maybe&isHard=yes&dimension=6.5&low=x&high=Infinity&order=best';
    expect(placeIn(wrong)?.listing).toEqual({ filter: { ...noFilter, task: 'a' }, order: 'file' });
  });
});

describe('the address of a page', () => {
  const pageAt = (href: string) => {
    const location = new URL(href);
    const shown: string[] = [];
    const history = {
      state: null,
      replaceState: (_: unknown, __: string, to: string) => shown.push(to)
    };
    const events = new EventTarget();
    const addEventListener = events.addEventListener.bind(events);
    const window = { location, history, addEventListener } as unknown as Window;
    const router = {
      navigate: (path: string, _?: { skipRouting?: boolean; hard?: boolean }) => {
        location.href = new URL(path, location).href;
      }
    };
    const addressOf = (path: string) => `/hub/lab/workspaces/a/tree/${path}`;
    const parts = { window, router, base: 'http://lab/hub/', app: 'lab/tree', addressOf };
    const goTo = (hash: string) => {
      location.hash = hash;
      events.dispatchEvent(new Event('hashchange'));
    };
    return { shown, router, goTo, address: pageAddress(parts) };
  };
  const place = { id: 'episode-1', isBlind: false };

  test('is the link to a place, whatever the name of the file', () => {
    const { address } = pageAt('http://lab/hub/lab');
    expect(address.linkTo('a b/ü#.episodes.jsonl', place)).toBe(
      'http://lab/hub/lab/tree/a%20b/%C3%BC%23.episodes.jsonl#episode=episode-1'
    );
  });

  test('hands its place out once, and only to the file that it names', () => {
    const { address } = pageAt('http://lab/hub/lab/tree/a%20b/episodes.jsonl#episode=episode-1');
    expect(address.taken('b/episodes.jsonl')).toBe('');
    expect(address.taken('a b/episodes.jsonl')).toBe('#episode=episode-1');
    expect(address.taken('a b/episodes.jsonl')).toBe('');
  });

  test('shows the place of the file in front, once', () => {
    const { address, shown } = pageAt('http://lab/hub/lab/tree/a/episodes.jsonl?x=1#episode=1');
    address.show('a/episodes.jsonl', '#episode=1');
    expect(shown).toEqual([]);
    address.show('a/episodes.jsonl', '#episode=3');
    expect(shown).toEqual(['/hub/lab/tree/a/episodes.jsonl?x=1#episode=3']);
  });

  test('names the file in front where it named another place', () => {
    const { address, shown } = pageAt('http://lab/hub/lab/tree/a');
    address.show('a/episodes.jsonl', '#episode=1');
    expect(shown).toEqual(['/hub/lab/workspaces/a/tree/a/episodes.jsonl#episode=1']);
  });

  test('tells what somebody writes there, for the file that it names', () => {
    const { address, goTo } = pageAt('http://lab/hub/lab/tree/a%20b/episodes.jsonl#episode=1');
    const asked: string[][] = [];
    address.onAsked(namedIn =>
      asked.push(['a b/episodes.jsonl', 'b.episode.json'].map(path => namedIn(path)))
    );
    goTo('#episode=7');
    expect(asked).toEqual([['#episode=7', '']]);
  });

  test('tells when the application has written another, but not when it goes there', async () => {
    const { address, router } = pageAt('http://lab/hub/lab/tree/a/episodes.jsonl#episode=1');
    let told = 0;
    address.onOverwritten(() => told++);
    router.navigate('/hub/lab/tree/b');
    router.navigate('/hub/lab/workspaces/b', { skipRouting: true, hard: true });
    await Promise.resolve();
    expect(told).toBe(0);
    router.navigate('/hub/lab/tree/a', { skipRouting: true });
    expect(told).toBe(0); // its writer has not finished
    await Promise.resolve();
    expect(told).toBe(1);
  });
});
