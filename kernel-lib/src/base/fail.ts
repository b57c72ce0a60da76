import { printable } from './escape';

const longestShown = 200; // characters of a bad value that a message repeats

/** What a LabError has to say: one sentence about what was expected and found, one about what to do. */
export interface Failure {
  readonly expected: string;
  readonly got: unknown;
  readonly todo: string;
  readonly cause?: unknown;
}

/**
 * The error this project throws: `[room/file] expected X, got Y. What to do.`
 * A text given as `got` is quoted and cut; an object is shown as JSON.
 */
export class LabError extends Error {
  readonly where: string;

  constructor(where: string, { expected, got, todo, cause }: Failure) {
    // also where a notebook or a library prints it
    super(printable(`[${where}] expected ${expected}, got ${shown(got)}. ${todo}`), { cause });
    this.name = 'LabError';
    this.where = where;
  }
}

/**
 * An error that is mended where somebody wrote a command, a profile or a file: the command line ends
 * with the exit code of wrong usage.
 */
export class UsageError extends LabError {}

/** A value as an error message shows it: JSON, control characters escaped, at most 200 characters. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : jsonOf(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** JSON, or the kind of a value that has none; whoever reports a failure must not fail. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? `a ${typeof value}`;
  } catch {
    return `a ${typeof value} that JSON cannot hold`;
  }
}

/** The message of anything that was thrown; ours, where a library wrapped it into one of its own. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isWrapped = !(error instanceof LabError) && error.cause instanceof LabError;
  return isWrapped ? (error.cause as LabError).message : error.message;
}

/**
 * The usual reason why a value given to a function is of a wrong kind, and what to do; `undefined`
 * where there is no usual reason.
 */
export function causeOf(value: unknown): string | undefined {
  if (value === undefined || value === null)
    return 'A find(…) that matches nothing returns undefined: check its condition.';
  if (value instanceof Promise) return 'The call before it has not finished: put await before it.';
  if (Array.isArray(value) && value.some(each => each === undefined || each === null))
    return 'Some entries of the list are undefined: check the find(…) or map(…) that made it.';
  return undefined;
}
