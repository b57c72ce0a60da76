import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rating } from '../../../kernel-lib/src/rating/schema';
import {
  checksumOf,
  indexEnd,
  indexStart,
  isSkipped,
  LineReader,
  parseIndex,
  samplesOf,
  spokenText,
  transcriptOfLine,
  type Indexable,
  type Read
} from '../../../kernel-lib/src/transcript/index-file';
import { plainScores, ratingWith, seatRating } from '../../support/ratings';
import { ava, ben, episodeOf, taskWith } from '../../support/scene';
import { turnOf } from '../../support/index-lines';

const attempts = [{ reply: 'no', reason: 'not JSON' }];
const repaired = [{ reply: '{', reason: 'repaired: closed' }];
const episode = episodeOf([
  turnOf(ava, 'Grüße 🚗'),
  { ...turnOf(ben, 'No.'), attempts },
  { ...turnOf(ava, 'Yes.'), attempts: repaired }
]);
const line = (row: object) => JSON.stringify({ version: 1, ...row });

/** What a reader makes of bytes that come in pieces of a size. */
function readAll<K extends Indexable>(of: K, bytes: Uint8Array, piece = bytes.length || 1) {
  const reader = new LineReader(of);
  const read: Read<K>[] = [];
  for (let from = 0; from < bytes.length; from += piece)
    read.push(...reader.push(bytes.subarray(from, from + piece)));
  const { size, lines } = reader;
  return { read, size, lines, last: [...reader.end()] };
}
const bytesOf = (...lines: string[]) => new TextEncoder().encode(lines.map(l => `${l}\n`).join(''));

describe('an episode’s entry', () => {
  const { read } = readAll('episodes', bytesOf('', line(episode)));

  test('says where the line stands, in bytes, and what a list shows of it', () => {
    expect(read).toEqual([
      {
        at: 1,
        bytes: new TextEncoder().encode(line(episode)).length,
        id: episode.id,
        task: 'bicycle_for_sale',
        hard: false,
        scenario: 'Ava Reed offers a used bicycle, and Ben Okoye has come to look at it.',
        people: ['Ava Reed', 'Ben Okoye'],
        tag: 'test',
        models: ['model-a', 'model-b'],
        ending: 'turn limit',
        turns: 3,
        repaired: 1,
        failed: 1
      }
    ]);
  });

  test('keeps the beginning of a long scenario', () => {
    const long = line(episodeOf([], { task: taskWith({ scenario: 'x'.repeat(121) }) }));
    const [entry] = readAll('episodes', bytesOf(long)).read;
    expect(entry).toMatchObject({ scenario: 'x'.repeat(120) });
  });
});

test('a rating’s entry has both people’s scores in the dimensions’ order; a missing one is null', () => {
  const scores = [8, 1, undefined, 0, -1, 3, 7];
  const rating: Rating = ratingWith({
    seats: [seatRating(...plainScores), seatRating(...scores)]
  });
  const person = { ...rating, rater: { kind: 'person', id: 'mira-1' } };
  expect(readAll('ratings', bytesOf(line(rating), line(person))).read).toMatchObject([
    {
      at: 0,
      episode: rating.episode,
      kind: 'judge',
      rater: 'a judge',
      scores: [plainScores, [8, 1, null, 0, -1, 3, 7]]
    },
    { kind: 'person', rater: 'mira-1' }
  ]);
});

describe('reading lines', () => {
  test('is the same however the bytes are cut', () => {
    const bytes = bytesOf(line(episode), 'torn', '', line({ ...episode, id: 'episode-2' }));
    const whole = readAll('episodes', bytes);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), piece => {
        expect(readAll('episodes', bytes, piece)).toEqual(whole);
      }),
      { numRuns: 30 }
    );
    expect(whole).toMatchObject({ size: bytes.length, lines: 4, last: [] });
  });

  test.each([
    ['no JSON', '{"version":1', 'expected a line with an episode (version 1), got'],
    ['another version', line({ ...episode, version: 2 }), 'version'],
    ['another row', '{"version":1,"id":"x"}', 'tag: '],
    ['a list', '[]', 'the line: ']
  ])('passes over %s, with the number of the line and the reason', (_, bad, reason) => {
    const { read } = readAll('episodes', bytesOf(line(episode), bad, line(episode)));
    expect(read.map(isSkipped)).toEqual([false, true, false]);
    expect(read[1]).toMatchObject({ line: 2, reason: expect.stringContaining(reason) as string });
  });

  test('a last line without its break counts when it is whole, and else waits', () => {
    const bytes = bytesOf(line(episode));
    expect(readAll('episodes', bytes.subarray(0, -1))).toMatchObject({ size: 0, read: [] });
    expect(readAll('episodes', bytes.subarray(0, -1)).last).toHaveLength(1);
    expect(readAll('episodes', bytes.subarray(0, -2)).last).toEqual([]);
  });

  test('goes on where an earlier reader stopped', () => {
    const bytes = bytesOf(line(episode), line({ ...episode, id: 'episode-2' }));
    const half = bytes.length / 2;
    const first = new LineReader('episodes');
    const before = [...first.push(bytes.subarray(0, half))];
    const next = new LineReader('episodes', first);
    const after = [...next.push(bytes.subarray(first.size))];
    expect([...before, ...after]).toEqual(readAll('episodes', bytes).read);
  });
});

