import { LabError } from '../base/fail';
import type { Casting, Character, Task } from '../task/schema';
import type { Run } from './run';
import { taskOf, tables } from './tables';

/** What an episode is about: a task and the two who play it. */
export interface CastScene {
  readonly task: Task;
  readonly cast: [Character, Character];
}

/** The task and the characters that a casting names. Throws: LabError [lab/scenes] when one is missing. */
export function sceneOf(run: Run, casting: Casting): CastScene {
  const task = found(run.rows(tables.tasks), casting.task, 'task');
  const people = run.world.people.characters;
  const [first, second] = casting.characters;
  return {
    task: taskOf(task),
    cast: [found(people, first, 'character'), found(people, second, 'character')]
  };
}

function found<T extends { id: string }>(rows: readonly T[], id: string, what: string): T {
  const row = byId(rows).get(id);
  if (row) return row;
  throw new LabError('lab/scenes', {
    expected: `the ${what} ${id} of a casting`,
    got: undefined,
    todo: 'The run folder is incomplete; start a new one.'
  });
}

const indices = new WeakMap<readonly unknown[], Map<string, unknown>>(); // a list of rows never changes

function byId<T extends { id: string }>(rows: readonly T[]): Map<string, T> {
  const known = indices.get(rows) ?? new Map(rows.map(row => [row.id, row]));
  indices.set(rows, known);
  return known as Map<string, T>;
}
