import { expect, test } from 'vitest';
import { nearby, placeOf } from '../../../extension/src/browser/nearby';
import { LineReader, type EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import type { Transcript } from '../../../kernel-lib/src/transcript/schema';
import { nthLine } from '../../support/index-lines';
import { openWith } from '../../support/transcripts';

const bytes = new TextEncoder().encode([1, 2, 3, 4].map(nthLine).join(''));
const [a, b, c, d] = [...new LineReader('episodes').push(bytes)] as EpisodeEntry[];
const { signal: never } = new AbortController();

/** Reads by hand: what was asked for, and the answers that are still out. */
function reader() {
  const asked: string[] = [];
  const waiting: { give: () => void; fail: () => void }[] = [];
  const kept = nearby(({ id }) => {
    asked.push(id);
    return new Promise<Transcript>((resolve, reject) =>
      waiting.push({
        give: () => resolve(openWith({ episode: id })),
        fail: () => reject(new Error('the server is gone'))
      })
    );
  });
  return { ...kept, asked, waiting };
}

test('what was read ahead is there when it is asked for, and is read once', async () => {
  const { read, keep, asked, waiting } = reader();
  keep([a!, b!]);
  waiting.forEach(each => each.give());
  expect(await read(b!, never)).toMatchObject({ episode: b!.id });
  expect(await read(b!, never)).toMatchObject({ episode: b!.id });
  expect(asked).toEqual([a!.id, b!.id]);
});

test('only what is beside the open episode is kept', () => {
  const { keep, asked } = reader();
  keep([a!, b!, c!]);
  keep([b!, c!, d!]);
  keep([a!, b!, c!]);
  expect(asked).toEqual([a, b, c, d, a].map(each => each!.id));
});

test('what could not be read ahead is read again when it is asked for', async () => {
  const { read, keep, asked, waiting } = reader();
  keep([a!]);
  waiting[0]!.fail();
  await new Promise(setImmediate);
  const again = read(a!, never);
  waiting[1]!.give();
  expect(await again).toMatchObject({ episode: a!.id });
  expect(asked).toEqual([a!.id, a!.id]);
});

test('a reading that was given up is nobody else’s', () => {
  const { read, asked } = reader();
  const gone = new AbortController();
  void read(a!, gone.signal);
  gone.abort();
  void read(a!, never);
  expect(asked).toEqual([a!.id, a!.id]);
});

test('the same episode at another place in its file is read anew', () => {
  expect(placeOf(a!)).not.toBe(placeOf({ ...a!, at: a!.at + 1 }));
  expect(placeOf(a!)).not.toBe(placeOf({ ...a!, bytes: a!.bytes + 1 }));
});
