import { describe, expect, test } from 'vitest';
import { LabError } from '../../../kernel-lib/src/base/fail';
import { filled, piecesOf, replacedTemplate } from '../../../kernel-lib/src/base/template';

const greeting = {
  text: 'Hello {name}, you are at {place}. {name}!',
  slots: ['name', 'place']
} as const;

describe('filling', () => {
  test('puts each value wherever its slot stands', () => {
    expect(filled(greeting, { name: 'Ava', place: 'home' })).toBe(
      'Hello Ava, you are at home. Ava!'
    );
  });

  test('never fills what a value says', () => {
    const values = { name: '{place} $& $1', place: 'home' };
    expect(filled(greeting, values)).toBe('Hello {place} $& $1, you are at home. {place} $& $1!');
  });

  test('leaves other braces as they are', () => {
    const template = { text: '{"a": {x}, "name": "{name}"} {}', slots: ['name'] } as const;
    expect(filled(template, { name: 'Ava' })).toBe('{"a": {x}, "name": "Ava"} {}');
  });

  test('cuts at the slots into pieces that join to the whole', () => {
    const values = { name: 'Ava', place: 'home' };
    expect(piecesOf(greeting, values)).toEqual([
      'Hello ',
      'Ava',
      ', you are at ',
      'home',
      '. ',
      'Ava',
      '!'
    ]);
  });
});

describe('a wording of one’s own', () => {
  test('may put the slots anywhere, and more than once', () => {
    const own = replacedTemplate('greeting', greeting, '{place}{place}: {name}');
    expect(filled(own, { name: 'Ava', place: 'Home' })).toBe('HomeHome: Ava');
  });

  test.each([
    ['one slot', 'Hi {name}', '{place}'],
    ['a misspelt slot', 'Hi {name} at {Place}', '{place}'],
    ['all slots', 'Hi', '{name} {place}']
  ])('is refused without %s, which is named', (_, text, missing) => {
    const replacing = () => replacedTemplate('greeting', greeting, text);
    expect(replacing).toThrow(LabError);
    expect(replacing).toThrow(
      `[base/template] expected the slots {name} {place} in the greeting prompt, got "a text without ${missing}"`
    );
  });
});
