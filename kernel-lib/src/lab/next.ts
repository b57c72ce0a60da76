import { judgements } from './judgements';
import { collections, episodeSets, isCollection } from './plan';
import { playerRoles } from './models';
import type { RunView } from './run';
import { tables } from './tables';

type Rows = Pick<RunView, 'rows'>;

/**
 * The verb that goes on with a run: the first in the order of the line that has something to do.
 * One that has just made all it could is passed over; what failed in it, the next start tries again.
 * `undefined` when everything is done.
 */
export function nextVerb(run: Rows, verb: string): string | undefined {
  if (verb === 'evaluate' && run.rows(tables.scores).length > 0) return 'figures';
  const [next] = stages.find(([name, isDue]) => isDue(run, name === verb)) ?? [];
  return next;
}

/** The verb that makes what a stage has failed to make. */
export function verbOf(stage: string): string {
  const [verb = 'run'] =
    Object.entries(stageNames).find(([, names]) => names.includes(stage)) ?? [];
  return verb;
}

const stageNames: Readonly<Record<string, readonly string[]>> = {
  tasks: ['write tasks', 'cast'],
  play: ['play episodes'],
  rate: ['rate episodes'],
  train: ['train models']
};

/** Each verb, and whether it has something to do, also after it has just been carried out. */
const stages: readonly (readonly [string, (run: Rows, isOver: boolean) => boolean])[] = [
  ['tasks', run => run.rows(tables.tasks).length === 0],
  ['play', (run, isOver) => run.rows(tables.episodes).length === 0 || (!isOver && isUnplayed(run))],
  ['rate', (run, isOver) => judgements(run).size === 0 || (!isOver && isUnrated(run))],
  ['select', (run, isOver) => !isOver && isUnchosen(run)],
  ['train', (run, isOver) => !isOver && isUntrained(run)],
  ['evaluate', run => run.rows(tables.scores).length === 0 || newerThanScores(run) > 0]
];

/** How many rated trials are not among the scores yet. */
export function newerThanScores(run: Rows): number {
  const scored = new Set(run.rows(tables.scores).map(({ points, episode }) => points && episode));
  const judged = judgements(run);
  const trials = episodeSets.filter(set => !isCollection(set)).map(({ tag }) => tag);
  return run
    .rows(tables.episodes)
    .filter(({ id, tag }) => trials.includes(tag) && judged.has(id) && !scored.has(id)).length;
}

/** Whether a set of episodes has not begun though its players are there. */
function isUnplayed(run: Rows): boolean {
  const tags = new Set(run.rows(tables.episodes).map(({ tag }) => tag));
  const trained = new Set<string>(run.rows(tables.models).map(({ name }) => name));
  return episodeSets.some(set => {
    const player = isCollection(set) ? set.player : set.model;
    return !tags.has(set.tag) && (playerRoles[player] !== undefined || trained.has(player));
  });
}

function isUnrated(run: Rows): boolean {
  const judged = judgements(run);
  return run.rows(tables.episodes).some(({ id }) => !judged.has(id));
}

/** Whether a collection is rated and nobody has chosen from it. */
function isUnchosen(run: Rows): boolean {
  const judged = judgements(run);
  const chosen = new Set(run.rows(tables.selections).map(({ tag }) => tag));
  return collections.some(({ tag }) => {
    const episodes = run.rows(tables.episodes).filter(episode => episode.tag === tag);
    return episodes.length > 0 && !chosen.has(tag) && episodes.every(({ id }) => judged.has(id));
  });
}

/** Whether there are rows that no model was trained on. */
function isUntrained(run: Rows): boolean {
  const tags = new Set(run.rows(tables.rows).map(({ tag }) => tag));
  const trained = new Set<string>(run.rows(tables.models).map(({ name }) => name));
  return collections.some(({ tag, trains }) => tags.has(tag) && !trained.has(trains));
}
