import { LabError } from '../../base/fail';
import { textProblem } from '../../base/unicode';
import type { Action } from '../../episode/schema';

/** The person may not take a turn now. */
export function notYours(standing: string, isOver: boolean): LabError {
  return new LabError('lab/talk', {
    expected: 'your turn in a talk that goes on',
    got: standing,
    todo: isOver
      ? 'Begin another with pi.talk(…).'
      : 'Wait with await for what you asked for, or let the other answer with await talk.listen().'
  });
}

/** Throws: LabError [lab/talk] when the words of a step are empty, no text, or cannot be stored or sent. */
export function checkWords({ action_type, argument }: Action): void {
  if (action_type === 'none' || action_type === 'leave') return;
  const isText = typeof argument === 'string'; // notebooks in JavaScript hold nobody to a type
  if (!isText || !/\S/.test(argument)) {
    throw new LabError('lab/talk', {
      expected: 'something that is said or done, as a text',
      got: argument,
      todo: 'Use wait() to stay silent.'
    });
  }
  const problem = textProblem(argument);
  if (problem === undefined) return;
  throw new LabError('lab/talk', {
    expected: 'well-formed text without control characters',
    got: problem,
    todo: 'Remove it and take your turn again.'
  });
}

/** The other's model gave no action. */
export function unanswered(reason: string): LabError {
  return new LabError('lab/talk', {
    expected: 'an action of the other',
    got: reason,
    todo: 'Your own turn is kept; ask again with await talk.listen().'
  });
}
