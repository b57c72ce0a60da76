import { expect, test } from 'vitest';
import { gridOfFrame, isFrame } from '../../../../kernel-lib/src/edge/notebook/frame';
import { table } from '../../../../kernel-lib/src/edge/table';

const rows = [
  { rater: 'judge', values: 3, shape: 1 },
  { rater: 'a person', values: 5, shape: 2 }
];

test('a DataFrame is known whatever its columns are called', () => {
  const frame: unknown = table(rows);
  expect(isFrame(frame)).toBe(true);
  if (!isFrame(frame)) return;
  expect(gridOfFrame(frame)).toMatchObject({
    columns: ['rater', 'values', 'shape'],
    rows: [
      ['judge', 3, 1],
      ['a person', 5, 2]
    ]
  });
});

test.each([undefined, null, 3, 'x', [], {}, { columns: ['a'], values: [[1]] }])(
  'and nothing else is: %j',
  value => {
    expect(isFrame(value)).toBe(false);
  }
);

test('a Series is a column, and its own labels stand before it', () => {
  const raters = table(rows)['rater'] as { valueCounts: () => unknown };
  const counts = raters.valueCounts();
  if (!isFrame(counts)) throw new Error('expected a Series');
  const { columns, rows: cells } = gridOfFrame(counts);
  expect(columns).toHaveLength(2);
  expect(cells).toEqual([
    ['judge', 1],
    ['a person', 1]
  ]);
});
