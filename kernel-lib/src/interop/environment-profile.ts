import { constraintOf, occupationsOf } from '../base/constraint';
import { anyAge, relationshipOf, toProfile } from '../task/schema';
import { beyondOf, fieldsOf, idIn, plainText, unreadable, valid, type Fields } from './fields';
import { ImportedTask } from './schema';

const ids = ['pk', 'env_id'];
const known = [
  ...ids,
  'codename',
  'source',
  'scenario',
  'agent_goals',
  'relationship',
  'age_constraint',
  'occupation_constraint'
];

/** Whether a record is an EnvironmentProfile. */
export function isEnvironmentProfile(fields: Fields): boolean {
  return 'scenario' in fields && 'agent_goals' in fields;
}

/**
 * A Sotopia EnvironmentProfile as a task. Tags stay in scenario and goals; who may read what in
 * them is decided when it is shown. Whether it is a hard task, task sets say.
 *
 * Throws: LabError [interop/environment-profile] when a field is wrong, or there are not two goals
 * Source: Sotopia `sotopia/database/persistent_profile.py`, EnvironmentProfile.
 */
export function readEnvironmentProfile(value: unknown, stem?: string): ImportedTask {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable('environment-profile', 'a task as a JSON object', value);
  const id = idIn(fields, ids, 'task', stem);
  const goals = fields.agent_goals;
  const task = {
    id,
    codename: plainText(fields.codename) || id,
    source: plainText(fields.source) || 'unknown',
    scenario: plainText(fields.scenario),
    goals: Array.isArray(goals) ? goals.map(plainText) : goals,
    relationship: relationshipOf(fields.relationship ?? 0),
    ages: constraintOf(fields.age_constraint) ?? [anyAge, anyAge],
    occupations: occupationsOf(fields.occupation_constraint),
    hard: false,
    ...beyondOf(fields, known)
  };
  return valid(ImportedTask, task, 'environment-profile', 'a task of two goals');
}

/** A task as Sotopia stores it. */
export function toEnvironmentProfile(task: ImportedTask): Fields {
  return { pk: task.id, ...toProfile(task), agent_constraint: null, tag: '', ...task.beyond };
}
