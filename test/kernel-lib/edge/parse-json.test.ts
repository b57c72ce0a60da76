import { expect, test } from 'vitest';
import { parseJson } from '../../../kernel-lib/src/edge/parse-json';

test('JSON on several lines is read', () => {
  expect(parseJson('{\n\t"a": 1\r\n}', 'x.json')).toEqual({ a: 1 });
});

test.each([
  ['half a file, whose line breaks are no fault', '{\n  "a": 1,', 'Correct it or remove it.'],
  ['a byte order mark', '\ufeff{}', 'U+FEFF (a byte order mark) at character 1'],
  [
    'a no-break space after a line break',
    '{\n\u00a0"a": 1}',
    'U+00A0 (a no-break space) at character 3'
  ]
])('an error names the place and the cause: %s', (_, text, cause) => {
  expect(() => parseJson(text, 'x.json')).toThrow(/\[edge\/files\] expected JSON in x\.json/);
  expect(() => parseJson(text, 'x.json')).toThrow(cause);
});
