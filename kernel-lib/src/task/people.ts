import { LabError } from '../base/fail';
import { checked } from './check';
import { Character, fullName, Relationship, Task } from './schema';

/** The people who can be cast, and what they are to each other. */
export interface People {
  readonly characters: readonly Character[];
  readonly relationships: readonly Relationship[];
}

const where = 'task/people';
const todo = 'Correct the row or remove it.';

/**
 * Characters and relationships that fit together.
 *
 * Throws: LabError [task/people] when a row is not as its schema says, an id comes twice, a
 *   relationship names a character who is not there, or two who cannot be told apart by name
 */
export function checkedPeople(
  characters: readonly unknown[],
  relationships: readonly unknown[]
): People {
  const people = {
    characters: characters.map((row, i) => checked(Character, row, placeOf('character', i))),
    relationships: relationships.map((row, i) =>
      checked(Relationship, row, placeOf('relationship', i))
    )
  };
  checkIds('character', people.characters);
  checkIds('relationship', people.relationships);
  const names = new Map(people.characters.map(one => [one.id, fullName(one)]));
  for (const { id, characters: pair } of people.relationships) checkPair(id, pair, names);
  return people;
}

/** Tasks as their schema says, each with its own id. Throws: LabError [task/people] otherwise. */
export function checkedTasks(tasks: readonly unknown[]): Task[] {
  const read = tasks.map((row, i) => checked(Task, row, placeOf('task', i)));
  checkIds('task', read);
  return read;
}

function placeOf(kind: string, index: number) {
  return { where, what: `${kind} ${index + 1}`, todo };
}

function checkIds(kind: string, rows: readonly { id: string }[]): void {
  const seen = new Set<string>();
  for (const [index, { id }] of rows.entries()) {
    if (seen.has(id)) {
      const expected = `${kind} ${index + 1} with an id of its own`;
      throw new LabError(where, { expected, got: id, todo });
    }
    seen.add(id);
  }
}

function checkPair(id: string, pair: readonly string[], names: ReadonlyMap<string, string>): void {
  const missing = pair.find(character => !names.has(character));
  if (missing !== undefined) {
    const expected = `relationship ${id} between characters who are there`;
    throw new LabError(where, { expected, got: missing, todo });
  }
  const [first, second] = pair.map(character => names.get(character));
  if (first === second) {
    const expected = `relationship ${id} between characters with different names`;
    throw new LabError(where, { expected, got: first, todo });
  }
}
