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
  const { data: plain } = Task.safeParse(task); // a task of a run has a round, which no episode has
  if (!plain) throw noTask(task);
  if (cast) return { task: plain, cast: [...cast] };
  const { people } = run?.world ?? readWorld();
  const known = run?.rows(tables.castings).find(casting => casting.task === task.id);
  const [casting] = known ? [known] : castTask(plain, people, 1, randomFrom('talk', task.id));
  const [first, second] = casting!.characters.map(id =>
    people.characters.find(person => person.id === id)!
  );
  return { task: plain, cast: [first!, second!] };
}

/** Throws: LabError [lab/talk/scene] for what notebooks in JavaScript may give instead of options. */
export function checkOptions(options: TalkOptions): void {
  const { with: model, in: run } = (options ?? {}) as Partial<TalkOptions>;
  if (typeof model?.ask !== 'function') {
    throw new LabError('lab/talk/scene', {
      expected: 'a model to talk with',
      got: model,
      todo: "Say which: { you: 'Ava', with: run.models.of('partner') }."
    });
  }
  if (run !== undefined && typeof run?.rows !== 'function') {
    throw new LabError('lab/talk/scene', {
      expected: 'an open run, or none',
      got: run,
      todo: 'Open it first: in: pi.openRun(…).'
    });
  }
}

function noTask(got: unknown): LabError {
  return new LabError('lab/talk/scene', {
    expected: 'a task to talk about',
    got,
    todo: 'Take one of a run, e.g. run.rows(pi.tables.tasks)[0] once tasks are written.'
  });
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
