import { expect, test } from 'vitest';
import { toOpenAiChat } from '../../../kernel-lib/src/sft/export-openai-chat';
import { rowWith } from '../../support/rows';

test('writes one line of JSON per row: the prompt as the user, the completion as the assistant', () => {
  const rows = [rowWith(0, { prompt: 'Line 1\nLine 2', completion: '{"a": "ü"}' }), rowWith(1)];
  const lines = [...toOpenAiChat(rows)];
  expect(lines).toHaveLength(2);
  expect(lines[0]).toBe(
    '{"messages":[{"role":"user","content":"Line 1\\nLine 2"},{"role":"assistant","content":"{\\"a\\": \\"ü\\"}"}]}\n'
  );
  for (const line of lines) expect(line.indexOf('\n')).toBe(line.length - 1);
});

test('writes nothing for no rows', () => {
  expect([...toOpenAiChat([])]).toEqual([]);
});

test('takes rows one by one, so that any number fits into memory', () => {
  let taken = 0;
  function* endless() {
    for (;;) yield rowWith(taken++);
  }
  const lines = toOpenAiChat(endless());
  lines.next();
  expect(taken).toBe(1);
});
