import { expect, test } from 'vitest';
import { emptyText } from '../../../kernel-lib/src/lab/empty-stage';

test.each([
  [
    'play episodes',
    true,
    'play episodes: nothing to do: no tasks yet; run await pi.writeTasks(run)'
  ],
  [
    'rate episodes',
    false,
    'rate episodes: nothing to do: no episodes yet; run npx sotopia-pi play with the same --run'
  ],
  ['write tasks', true, undefined]
])('%s without input says what to run (in a notebook: %s)', (stage, isNotebook, text) => {
  expect(emptyText(stage, isNotebook)).toBe(text);
});
