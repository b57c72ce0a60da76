import { expect, test } from 'vitest';
import { LabError } from '../../../../kernel-lib/src/base/fail';
import { toldOf, toldText, wayMarkup } from '../../../../kernel-lib/src/edge/kernel/failure';
import { Task } from '../../../../kernel-lib/src/task/schema';

const line = { cell: 3, line: 2, text: 'use(p.x);' };
const lineAt = (script: string) => (script === 'cell-3.ts' ? line : undefined);
const sentence = (error: unknown) => toldOf(error, lineAt).sentence;

/** An error with a stack of its own. */
function thrownWith(...frames: string[]): Error {
  const error = new TypeError('x is not a function');
  error.stack = ['TypeError: x is not a function', ...frames.map(at => `    at ${at}`)].join('\n');
  return error;
}

test.each<[string, unknown, string]>([
  [
    'an error of the library',
    new LabError('a/b', { expected: 'x', got: 1, todo: 'Do y.' }),
    '[a/b] expected x, got 1. Do y.'
  ],
  ['one of JavaScript', new RangeError('too much'), 'RangeError: too much'],
  ['one of many lines', new Error('first\nsecond'), 'Error: first …'],
  ['a text', 'no', 'The cell threw no.'],
  [
    'an interruption',
    new Error('Interrupted asynchronously'),
    'Interrupted. Everything finished so far is kept; run the cell again to continue.'
  ]
])('%s is one sentence', (_, error, told) => {
  expect(sentence(error)).toBe(told);
});

test('data that does not fit is told by its first fields, not as a dump', () => {
  const { error } = Task.safeParse({});
  expect(sentence(error)).toMatch(
    /^The data does not have the expected form: id \(expected string, received undefined\), .*, and \d more\.$/
  );
});

test('the reader’s own line is quoted, and no line of a bundle', () => {
  const told = toldOf(
    thrownWith('show (/x/kernel-lib/dist/index.cjs:9:1)', 'cell-3.ts:4:2'),
    lineAt
  );
  expect(toldText(told, 3)).toBe('TypeError: x is not a function\n  line 2: use(p.x);');
  expect(toldText(told, 5)).toContain('line 2 of cell [3]');
  expect(wayMarkup(told)?.text).toContain('show (sotopia-pi)\ncell [3], line 2: use(p.x);');
});

test('a way of one call is not shown', () => {
  expect(wayMarkup(toldOf(thrownWith('cell-3.ts:4:2', 'node:vm:1:1'), lineAt))).toBeUndefined();
});
