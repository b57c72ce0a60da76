import { expect, test } from 'vitest';
import { textProblem, wellFormed } from '../../../kernel-lib/src/base/unicode';

test.each([
  ['', undefined],
  ['Six 👍🏽, née Zoë\t\r\n\u2028\x85', undefined],
  ['at six \ud83d', 'half of a character (the lone surrogate U+D83D)'],
  ['\udc4d at six', 'half of a character (the lone surrogate U+DC4D)'],
  ['a\0b', 'a control character (U+0000)'],
  ['\x1b[31mred', 'a control character (U+001B)'],
  ['\x7f', 'a control character (U+007F)']
])('%j has a problem: %s', (text, problem) => {
  expect(textProblem(text)).toBe(problem);
});

test('a lone surrogate is written out; everything else stays', () => {
  expect(wellFormed('a\ud83d👍\udc4d')).toBe('a\\ud83d👍\\udc4d');
});
