import { LabError } from '../../base/fail';

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

/** The words of a step are empty, or not a text. */
export function nothingSaid(argument: unknown): LabError {
  return new LabError('lab/talk', {
    expected: 'something that is said or done, as a text',
    got: argument,
    todo: 'Use wait() to stay silent.'
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
