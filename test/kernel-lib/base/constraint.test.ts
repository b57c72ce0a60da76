import { expect, test } from 'vitest';
import { constraintOf, occupationsOf } from '../../../kernel-lib/src/base/constraint';

test.each<[unknown, unknown]>([
  [
    '[(18, 70), (21, 40)]',
    [
      [18, 70],
      [21, 40]
    ]
  ],
  [
    '[[18,70],[21,40]]',
    [
      [18, 70],
      [21, 40]
    ]
  ],
  [
    '  ( (18, 70), (21, 40) ) ',
    [
      [18, 70],
      [21, 40]
    ]
  ],
  [
    [
      [18, 70],
      [21, 40]
    ],
    [
      [18, 70],
      [21, 40]
    ]
  ],
  ['nan', undefined],
  ['None', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
  ['18 to 70', '18 to 70'],
  ['[(18, 70), (21, 40)', '[(18, 70), (21, 40)'],
  ['[18]], [70', '[18]], [70'],
  ['[18], [70]', '[18], [70]']
])('the constraint %j is read as %j', (written, read) => {
  expect(constraintOf(written)).toEqual(read);
});

test.each<[unknown, unknown]>([
  ["[['cook', 'chef de partie'], []]", [['cook', 'chef de partie'], []]],
  ['[["cook"], ["a, b"]]', [['cook'], ['a, b']]],
  ["[['children\\'s nurse'], [\"driver's mate\"]]", [["children's nurse"], ["driver's mate"]]],
  ['[actor, actor]', [['actor'], ['actor']]],
  ['[[actor], [stage hand]]', [['actor'], ['stage hand']]],
  [
    ['actor', ''],
    [['actor'], []]
  ],
  [
    [['actor'], []],
    [['actor'], []]
  ],
  [
    ['nan', null],
    [[], []]
  ],
  ['[[], []]', [[], []]],
  ['[]', [[], []]],
  [[], [[], []]],
  ['nan', [[], []]],
  [undefined, [[], []]],
  [7, 7]
])('the occupations %j are read as %j', (written, read) => {
  expect(occupationsOf(written)).toEqual(read);
});
