import { describe, expect, test } from 'vitest';
import { pageAddress } from '../../../extension/src/browser/page-address';
import { fragmentOf, placeIn } from '../../../extension/src/browser/place';

test.each([
  [{ id: 'episode-1', isBlind: false }, '#episode=episode-1'],
  [{ id: 'a&b=c#d é', isBlind: true }, '#episode=a%26b%3Dc%23d%20%C3%A9&blind=1'],
  [{ id: undefined, isBlind: true }, '#blind=1']
])('a place %j is written and read as %s', (place, fragment) => {
  expect(fragmentOf(place)).toBe(fragment);
  expect(placeIn(fragment)).toEqual(place);
});

test.each(['', '#', '#cell-id=7', '#%E0%A4%A'])('%j names no place', fragment => {
  expect(placeIn(fragment)).toBeUndefined();
});

describe('the address of a page', () => {
  const pageAt = (href: string) => {
    const location = new URL(href);
    const shown: string[] = [];
    const history = {
      state: null,
      replaceState: (_: unknown, __: string, to: string) => shown.push(to)
    };
    const window = { location, history } as unknown as Window;
    return { shown, address: pageAddress({ window, base: 'http://lab/hub/', app: 'lab/tree' }) };
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

  test('follows the reader of the file that it names, and of no other', () => {
    const { address, shown } = pageAt('http://lab/hub/lab/tree/a/episodes.jsonl?x=1#episode=1');
    address.follow('a/episodes.jsonl', '#episode=1');
    address.follow('other.episode.json', '#episode=2');
    address.follow('a/episodes.jsonl', '#episode=3');
    expect(shown).toEqual(['/hub/lab/tree/a/episodes.jsonl?x=1#episode=3']);
  });
});
