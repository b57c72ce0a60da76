import { interruptsOf } from '../edge/interrupt';
import { notebookProgress } from '../edge/notebook/progress';
import { cellHere } from '../edge/notebook/show';
import { inNotebook } from '../edge/notebook/terms';
import { print } from '../edge/terminal';
import type { Progress } from './progress';
import { progressLine } from './report';
import type { Run, RunOptions } from './run';

/**
 * How a run is carried out where nothing else is said. In a notebook: progress under the cell, and
 * a signal that the stop button aborts.
 */
export function optionsHere(
  defaults: RunOptions,
  given: Partial<RunOptions>,
  closed: AbortSignal
): RunOptions {
  if (!isNotebook()) return { ...defaults, ...given };
  const show = notebookProgress();
  const interrupts = interruptsOf(process);
  return {
    ...defaults,
    onProgress: progress => show({ ...progress, line: standing(progress) }),
    onNotice: sentence => print(`${inNotebook(sentence)}\n`),
    ...given,
    // Asked for when a verb begins: after an interrupt the next verb has a signal of its own.
    get signal() {
      return AbortSignal.any([closed, given.signal ?? interrupts.current()]);
    }
  };
}

/** The signal that a notebook's stop button, or Ctrl+C, aborts; for verbs that are called one by one. */
export function stopSignal(): AbortSignal {
  return interruptsOf(process).current();
}

const openRuns = new Map<string, Run>(); // by folder; only a notebook opens a folder twice

/** Notes that a notebook has a run open, in place of one that its first cell opened before. */
export function remember(run: Run): Run {
  if (isNotebook()) openRuns.set(run.folder, run);
  return run;
}

/** Closes what this notebook has open in a folder, so that its first cell can be run again. */
export function closeEarlier(folder: string): void {
  openRuns.get(folder)?.close();
}

/** Notes that a run is closed, so that nothing of it stays in memory. */
export function forget(folder: string): void {
  openRuns.delete(folder);
}

/** The runs that this notebook has open, the latest first. */
export function runsHere(): Run[] {
  return [...openRuns.values()].reverse();
}

function isNotebook(): boolean {
  return cellHere() !== undefined;
}

/**
 * A finished stage says nothing of time, nor how much of it had been done before, so that a
 * notebook's outputs are the same every time.
 */
function standing(progress: Progress): string {
  const { stage, done, total, failed, cost, finished } = progress;
  if (!finished || total === 0) return progressLine(progress);
  const end = done + failed === total ? 'done' : `stopped at ${done}/${total}`;
  const failures = failed > 0 ? ` · ${failed} failed` : '';
  return `${stage}: ${end}${failures} · cost ${cost.toFixed(2)}`;
}
