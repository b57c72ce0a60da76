import { join } from 'node:path';
import { smallMark } from '../edge/local/profile';
import { writeFigures } from '../edge/figure-files';
import { gapsOf } from '../figure/gaps';
import { dimensionsFigure } from '../figure/dimensions';
import { figure4 } from '../figure/figure4';
import { curveFigure } from '../figure/curve';
import { gapFigure } from '../figure/gap';
import type { Figure, Origin } from '../figure/schema';
import { sayEmpty } from './empty-stage';
import type { Run, RunView } from './run';
import { isSmall } from './notices';
import { scopeOf } from './settings';
import type { StageReport } from './stage';
import { summariesOf } from './status';
import { tables } from './tables';

/** The figures of a run: Figure 4, the seven dimensions, and how far judge and raters are apart. */
export function figuresOf(run: RunView): Figure[] {
  const scores = run.rows(tables.scores);
  if (scores.length === 0) return [];
  const summaries = summariesOf(run);
  const gaps = gapsOf(scores);
  const origin = originOf(run);
  const gap = gapFigure(gaps, origin);
  return [
    figure4(summaries, gaps, origin),
    dimensionsFigure(summaries, origin),
    ...(gap ? [gap] : [])
  ];
}

/** Writes the figures into the run folder as JSON, as pages that work offline, and as pictures. */
export async function drawFigures(run: Run): Promise<StageReport> {
  const folder = join(run.folder, 'figures');
  const figures = figuresOf(run);
  sayEmpty(run, 'draw figures', figures.length);
  if (figures.length === 0) return report(0);
  const { signal, onNotice } = run.options;
  await writeFigures(folder, figures, {
    onNoPicture: reason => onNotice(`No PNG of the figures: ${reason}.`),
    ...(signal && { signal })
  });
  signal?.throwIfAborted();
  return report(figures.length);
}

function report(n: number): StageReport {
  return { stage: 'draw figures', made: n, total: n, failed: 0 };
}

/** The training curves of the models that a run has trained so far. */
export function trainingCurve(run: RunView): Figure {
  return curveFigure(run.rows(tables.models), originOf(run));
}

/** What figures of a run say of themselves: its id, prompts and models, and what it tried them on. */
export function originOf(run: RunView): Origin {
  const models = Object.fromEntries(
    Object.entries(run.file.models).map(([role, { model }]) => [role, model])
  );
  return {
    provenance: { run: run.file.id, prompts: run.file.prompts, models },
    rehearsal: run.file.simulated,
    scope: scopeOf(run.settings),
    ...(isSmall(run.file) && { caution: smallMark })
  };
}
