import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { stepCode } from '../../../extension/src/talk/step-code';

const talk = '01234567-89ab-cdef-0123-456789abcdef';

test.each([
  ['plain words', 'Good morning!'],
  ['quotes and backslashes', `"'\`\\" + process.exit(1) + "`],
  ['a template', '${process.exit(1)}'],
  ['line breaks of every kind', 'a\nb\r\nc\u2028d\u2029e'],
  ['the end of a script', '</script><script>alert(1)</script>'],
  ['other scripts and signs', 'Übung 日本語 🚗 \u0000']
])('%s reach the talk as they were typed, and run nothing', async (_, words) => {
  const taken: unknown[] = [];
  const entry = (...values: unknown[]) => void taken.push(...values);
  const code = stepCode(talk, 'say', words);
  expect(code).toMatch(
    /^await globalThis\[Symbol\.for\("sotopia-pi\.talk"\)\]\?\.\([\x20-\x7e]*\)$/
  );
  await runInNewContext(`(async () => { ${code} })()`, {
    Symbol,
    globalThis: { [Symbol.for('sotopia-pi.talk')]: entry }
  });
  const [id, step, said] = taken;
  expect([id, step, said]).toEqual([talk, 'say', words]);
});
