import { drawFigures } from './draw';
import { evaluateModels } from './evaluate';
import { playAndRate } from './play-and-rate';
import { collections } from './plan';
import type { Run } from './run';
import { selectEpisodes } from './select';
import type { StageReport } from './stage';
import { tables } from './tables';
import { trainModels } from './train';
import { writeTasks } from './write-tasks';

/**
 * The whole of Sotopia-π: writes tasks, plays, rates, selects and trains until the last model
 * stands, then tries all five and draws the figures. Goes on where an earlier start ended, and
 * stops early only where failures leave nothing to go on with; they are in the reports.
 */
export async function runLine(run: Run): Promise<StageReport[]> {
  const reports = [...(await writeTasks(run)), ...(await trainLine(run))];
  reports.push(await evaluateModels(run));
  reports.push(await drawFigures(run));
  return reports;
}

/**
 * The middle of it: from tasks to the last trained model, and every talk that each of the five is
 * tried in, rated.
 */
export async function trainLine(run: Run): Promise<StageReport[]> {
  const reports: StageReport[] = [];
  for (let trained = -1; trained < run.rows(tables.models).length;) {
    trained = run.rows(tables.models).length;
    reports.push(...(await playAndRate(run)), selectEpisodes(run), await trainModels(run));
  }
  return reports;
}

/** Whether every model of the line is trained and tried. */
export function isFinished(run: Run): boolean {
  return (
    run.rows(tables.models).length === collections.length &&
    run.rows(tables.failures).length === 0 &&
    run.rows(tables.scores).every(({ unrated }) => unrated === undefined)
  );
}
