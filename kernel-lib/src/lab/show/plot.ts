import { drawPicture } from '../../edge/figure-files';
import { ownFigureBundle } from '../../edge/notebook/own-figure';
import { cellHere, put } from '../../edge/notebook/show';
import { ownFigure, type PlotSpec } from '../../figure/own-figure';
import type { RunView } from '../run';
import { stopSignal } from '../surroundings';

/** How a figure of one's own is shown. */
export interface PlotOptions {
  /**
   * The run that its numbers come from, for the rehearsal mark. Lists that come from rows of a run
   * by `map`, `filter` and the like find theirs.
   */
  readonly of?: RunView;
}

/**
 * Shows a Plotly figure of one's own below the cell, in the look of all figures: light or dark like
 * the page, with the rehearsal mark where it belongs, and with a picture for readers that cannot
 * draw (the values as a table where this machine has no Chromium). A template in the layout is kept.
 *
 * Throws: LabError [figure/own-figure] with one sentence when the spec is not one
 *
 * @example
 * const scores = run.rows(pi.tables.scores);
 * await pi.plot([{ type: 'histogram', x: scores.map(score => score.points?.goal) }]);
 * await pi.plot({ data: [{ x: [1, 2], y: [3, 4] }], layout: { title: 'Goal' } }, { of: run });
 */
export async function plot(spec: PlotSpec, options: PlotOptions = {}): Promise<void> {
  const cell = cellHere();
  const figure = ownFigure(spec, options.of?.file.simulated);
  const picture = cell && (await drawPicture(figure.drawing, stopSignal()));
  put(ownFigureBundle(figure, picture), cell);
}
