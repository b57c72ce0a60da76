import type { Card, EpochLoss } from '../model/schema';
import { framed } from './frame';
import { inOrder, seriesOf, tones } from './palette';
import type { Figure, Origin } from './schema';
import { curveSentence } from './sentence-curve';
import { fixed, plotText } from './text';

const tone = tones.light;

/**
 * How the loss of every trained model falls from epoch to epoch: on the rows it learns from a full
 * line, on the rows held back a dashed one.
 *
 * Shapes: cards[models], each with losses[epochs]
 * Units:  nats a row
 */
export function curveFigure(cards: readonly Card[], origin: Origin): Figure {
  const trained = inOrder(cards.map(({ name }) => name)).flatMap(
    name => cards.find(card => card.name === name) ?? []
  );
  return framed(
    {
      name: 'training-curve',
      sentence: curveSentence(trained),
      subtitle: 'Mean loss of a row after each epoch: full line learned from, dashed held back.',
      note: 'Lower is better; a dashed line that turns upwards would mean learning by heart.',
      height: 280,
      legend: true,
      data: trained.flatMap(linesOf),
      layout: layoutOf(trained),
      table: trained.flatMap(rowsOf)
    },
    origin
  );
}

function linesOf(card: Card) {
  const held = card.losses.filter(({ validationLoss }) => validationLoss !== undefined);
  const learned = lineOf(card, card.losses, ({ loss }) => loss, false);
  return held.length === 0
    ? [learned]
    : [learned, lineOf(card, held, ({ validationLoss }) => validationLoss, true)];
}

function lineOf(
  { name }: Card,
  losses: readonly EpochLoss[],
  valueOf: (loss: EpochLoss) => number | undefined,
  isHeld: boolean
) {
  const { label, light, symbol } = seriesOf(name);
  const what = isHeld ? 'held back' : 'learned from';
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name: plotText(label),
    showlegend: !isHeld,
    x: losses.map(({ epoch }) => epoch),
    y: losses.map(loss => valueOf(loss) ?? null),
    line: { color: light, width: 2, dash: isHeld ? 'dash' : 'solid' },
    marker: {
      color: light,
      symbol: isHeld ? `${symbol}-open` : symbol,
      size: 7,
      line: { color: light, width: 1.4 }
    },
    hovertext: losses.map(
      loss =>
        `<b>${plotText(label)}</b>, ${what}<br>epoch ${loss.epoch}: ${fixed(valueOf(loss) ?? 0)}`
    ),
    hovertemplate: '%{hovertext}<extra></extra>'
  };
}

function layoutOf(cards: readonly Card[]): Record<string, unknown> {
  const losses = cards.flatMap(card => card.losses);
  const values = losses.flatMap(({ loss, validationLoss }) => [loss, validationLoss ?? loss]);
  const epochs = Math.max(1, ...losses.map(({ epoch }) => epoch));
  return {
    xaxis: {
      range: [0.5, epochs + 0.5],
      dtick: Math.ceil(epochs / 10),
      tick0: 1,
      tickprefix: 'epoch ',
      showtickprefix: 'first',
      zeroline: false
    },
    yaxis: {
      title: { text: 'loss (nats a row)', font: { color: tone.muted } },
      range: rangeOf(values)
    }
  };
}

/** A little room above and below; a curve, unlike a bar, need not start at 0. */
function rangeOf(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(high - low, 0.1) * 0.08;
  return [low - room, high + room];
}

function rowsOf({ name, losses }: Card): Figure['table'] {
  return losses.map(({ epoch, loss, validationLoss }) => ({
    model: name,
    epoch,
    'loss on its rows': loss,
    'loss on rows held back': validationLoss ?? null
  }));
}
