import { expect, test } from 'vitest';
import { curveFigure } from '../../../kernel-lib/src/figure/curve';
import { Figure, type Origin } from '../../../kernel-lib/src/figure/schema';
import type { Card } from '../../../kernel-lib/src/model/schema';

const origin: Origin = {
  provenance: { run: 'test-run', prompts: {}, models: {} },
  rehearsal: true,
  scope: 'the hard tasks'
};

/** A card with a loss for each epoch, and where given one on rows held back. */
function card(name: string, losses: readonly number[], held: readonly number[] = []): Card {
  return {
    ...{ id: `card-${name}`, name, model: `model-${name}`, start: 'base', file: 'hash' },
    ...{ rows: ['row-1'], validationRows: [] },
    recipe: { epochs: losses.length, learningRate: 1, batchSize: 1, seed: 0, validationShare: 0 },
    losses: losses.map((loss, i) => ({
      epoch: i + 1,
      loss,
      ...(held[i] !== undefined && { validationLoss: held[i] })
    }))
  };
}

test.each<[string, Card[], string]>([
  ['nothing', [], 'Nothing has been trained yet'],
  ['a fall', [card('BC', [3, 2], [3, 2.5])], 'The loss on rows held back falls for BC'],
  [
    'no fall, whatever its own rows do',
    [card('BC', [3, 2], [3, 3])],
    'The loss on rows held back does not fall for BC'
  ],
  [
    'both',
    [card('BC', [3, 2], [3, 2]), card('SR', [3, 2], [3, 4])],
    'The loss on rows held back falls for BC, not for SR'
  ],
  [
    'the rows learned from, where none are held back',
    [card('SR', [3, 2]), card('BC', [3, 2])],
    'The loss on the rows learned from falls for SR and BC'
  ]
])('its title says %s', (_, cards, sentence) => {
  expect(curveFigure(cards, origin).sentence).toBe(sentence);
});

test('each model has a full line, and a dashed one for the rows held back', () => {
  const { data } = curveFigure([card('BC', [3, 2], [3.5, 2.5]), card('SR', [4, 3])], origin);
  expect(data.map(line => [line['name'], line['showlegend'], line['y'], line['line']])).toEqual([
    ['SR', true, [4, 3], expect.objectContaining({ dash: 'solid' })],
    ['BC', true, [3, 2], expect.objectContaining({ dash: 'solid' })],
    ['BC', false, [3.5, 2.5], expect.objectContaining({ dash: 'dash' })]
  ]);
});

test('its table has a row for each epoch, and nothing where nothing is held back', () => {
  expect(curveFigure([card('SR', [4, 3])], origin).table).toEqual([
    { model: 'SR', epoch: 1, 'loss on its rows': 4, 'loss on rows held back': null },
    { model: 'SR', epoch: 2, 'loss on its rows': 3, 'loss on rows held back': null }
  ]);
});

test('it is a figure like the others: whole, marked, and with a counterpart for a dark ground', () => {
  const figure = Figure.parse(curveFigure([card('BC', [3, 2])], origin));
  expect(figure.rehearsal).toBe(true);
  expect(JSON.stringify(figure.layout)).toContain('Rehearsal: simulated models');
  expect(figure.dark.data).not.toEqual(figure.data);
});
