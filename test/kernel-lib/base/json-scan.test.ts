import { expect, test } from 'vitest';
import { repairedText, scanObject } from '../../../kernel-lib/src/base/json-scan';

test('an object ends at its brace, whatever its strings hold', () => {
  const text = 'So: {"a": "}{\\"", "b": [{}, {"c": 1}]} and more';
  expect(scanObject(text, 4)).toEqual({
    end: text.indexOf(' and'),
    pairs: 3,
    breaks: [],
    commas: []
  });
});

test.each(['{', '{"a": "b', '{"a": </think>}', "{'a': 1}", '{"a": 1 // why\n}', '{"a": [1}'])(
  '%s is no whole object',
  text => {
    expect(scanObject(text, 0)).toBeUndefined();
  }
);

test('raw line breaks and extra commas are found, and only they are repaired', () => {
  const text = '{"a": "one\ntwo,}", "b": [1,\n],\n}';
  const object = scanObject(text, 0)!;
  expect(JSON.parse(repairedText(text, 0, object))).toEqual({ a: 'one\ntwo,}', b: [1] });
});
