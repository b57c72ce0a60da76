import { LabError } from '../base/fail';
import { jsonIn, type Repair } from '../base/json';
import { Action, actionTypes } from './schema';

/** The JSON schema that `parseAction` reads, as far as such a schema can say it. */
export const actionSchema = {
  type: 'object',
  properties: { action_type: { enum: actionTypes }, argument: { type: 'string' } },
  required: ['action_type', 'argument'],
  additionalProperties: false
} as const;

/** An action read from a reply, and what had to be taken away to read it. */
export interface ReadAction {
  readonly action: Action;
  readonly repairs: readonly Repair[];
}

/**
 * The action in a model's answer, its argument trimmed.
 *
 * Throws: LabError [episode/parse] when the answer is not one action; it is never guessed.
 */
export function parseAction(answer: string): ReadAction {
  const found = jsonIn(answer);
  if ('problem' in found) throw failure(answer, found.problem);
  const read = Action.safeParse(found.value);
  if (!read.success) throw failure(answer, '', read.error);
  const action = { ...read.data, argument: read.data.argument.trim() };
  return { action, repairs: found.repairs };
}

function failure(got: string, problem: string, cause?: unknown): LabError {
  const todo = `${problem} Ask the model again or drop the episode; never guess the action.`.trim();
  const expected = 'an action such as {"action_type":"speak","argument":"Hi"}';
  return new LabError('episode/parse', { expected, got, todo, cause });
}