describe('a checksum', () => {
  test('is the CRC-32 that other tools compute', () => {
    expect(checksumOf([new TextEncoder().encode('123456789')])).toBe('cbf43926');
    expect(checksumOf([new TextEncoder().encode('1234'), new TextEncoder().encode('56789')])).toBe(
      'cbf43926'
    );
  });

  test('is of the whole of a small file, and of beginning, middle and end of a large one', () => {
    const kib = 1024;
    expect(samplesOf(192 * kib)).toEqual([[0, 192 * kib]]);
    expect(samplesOf(192 * kib + 2)).toEqual([
      [0, 64 * kib],
      [64 * kib + 1, 128 * kib + 1],
      [128 * kib + 2, 192 * kib + 2]
    ]);
  });
});

describe('an index', () => {
  const bytes = bytesOf(line(episode), 'torn');
  const { read, lines } = readAll('episodes', bytes);
  const start = indexStart('episodes', bytes.length, 'cbf43926');
  const textWith = (entries: readonly unknown[]) =>
    [start, entries.map(entry => JSON.stringify(entry)).join(',\n'), indexEnd(lines)].join('\n');

  test('reads back, entries and skipped lines apart', () => {
    expect(parseIndex('episodes', textWith(read))).toEqual({
      of: 'episodes',
      size: bytes.length,
      checksum: 'cbf43926',
      lines: 2,
      entries: [read[0]],
      skipped: [read[1]]
    });
  });

  test.each([
    ['no JSON', `${start}\n`],
    ['an entry outside of the file', textWith([{ ...read[0], bytes: bytes.length + 1 }])],
    ['an entry without its models', textWith([{ ...read[0], models: undefined }])],
    ['an index of another kind of file', textWith(read).replace('"episodes"', '"ratings"')],
    ['another version', textWith(read).replace('"version":1', '"version":2')],
    ['a list', '[]'],
    ['an entry that is null', textWith([null])]
  ])('with %s is none', (_, text) => expect(parseIndex('episodes', text)).toBeUndefined());
});

describe('a line', () => {
  test('becomes a transcript, a blind one without models', () => {
    const shown = { secrets: true, rehearsal: false };
    expect(transcriptOfLine(line(episode), { ...shown, blind: false })).toMatchObject({
      episode: episode.id,
      models: ['model-a', 'model-b']
    });
    const blind = transcriptOfLine(line(episode), { ...shown, blind: true });
    expect(JSON.stringify(blind)).not.toMatch(/model-|not JSON|"tag"/);
  });

  test('says of itself whether simulated models played, where no run says it', () => {
    const played = line({ ...episode, models: ['ft:rehearsal-bc', 'x'] });
    const shown = { secrets: true, blind: true };
    expect(transcriptOfLine(played, shown).rehearsal).toBe(true);
    expect(transcriptOfLine(played, { ...shown, rehearsal: false }).rehearsal).toBe(false);
    expect(transcriptOfLine(line(episode), shown).rehearsal).toBe(false);
  });

  test('is searched in its scenario and its turns, not in prompts and secrets', () => {
    const text = spokenText(line({ ...episode, texts: ['PROMPT'] }));
    expect(text).toContain('Grüße 🚗');
    expect(text).not.toMatch(/PROMPT|sold the bakery/);
  });

  test('that is no episode is refused with the first wrong field', () => {
    const text = line({ ...episode, turns: 'none' });
    expect(() => transcriptOfLine(text, { secrets: true, rehearsal: false, blind: true })).toThrow(
      '[transcript/index-entry] expected a line with an episode (version 1), got "turns:'
    );
  });

  test.each(['../up', 'a/b', '.hidden', '', 'a'.repeat(81)])('with the id %j is refused', id => {
    const shown = { secrets: true, blind: true };
    expect(() => transcriptOfLine(line({ ...episode, id }), shown)).toThrow('id: must be a plain');
  });

  test.each([
    { id: '../up', folder: 'runs/a' },
    { id: 'run-1', folder: '../runs' },
    { id: 'run-1', folder: '/runs' }
  ])('is refused in the run %j', run => {
    const shown = { secrets: true, blind: true, run };
    expect(() => transcriptOfLine(line(episode), shown)).toThrow('of a run (version 1)');
  });
});
