import { expect, test } from 'vitest';
import { LabError, UsageError } from '../../../kernel-lib/src/base/fail';
import { Interruption } from '../../../kernel-lib/src/edge/interrupt';
import { exitCodeOf, exitCodes, sentenceOf } from '../../../kernel-lib/src/lab/exit-codes';
import { fullSettings } from '../../../kernel-lib/src/lab/settings';

const failure = { expected: 'a profile', got: 'none', todo: 'Name one.' };
const fullDisk = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

test.each([
  ['what the user wrote', new UsageError('edge/profile', failure), exitCodes.usage],
  ['what went wrong on the way', new LabError('lab/stage', failure), exitCodes.failed],
  ['a full disk', fullDisk, exitCodes.machine],
  [
    'a full disk behind it',
    new LabError('lab/budget', { ...failure, cause: fullDisk }),
    exitCodes.machine
  ],
  ['Ctrl+C', new Interruption(), exitCodes.interrupted],
  ['anything else', new Error('unknown'), exitCodes.failed]
])('%s has its own exit code', (_, error, code) => {
  expect(exitCodeOf(error)).toBe(code);
});

test('a setting that there is not is wrong usage', () => {
  const asked = { episodes: 3 } as unknown as Parameters<typeof fullSettings>[0];
  expect(() => fullSettings(asked)).toThrow(UsageError);
});

test('a disk or a folder that takes no files says what to do; anything else speaks for itself', () => {
  expect(sentenceOf(fullDisk)).toContain('no space left on device');
  expect(sentenceOf(fullDisk)).toContain('Make room or name another folder with --run');
  expect(sentenceOf(new UsageError('edge/profile', failure))).toBe(
    '[edge/profile] expected a profile, got "none". Name one.'
  );
});
