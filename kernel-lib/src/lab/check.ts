import { messageOf } from '../base/fail';
import { notebookHost } from '../edge/kernel/host';

/** What has to hold of an answer: what to say where it does not, and whether it does. */
export type Claims<T> = Readonly<Record<string, (answer: T) => boolean>>;

/**
 * A sentence on an exercise's answer: the first claim that does not hold, or that it is right.
 * Never throws, as cells that wait behind one that threw are dropped: a claim that throws does not
 * hold, and an answer may be a function, whose result, or whose failure, is what is checked.
 */
export function check<T>(answer: T | (() => T), claims: Claims<T>): string {
  const stale = notebookHost()?.staleNames() ?? [];
  if (stale.length > 0) return staleText(stale);
  try {
    const given = isFunction(answer) ? answer() : answer;
    if (given === undefined || given === null) return 'Not yet: there is no answer so far.';
    for (const [sentence, holds] of Object.entries(claims)) {
      const failure = failureOf(() => holds(given));
      if (failure !== undefined) return `Not yet: ${sentence}${failure}`;
    }
    return 'Right.';
  } catch (error) {
    return `Not yet: the answer stops with an error: ${messageOf(error)}`;
  }
}

/** A value that was kept from before is no answer. */
function staleText(names: readonly string[]): string {
  return (
    `Not yet: the cell that defines ${names.join(' and ')} failed, so the value from before is still ` +
    'there. Run that cell without an error, then run this one again.'
  );
}

function isFunction<T>(answer: T | (() => T)): answer is () => T {
  return typeof answer === 'function';
}

/** Nothing when a claim holds; else what can be added to its sentence. */
function failureOf(holds: () => boolean): string | undefined {
  try {
    return holds() ? undefined : '';
  } catch (error) {
    return ` (${messageOf(error)})`;
  }
}
