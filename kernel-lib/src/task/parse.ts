import { z } from 'zod';
import { constraintOf, occupationsOf } from '../base/constraint';
import { LabError } from '../base/fail';
import { jsonIn, type Repair } from '../base/json';
import { checked } from './check';
import { anyAge, relationshipKinds, relationshipOf, Task } from './schema';

/** What is known of a task before its writer replies. */
export type TaskOrigin = Pick<Task, 'id' | 'source' | 'inspiration' | 'writer'>;

/** A task read from a reply, and what had to be taken away to read it. */
export interface ReadTask {
  readonly task: Task;
  readonly repairs: readonly Repair[];
}

const properties = {
  codename: { type: 'string' },
  source: { type: 'string' },
  scenario: { type: 'string' },
  agent_goals: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 },
  relationship: { enum: relationshipKinds.map((_, number) => number) },
  age_constraint: { type: 'string' },
  occupation_constraint: { type: 'string' }
} as const;

/** The JSON schema that `parseTask` reads, as far as such a schema can say it. */
export const taskSchema: object = {
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false
};

const todo = 'Ask the writer again or leave this task out.';
const Fields = z.record(z.string(), z.unknown());

/**
 * The task in a writer's answer, which uses the published fields. Tags stay in the goals. Where
 * the idea comes from is our record, not what the writer says.
 *
 * Throws: LabError [task/parse] when the answer is not one task with two goals
 * Source: Sotopia, EnvironmentProfile (a missing constraint means anybody).
 */
export function parseTask(answer: string, origin: TaskOrigin): ReadTask {
  const found = jsonIn(answer);
  if ('problem' in found) {
    const expected = 'a task as one JSON object';
    throw new LabError('task/parse', { expected, got: answer, todo: `${found.problem} ${todo}` });
  }
  const fields = Fields.parse(found.value);
  const task = {
    ...origin,
    codename: fields.codename,
    scenario: fields.scenario,
    goals: fields.agent_goals,
    relationship: relationshipOf(fields.relationship),
    ages: constraintOf(fields.age_constraint) ?? [anyAge, anyAge],
    occupations: occupationsOf(fields.occupation_constraint),
    hard: false
  };
  const place = { where: 'task/parse', what: 'a task', todo };
  return { task: checked(Task, task, place), repairs: found.repairs };
}
