import { expect, test } from 'vitest';
import { diagnosticsText, withoutPaths } from '../../../../kernel-lib/src/edge/kernel/diagnostics';

const at = (line: number, messageText: string, code = 2322) => ({
  start: { line, character: 6 },
  messageText,
  code
});
const source = ['const n = 1;', 'const s: string = n;'];
const textOf = (found: ReturnType<typeof at>[]) =>
  diagnosticsText(found, line => source[line - 1] ?? '').split('\n');

test('a place is named once, with its line and with all that was found there', () => {
  expect(textOf([at(1, 'Type A does not fit.'), at(1, 'One field is missing.')])).toEqual([
    'This cell was not run; TypeScript does not accept it.',
    '  line 2: Type A does not fit. One field is missing.',
    '    const s: string = n;'
  ]);
});

test.each([
  ["Cannot find name 'talks'.", 'run that cell first.'],
  ["Cannot find name 'pi'.", 'Run the first cell of the notebook, which imports it.']
])('a name that is not there comes with what to do: %s', (message, advice) => {
  expect(textOf([at(0, message, 2304)])[1]).toContain(advice);
});

test.each([
  ['type import("/tmp/a b/kernel-lib/dist/types/task/schema").Task', 'type pi.Task'],
  ['typeof import("/x/node_modules/sotopia-pi/dist/types/index")', 'sotopia-pi'],
  ['import("/x/node_modules/danfojs-node/dist/core/frame").default', 'danfojs-node'],
  ['import("/x/y").Z and import("/x/w").V', 'Z and V']
])('types are named without the paths of their files: %s', (message, shown) => {
  expect(withoutPaths(message)).toBe(shown);
});
