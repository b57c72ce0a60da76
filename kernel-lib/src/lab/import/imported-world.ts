import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../base/fail';
import { digest } from '../../base/id';
import { readRows } from '../../edge/files';
import { checkedPeople, checkedTasks, type People } from '../../task/people';
import { Character, Relationship, Task, type Casting } from '../../task/schema';
import { importedTables, type ImportedTables } from './imported';
import type { Settings } from '../settings';
import { readWorld, type World } from '../world';

/**
 * The inspirations that were imported into a run folder, to write its tasks from; `undefined` where
 * there are none.
 */
export function importedInspirations(folder: string): string | undefined {
  const path = join(folder, importedTables.inspirations.file);
  return existsSync(path) && statSync(path).size > 0 ? path : undefined;
}

/** The world of a run: an imported task set where its settings name one, else the shipped data. */
export function worldFor(folder: string, { taskSet }: Pick<Settings, 'taskSet'>): World {
  return taskSet === undefined ? readWorld() : importedWorld(folder, taskSet);
}

/**
 * The world that an imported task set is tried in: its tasks, the imported people where there are
 * some, and who plays what where an import said so. Tasks of a set with `hard` in its name are hard.
 *
 * Throws: UsageError [lab/import/imported-world] when there is no such set, or tasks of it were not imported
 */
export function importedWorld(folder: string, name: string): World {
  const rows = <K extends keyof ImportedTables>(key: K) =>
    readRows<unknown>(importedTables[key], join(folder, importedTables[key].file));
  const sets = readRows(importedTables.taskSets, join(folder, importedTables.taskSets.file));
  const set = sets.find(({ id }) => id === name);
  if (!set) {
    throw new UsageError('lab/import/imported-world', {
      expected: `the task set ${name} among those imported into ${folder}`,
      got: sets.map(({ id }) => id),
      todo: 'Import the file that has it, e.g. used_env.json, or name one of these.'
    });
  }
  const hard = /hard/i.test(name);
  const known = new Map(checkedTasks(rows('tasks')).map(task => [task.id, task]));
  const missing = set.tasks.filter(id => !known.has(id));
  if (missing.length > 0 || set.tasks.length === 0) {
    throw new UsageError('lab/import/imported-world', {
      expected: `all ${set.tasks.length} tasks of ${name} among those imported into ${folder}`,
      got: `${missing.length} that are not there, such as ${missing[0]}`,
      todo: 'Import the environment profiles that it names as well.'
    });
  }
  const tasks = set.tasks.map(id => Task.parse({ ...known.get(id), hard }));
  const people = peopleOf(rows('characters'), rows('relationships'));
  const castings = castingsOf(folder, people);
  return { people, tasks, castings, digest: digest({ people, tasks, castings }) };
}

/** The imported people; the shipped ones where nobody was imported. */
function peopleOf(characters: readonly unknown[], relationships: readonly unknown[]): People {
  if (characters.length === 0) return readWorld().people;
  const plain = characters.map(one => Character.parse(one));
  const there = new Set(plain.map(({ id }) => id));
  const between = relationships
    .map(one => Relationship.parse(one))
    .filter(({ characters: pair }) => pair.every(id => there.has(id)));
  return checkedPeople(plain, between);
}

/** The imported castings between people who are there, each with the relationship it comes from. */
function castingsOf(folder: string, { relationships }: People): Casting[] {
  const byPair = new Map(relationships.map(one => [JSON.stringify(one.characters), one.id]));
  const castings = readRows(importedTables.castings, join(folder, importedTables.castings.file));
  return castings.flatMap(casting => {
    const relationship = casting.relationship ?? byPair.get(JSON.stringify(casting.characters));
    return relationship === undefined ? [] : [{ ...casting, relationship }];
  });
}
