import { digest } from '../base/id';
import type { Episode } from '../episode/schema';
import type { Rating } from '../rating/schema';
import { seatPoints } from '../selection/rank';
import { select, type RatedEpisode } from '../selection/select';
import type { Selection } from '../selection/schema';
import { rowsOf } from '../sft/rows';
import type { Row } from '../sft/schema';
import { sayEmpty } from './empty-stage';
import { judgements } from './judgements';
import { collections, type Collection } from './plan';
import { episodesOf } from './play';
import type { Run } from './run';
import type { StageReport } from './stage';
import { tables } from './tables';

/**
 * Chooses from every complete collection what its model is trained on, and writes the training rows.
 * A collection of which an episode or a rating is missing waits.
 */
export function selectEpisodes(run: Run): StageReport {
  const complete = collections.filter(collection => isComplete(run, collection));
  const selections = complete.flatMap(collection => selectionsOf(run, collection));
  const rows = trainingRows(run.rows(tables.episodes), selections);
  if (isNew(selections, run.rows(tables.selections))) run.writeRows(tables.selections, selections);
  if (isNew(rows, run.rows(tables.rows))) run.writeRows(tables.rows, rows);
  sayEmpty(run, 'select', complete.length);
  const kept = selections.filter(selection => selection.kept).length;
  return { stage: 'select', made: kept, total: selections.length, failed: 0 };
}

/** Whether a collection's episodes are all played and judged. */
export function isComplete(run: Run, collection: Collection): boolean {
  const planned = episodesOf(run, collection);
  const judged = judgements(run);
  return planned.length > 0 && planned.every(({ id }) => judged.has(id));
}

function selectionsOf(run: Run, { tag, rule }: Collection): Selection[] {
  const judged = judgements(run);
  const rated = run
    .rows(tables.episodes)
    .filter(episode => episode.tag === tag)
    .map(episode => ratedEpisode(episode, judged.get(episode.id)));
  return select(rated, run.settings[rule]);
}

function ratedEpisode({ id, tag, task }: Episode, rating: Rating | undefined): RatedEpisode {
  const points = [seatPoints(rating?.seats[0]), seatPoints(rating?.seats[1])] as const;
  return { tag, episode: id, task: task.id, points };
}

function trainingRows(episodes: readonly Episode[], selections: readonly Selection[]): Row[] {
  const byId = new Map(episodes.map(episode => [episode.id, episode]));
  return selections
    .filter(selection => selection.kept)
    .flatMap(({ episode, seat }) => rowsOf(byId.get(episode)!, seat));
}

/** Whether rows differ from those stored, by what their ids do not already say. */
function isNew<T extends { id: string; kept?: boolean }>(
  rows: readonly T[],
  stored: readonly T[]
): boolean {
  const said = (all: readonly T[]) => digest(all.map(({ id, kept }) => [id, kept]));
  return said(rows) !== said(stored);
}
