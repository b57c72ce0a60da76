import { expect, test } from 'vitest';
import { plotlyMime } from '../../../../kernel-lib/src/edge/notebook/figure';
import { ownFigureBundle } from '../../../../kernel-lib/src/edge/notebook/own-figure';
import { ownFigure } from '../../../../kernel-lib/src/figure/own-figure';

const figure = ownFigure(
  {
    data: [{ type: 'bar', name: '<b>', x: ['a', 'b'], y: [1, 2] }],
    layout: { title: 'Two <i>bars</i>' }
  },
  true
);

test('a figure of one’s own is a drawing, and a table for readers that cannot draw', () => {
  const bundle = ownFigureBundle(figure);
  expect(bundle[plotlyMime]).toMatchObject({ data: [{ type: 'bar' }], dark: {} });
  expect(bundle['text/plain'].split('\n').map(line => line.trimEnd())).toEqual(
    [
      '[Rehearsal: simulated models]',
      'Two  bars ',
      'trace  x  y',
      '<b>    a  1',
      '<b>    b  2'
    ].map(line => line.trimEnd())
  );
  expect(bundle['text/html']).toContain('Rehearsal: simulated models');
  expect(bundle['text/html']).not.toContain('<img');
});

test('with a picture, which has the mark on it, there is no table', () => {
  const page = String(ownFigureBundle(figure, Buffer.from('png'))['text/html']);
  expect(page).toContain('<img\nsrc="data:image/png;base64,cG5n"');
  expect(page).not.toContain('<table');
});
