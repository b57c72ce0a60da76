import { expect, test, vi } from 'vitest';
import {
  cellHere,
  put,
  replaceable,
  type Cell
} from '../../../../kernel-lib/src/edge/notebook/show';

/** A cell that keeps what it is sent. */
function cell(): { write: Cell; sent: Parameters<Cell>[] } {
  const sent: Parameters<Cell>[] = [];
  return { sent, write: (...message) => void sent.push(message) };
}

const bundle = { 'text/html': '<b>x</b>', 'text/plain': 'x' };

test('outside a notebook there is no cell', () => {
  expect(cellHere()).toBeUndefined();
});

test('outside a notebook the text is printed', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  put(bundle);
  expect(written.mock.calls).toEqual([['x\n']]);
  written.mockRestore();
});

test('in a notebook all forms go into one output', () => {
  const { write, sent } = cell();
  put(bundle, write);
  expect(sent).toEqual([[{ data: bundle, metadata: {}, transient: {} }, false]]);
});

test('a replaceable output is put once and then replaced under the same id', () => {
  const { write, sent } = cell();
  const replace = replaceable(write);
  replace({ 'text/plain': 'one' });
  replace({ 'text/plain': 'two' });
  expect(sent.map(([{ data }, isUpdate]) => [data['text/plain'], isUpdate])).toEqual([
    ['one', false],
    ['two', true]
  ]);
  const ids = sent.map(([{ transient }]) => transient.display_id);
  expect(ids[0]).toBeDefined();
  expect(ids[1]).toBe(ids[0]);
});
