import { expect, test } from 'vitest';
import { LabError, messageOf, shown } from '../../../kernel-lib/src/base/fail';

const failure = { expected: 'an action', got: 'Sure! I wave.', todo: 'Ask the model again.' };

test('says where, what was expected, what was found and what to do', () => {
  const error = new LabError('episode/parse', failure);
  expect(error.message).toBe(
    '[episode/parse] expected an action, got "Sure! I wave.". Ask the model again.'
  );
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('LabError');
  expect(error.where).toBe('episode/parse');
});

test('keeps its cause', () => {
  const cause = new Error('connection reset');
  expect(new LabError('edge/files', { ...failure, cause }).cause).toBe(cause);
});

test.each([
  ['a text, quoted', 'hi', '"hi"'],
  ['a line break, escaped', 'a\nb', '"a\\nb"'],
  ['an empty text', '', '""'],
  ['a number', 11, '11'],
  ['an object as JSON', { goal: [1] }, '{"goal":[1]}'],
  ['null', null, 'null'],
  ['nothing at all', undefined, 'nothing']
])('shows %s', (_, value, text) => {
  expect(shown(value)).toBe(text);
});

test.each([
  ['a function', () => 1],
  ['a number too long for JSON', 10n],
  ['an object that contains itself', itself()]
])('shows %s without failing', (_, value) => {
  expect(shown(value)).toMatch(/\w/);
});

function itself(): object {
  const loop: { self?: object } = {};
  loop.self = loop;
  return loop;
}

test('shows 200 characters of a value and cuts at the next', () => {
  const quoted = (length: number) => 'x'.repeat(length - 2); // the quotes count
  expect(shown(quoted(200))).toHaveLength(200);
  expect(shown(quoted(200))).not.toContain('…');
  expect(shown(quoted(201))).toBe(`"${'x'.repeat(199)}…`);
});

test.each([
  ['an error', new Error('no route'), 'no route'],
  ['a text', 'stopped', 'stopped'],
  ['nothing', undefined, 'undefined']
])('the message of %s that was thrown', (_, thrown, text) => {
  expect(messageOf(thrown)).toBe(text);
});

test('a failure of ours that a library wrapped is said in our words', () => {
  const ours = new LabError('edge/chat/recorded', failure);
  expect(messageOf(new TypeError('Connection error.', { cause: ours }))).toBe(ours.message);
  expect(messageOf(new TypeError('Connection error.', { cause: new Error('reset') }))).toBe(
    'Connection error.'
  );
});
