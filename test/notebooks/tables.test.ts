import { afterAll, beforeAll, expect, test } from 'vitest';
import { startedKernel, type Kernel } from '../support/kernel';

let kernel: Kernel;
beforeAll(async () => {
  kernel = await startedKernel();
  await kernel.run(`import * as pi from 'sotopia-pi';
import * as dfd from 'danfojs-node';
const names = ['Ava', 'Ben', 'Cleo'];
const rows = Array.from({ length: 60 }, (_, i) => ({ cast: names[i % 3], rater: 'r' + i, layout: i }));
const frame = pi.table(rows);`);
});
afterAll(() => kernel.end());

/** The one table below a cell, as text. */
async function tableBelow(code: string): Promise<string[]> {
  const { status, stdout, stderr, displays } = await kernel.run(code);
  expect({ status, stdout, stderr, shown: displays.length }).toEqual({
    status: 'ok',
    stdout: '',
    stderr: '',
    shown: 1
  });
  expect(displays[0]!.data['text/html']).toContain('<table');
  return String(displays[0]!.data['text/plain']).split('\n');
}

test.each([
  ['a DataFrame alone', 'frame', ['cast  rater  layout', 'Ava   r0          0']],
  ['shown, with columns named like our own fields', 'pi.show(frame)', ['cast  rater  layout']],
  [
    'grouped',
    "frame.groupby(['cast']).col(['layout']).mean()",
    ['cast  layout_mean', 'Ava         28.50']
  ],
  [
    'aggregated',
    "frame.groupby(['cast']).agg({ layout: ['min', 'count'] })",
    ['cast  layout_min  layout_count']
  ],
  [
    'joined',
    "dfd.merge({ left: frame, right: pi.table([{ cast: 'Ava', age: 30 }]), on: ['cast'], how: 'inner' })",
    ['cast  rater  layout  age']
  ],
  [
    'put together',
    'dfd.concat({ dfList: [pi.table(rows), pi.table(rows)], axis: 0 })',
    ['cast  rater  layout']
  ],
  ['one column', "frame['layout']", ['layout', '     0']],
  ['plain rows', 'rows', ['cast  rater  layout']]
])('%s is a table', async (_, code, lines) => {
  const text = await tableBelow(code);
  expect(text.slice(0, lines.length)).toEqual(lines);
});

test.each(['frame', "frame.groupby(['rater']).col(['layout']).sum()", 'rows'])(
  'what is left out is said: %s',
  async code => {
    expect((await tableBelow(code)).at(-1)).toBe('… and 40 more rows');
  }
);

test('types of danfojs hold: a method that is not there is refused', async () => {
  const { status, stderr } = await kernel.run('const n: string = frame.shape[0];');
  expect(status).toBe('error');
  expect(stderr).toContain("'number' is not assignable to type 'string'");
});
