import { causeOf, LabError } from '../../base/fail';

const showable =
  'an episode, a rating, a task, a character, an inspiration, a training row, a figure, a difference of runs or a table';

/** The error of `show` for a value that it cannot show: the usual cause and what to do. */
export function notShowable(value: unknown, cause?: unknown): LabError {
  return new LabError('lab/show', {
    expected: showable,
    got: kindOf(value),
    todo: causeOf(value) ?? adviceFor(value),
    ...(cause !== undefined && { cause })
  });
}

/** The error of a function that draws a figure, for everything else. */
export function notAFigure(value: unknown, cause?: unknown): LabError {
  return new LabError('lab/show', {
    expected: 'a figure',
    got: kindOf(value),
    todo: isFigures(value)
      ? 'Name one of them, such as figures[0].'
      : (causeOf(value) ?? 'Take one from pi.figuresOf(run) or pi.trainingCurve(run).'),
    ...(cause !== undefined && { cause })
  });
}

/** A run and a table definition are too large to print as JSON. */
function kindOf(value: unknown): unknown {
  if (isWith(value, 'rows', 'settings')) return 'a run';
  if (isWith(value, 'file', 'schema')) return 'the definition of a table';
  if (isFigures(value)) return 'a list of figures';
  return value;
}

/** Whether a value is a list of figures, which is shown one by one. */
export function isFigures(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length > 0 && value.every(each => isWith(each, 'layout', 'data'))
  );
}

function adviceFor(value: unknown): string {
  if (isWith(value, 'rows', 'settings'))
    return 'Show a part of it, such as run.rows(pi.tables.tasks), or call pi.statusOf(run).';
  if (isWith(value, 'file', 'schema'))
    return 'Read its rows from a run: run.rows(pi.tables.tasks).';
  if (isFigures(value)) return 'Show one at a time: pi.show(figures[0]).';
  return 'For an object of your own, show a list of rows: pi.show([row]).';
}

function isWith(value: unknown, ...names: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && names.every(name => name in value);
}
