import { join } from 'node:path';
import { LabError } from '../../base/fail';
import { randomFrom } from '../../base/random';
import { lineOf, lineWriter } from '../../edge/files';
import type { Episode, Seat } from '../../episode/schema';
import { castTask } from '../../task/cast';
import { fullName, Task, type Character } from '../../task/schema';
import { writeIndex } from '../file-index';
import type { Run } from '../run';
import type { CastScene } from '../scenes';
import { tables } from '../tables';
import type { TalkOptions } from './shape';
import { readWorld } from '../world';

/**
 * Where a talk takes place: the task, and the given cast, else the run's first, else two who fit.
 *
 * Throws: LabError when nobody fits
 */
export function sceneFor(
  task: Task,
  { cast, in: run }: Pick<TalkOptions, 'cast' | 'in'>
): CastScene {
  const plain = Task.parse(task); // a task of a run has a round, which no episode has
  if (cast) return { task: plain, cast: [...cast] };
  const { people } = run?.world ?? readWorld();
  const known = run?.rows(tables.castings).find(casting => casting.task === task.id);
  const [casting] = known ? [known] : castTask(plain, people, 1, randomFrom('talk', task.id));
  const [first, second] = casting!.characters.map(id =>
    people.characters.find(person => person.id === id)!
  );
  return { task: plain, cast: [first!, second!] };
}

/** The seat of a character. Throws: LabError [lab/talk/scene] when the cast has none of that name. */
export function seatOf(name: string, cast: readonly [Character, Character]): Seat {
  const called = cast.map(person => [person.firstName, fullName(person)].includes(name));
  if (called[0] !== called[1]) return called[0] ? 0 : 1;
  throw new LabError('lab/talk/scene', {
    expected: `one of ${cast.map(fullName).join(' and ')} as you`,
    got: name,
    todo: 'Say whom you play: { you: … }.'
  });
}

/** Adds a finished talk to a run's episodes, where it is rated with the others. */
export async function keepTalk(run: Run, episode: Episode): Promise<void> {
  const path = join(run.folder, tables.episodes.file);
  const before = run.rows(tables.episodes);
  const writer = lineWriter(path);
  writer.add(lineOf(tables.episodes, episode));
  writer.close();
  run.keepRows(tables.episodes, [...before, episode]);
  await writeIndex(path).catch(() => undefined); // a file without one is as good
}
