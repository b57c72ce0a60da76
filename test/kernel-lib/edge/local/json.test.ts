import { expect, test } from 'vitest';
import { objectEnd } from '../../../../kernel-lib/src/edge/local/json';

test.each([
  ['an empty object', '{}'],
  ['an object in an object', '{"a": {"b": [1, {"c": 2}]}}'],
  ['braces in a text', '{"a": "} {{ ]"}'],
  ['quotes in a text', String.raw`{"a": "say \"}\" \\"}`],
  ['blanks in front', '\n {"a": 1}']
])('%s ends at its closing brace and not before', (_, text) => {
  const isEnd = objectEnd();
  expect([...text].map(isEnd)).toEqual([...text].map((_, i) => i === text.length - 1));
});

test('the end is found wherever a model cuts its tokens', () => {
  const isEnd = objectEnd();
  expect(['{"a', '": "}', '\\', '"', '"}\n'].map(isEnd)).toEqual([
    false,
    false,
    false,
    false,
    true
  ]);
});
