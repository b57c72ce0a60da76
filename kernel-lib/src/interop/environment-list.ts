import { idOf } from '../base/id';
import { beyondOf, fieldsOf, plainText, unreadable, valid, type Fields } from './fields';
import { TaskSet } from './schema';

const known = ['name', 'environments', 'agent_index']; // its key is none of them: our id is its name

/** Whether a record is an EnvironmentList of a store. */
export function isEnvironmentList(fields: Fields): boolean {
  return 'environments' in fields && 'name' in fields;
}

/** Whether a record has lists of ids under names, as `used_env.json` and `env_ids.json` do. */
export function isEnvironmentLists(fields: Fields): boolean {
  const lists = Object.values(fields);
  return lists.length > 0 && lists.every(list => isTexts(list));
}

/**
 * A Sotopia EnvironmentList as a task set.
 *
 * Throws: LabError [interop/environment-list] when a field is wrong
 * Source: Sotopia `sotopia/database/persistent_profile.py`, EnvironmentList.
 */
export function readEnvironmentList(value: unknown): TaskSet {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable('environment-list', 'a list of tasks as a JSON object', value);
  const { agent_index: seats, environments } = fields;
  const set = {
    id: plainText(fields.name),
    tasks: environments,
    ...(seats !== undefined && seats !== null && { seats }),
    ...beyondOf(fields, [...known, ...(fields.pk === madeUpKey(fields.name) ? ['pk'] : [])])
  };
  return valid(TaskSet, set, 'environment-list', 'a list of tasks');
}

/**
 * The task sets of a file that has lists of ids under names.
 *
 * Throws: LabError [interop/environment-list] when there is a name without a list
 */
export function readEnvironmentLists(value: unknown): TaskSet[] {
  const fields = fieldsOf(value);
  if (!fields || !isEnvironmentLists(fields)) {
    throw unreadable('environment-list', 'lists of ids under names', value);
  }
  const sets = Object.entries(fields).map(([id, tasks]) => ({ id: id.trim(), tasks }));
  return sets.map(set => valid(TaskSet, set, 'environment-list', 'a list of tasks'));
}

/** A task set as Sotopia stores it, under the key it came with, or else one made of its name. */
export function toEnvironmentList({ id, tasks, seats, beyond }: TaskSet): Fields {
  const list = { name: id, environments: tasks, agent_index: seats ?? null };
  return { pk: madeUpKey(id), ...beyond, ...list };
}

function madeUpKey(name: unknown): string {
  return idOf('list', name);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(one => typeof one === 'string');
}
