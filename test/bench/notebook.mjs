/* What the first cell of a notebook costs: the import of the library. */
import { atMost, median, printedBy, table } from './measure.mjs';

export const title = 'In a notebook';

export async function section() {
  const costs = await printedBy('first-cell.ts');
  const best = Math.min(...costs.ours.map(({ cpuSeconds }) => cpuSeconds));
  atMost(1, best, 'seconds of processor time for the import');
  const middle = (name, of) => median(costs[name].map(each => each[of]));
  const line = (words, name) => [
    words,
    middle(name, 'wallSeconds').toFixed(2),
    middle(name, 'cpuSeconds').toFixed(2),
    (middle(name, 'cpuSeconds') / middle('ours', 'cpuSeconds')).toFixed(1)
  ];
  return `The first cell, in a fresh kernel each time; the middle one of ${costs.ours.length}, in turns.

${table([
  ['', 'wall s', 'CPU s', 'times ours'],
  line('`sotopia-pi` is imported, with its types', 'ours'),
  line('a cell of one number', 'nothing'),
  line('`openai` is imported', 'openai'),
  line('`danfojs-node` is imported', 'danfojs')
])}`;
}
