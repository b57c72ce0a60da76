import type { Task } from '../task/schema';
import type { PlayerName, TrainedName } from './models';
import type { Settings } from './settings';
import type { Round } from './tables';
import type { World } from './world';

/** A set of episodes that a model is trained on: who talks with itself, on which tasks, for whom. */
export interface Collection {
  readonly tag: string;
  readonly player: PlayerName;
  readonly round: Round;
  readonly trains: TrainedName;
  readonly start: PlayerName;
  readonly rule: 'bcRule' | 'srRule';
}

/** A set of episodes that a model is tried in: it meets the partner from both seats. */
export interface Trial {
  readonly tag: string;
  readonly model: PlayerName;
}

/**
 * The paper's three trainings: on the expert's talk (BC), on one's own (SR), and on one's own
 * after the expert's, on other tasks (BC+SR). Source: the paper, §3 and B.6.
 */
export const collections: readonly Collection[] = [
  collection('BC', { player: 'expert', round: 'first', start: 'base', rule: 'bcRule' }),
  collection('SR', { player: 'base', round: 'second', start: 'base', rule: 'srRule' }),
  collection('BC+SR', { player: 'BC', round: 'second', start: 'BC', rule: 'srRule' })
];

/** The five models of the paper's Figure 4, in its order. */
export const contestants: readonly PlayerName[] = ['base', 'SR', 'BC', 'BC+SR', 'expert'];

/** The order of all sets in a run's files: first what needs no training, then what each training allows. */
export const episodeSets: readonly (Collection | Trial)[] = [
  collections[0]!,
  collections[1]!,
  trial('base'),
  trial('expert'),
  trial('SR'),
  collections[2]!,
  trial('BC'),
  trial('BC+SR')
];

/** Whether a set of episodes is for training. */
export function isCollection(set: Collection | Trial): set is Collection {
  return 'trains' in set;
}

/** The two players of a set; the target of a trial comes first. */
export function playersOf(set: Collection | Trial): readonly [PlayerName, PlayerName] {
  return isCollection(set) ? [set.player, set.player] : [set.model, 'partner'];
}

function collection(
  trains: TrainedName,
  rest: Pick<Collection, 'player' | 'round' | 'start' | 'rule'>
): Collection {
  return { tag: `collect ${trains}`, trains, ...rest };
}

function trial(model: PlayerName): Trial {
  return { tag: `try ${model}`, model };
}

/** The hand-written or imported tasks that models are tried on. */
export function evaluationTasksOf({
  settings: { evaluationTasks, taskSet },
  world
}: {
  readonly settings: Settings;
  readonly world: World;
}): Task[] {
  const isAll = evaluationTasks === 'all' || taskSet !== undefined;
  return world.tasks.filter(({ hard }) => hard || isAll);
}
