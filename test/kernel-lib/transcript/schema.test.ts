import { expect, test } from 'vitest';
import { LabError } from '../../../kernel-lib/src/base/fail';
import { payloadOf } from '../../../kernel-lib/src/transcript/payload';
import {
  endingText,
  parseTranscript,
  transcriptMime
} from '../../../kernel-lib/src/transcript/schema';
import { episodeOf } from '../../support/scene';
import { turns } from '../../support/turns';

const options = { blind: true, secrets: false, rehearsal: false } as const;
const payload = payloadOf(episodeOf(turns('Ava Reed: speak', 'Ben Okoye: leave')), options);
const parsed = (changes: object) => parseTranscript({ ...payload, ...changes });

test('the MIME type is the contract with the extension', () => {
  expect(transcriptMime).toBe('application/vnd.sotopia.transcript.v1+json');
});

test.each([
  ['models', { models: ['a', 'b'] }],
  ['a tag', { tag: 'evaluate BC' }],
  ['ratings', { ratings: [] }],
  ['attempts', { turns: [{ seat: 0, kind: 'none', attempts: [] }] }],
  ['a score in a person', { seats: [{ ...payload.seats[0], goalScore: 7 }, payload.seats[1]] }]
])('a blind payload with %s is refused', (_, changes) => {
  expect(() => parsed(changes)).toThrow(LabError);
});

test.each([
  ['another version', { version: 2 }],
  ['no version', { version: undefined }],
  ['a third person', { seats: [...payload.seats, payload.seats[0]] }],
  ['turns that are text', { turns: '<img src=x onerror=alert(1)>' }],
  ['an unknown kind of turn', { turns: [{ seat: 0, kind: 'shout', text: 'hey' }] }],
  ['speech without words', { turns: [{ seat: 0, kind: 'speak' }] }],
  ['a third seat', { turns: [{ seat: 2, kind: 'none' }] }],
  ['an unknown ending', { ending: 'bored' }],
  ['neither blind nor open', { blind: undefined }]
])('a payload with %s is refused', (_, changes) => {
  expect(() => parsed(changes)).toThrow(/^\[transcript\/schema\] expected /);
});

test.each([null, 'text', 7, [], {}])('%j is no transcript', value => {
  expect(() => parseTranscript(value)).toThrow(LabError);
});

test.each(['episode-0123456789abcdef', '01H7VFHNV13MHN97GAH73E3KM8', 'a_b-C'])(
  'the id %s is accepted',
  episode => {
    expect(parsed({ episode }).episode).toBe(episode);
  }
);

test.each(['', '..', '../up', 'a/b', 'a\\b', 'a.b', '-a', 'a\0', 'a\n', 'ä', 'a'.repeat(81)])(
  'the id %j is refused',
  episode => {
    expect(() => parsed({ episode })).toThrow(LabError);
  }
);

test.each(['runs/mine', 'runs', 'runs/mein Lauf', 'runs/..mine'])(
  'the run folder %s is accepted',
  folder => {
    expect(parsed({ run: { id: 'run-1', folder } }).run?.folder).toBe(folder);
  }
);

test.each([
  '/etc',
  '../up',
  'runs/../..',
  'runs//x',
  'runs/',
  './runs',
  'C:\\x',
  'a\\b',
  'a\0',
  ''
])('the run folder %j is refused', folder => {
  expect(() => parsed({ run: { id: 'run-1', folder } })).toThrow(LabError);
});

test.each([
  ['too few characters', 'Ended after 2 turns: Ben left, so fewer than two were there.'],
  ['stale', 'Ended after 2 turns: too many silent turns in a row.'],
  ['turn limit', 'Ended after 2 turns: the limit was reached.']
] as const)('the ending "%s" is told in a sentence', (ending, sentence) => {
  expect(endingText({ ...payload, ending })).toBe(sentence);
});
