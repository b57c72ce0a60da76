import { relative, sep } from 'node:path';
import { episodeBundle } from '../../edge/notebook/episode';
import { figureBundle } from '../../edge/notebook/figure';
import { ratingBundle } from '../../edge/notebook/rating';
import { gridOfFrame, isFrame } from '../../edge/notebook/frame';
import { tableBundle, tableView, type Grid } from '../../edge/notebook/table';
import { pairBundle } from '../../edge/notebook/pair';
import {
  characterBundle,
  inspirationBundle,
  rowBundle,
  taskBundle
} from '../../edge/notebook/world';
import { isMarkedSimulated } from '../../base/simulated';
import { projectRoot } from '../../edge/root';
import { put, type Bundle } from '../../edge/notebook/show';
import type { TrueScores } from '../../edge/truth';
import type { Episode } from '../../episode/schema';
import type { Figure } from '../../figure/schema';
import type { ImportedEpisode } from '../../interop/schema';
import type { Inspiration } from '../../inspiration/schema';
import type { Rating } from '../../rating/schema';
import type { Row } from '../../sft/schema';
import type { Character, Task } from '../../task/schema';
import { isSimulated, payloadOf } from '../../transcript/payload';
import { pairPayloadOf } from '../../transcript/payload-pair';
import type { RunDifference } from '../diff';
import { importedBundle } from './imported';
import { differenceBundle } from './difference';
import { cellsIn, gridFrom, isList, type TableLike } from './rows';
import { notShowable } from './wrong';
import type { Run, RunView } from '../run';
import { runsHere } from '../surroundings';
import { tables } from '../tables';

/** What can be shown. */
export type Showable =
  | Episode
  | ImportedEpisode
  | Rating
  | Task
  | Character
  | Inspiration
  | Row
  | Figure
  | RunDifference
  | TableLike;

/** How something is shown. */
export interface ShowOptions {
  /**
   * The run that the value comes from, for the rehearsal mark. Needed only for values that are not
   * rows of a run or calculated from them by `map`, `filter`, `pi.table` and the like.
   */
  readonly of?: RunView;
  /** For an episode: whether secrets are shown, whether models are hidden, and its ratings. */
  readonly secrets: boolean;
  readonly blind: boolean;
  readonly ratings?: readonly Rating[];
  /** For a rating: what truly happened, as `truthOf` tells it. */
  readonly truth?: readonly [TrueScores, TrueScores];
  /** For a table: how many rows are shown. */
  readonly maxRows: number;
}
export const showDefaults: ShowOptions = {
  secrets: true,
  blind: false,
  maxRows: tableView.maxRows
};

/**
 * Shows something below the cell, in one output that every reader of the notebook can show: as a
 * conversation or a drawing where our extension is there, else as a plain page without scripts,
 * else as text. Outside a notebook the text is printed.
 */
export function show(value: Showable, options: Partial<ShowOptions> = {}): void {
  put(bundleFor(value, { ...showDefaults, ...options }));
}

/** How two episodes are shown beside each other. */
export type CompareOptions = Pick<ShowOptions, 'of' | 'blind' | 'secrets'>;

/**
 * Shows two episodes of one task beside each other, turn by turn, and asks which one is better.
 * Blind, neither the models nor the order of the two tell which is which; `preferences` reads the
 * answers. Outside a notebook the text is printed.
 *
 * Throws: LabError [transcript/pair] when they are not two episodes of one task
 */
export function compare(a: Episode, b: Episode, options: Partial<CompareOptions> = {}): void {
  put(pairBundleFor(a, b, { ...showDefaults, ...options }));
}

/** The forms in which two episodes are shown beside each other, by MIME type. */
export function pairBundleFor(a: Episode, b: Episode, options: CompareOptions): Bundle {
  return pairBundle(pairPayloadOf([a, b], payloadOptions(a, { ...showDefaults, ...options })));
}

/**
 * The forms in which something is shown, by MIME type.
 *
 * Throws: LabError [lab/show] for what cannot be shown, with the usual cause
 */
export function bundleFor(value: Showable, options: ShowOptions = showDefaults): Bundle {
  if (typeof value !== 'object' || value === null) throw notShowable(value);
  try {
    return bundleOf(value, options);
  } catch (error) {
    // such as an object with a `cast` that is not an episode
    throw error instanceof TypeError ? notShowable(value, error) : error;
  }
}

function bundleOf(value: Showable, options: ShowOptions): Bundle {
  // first of all: every column of a DataFrame is a property of it
  if (isFrame(value)) return bundleOfTable(gridOfFrame(value), value, options);
  if (isList(value)) return bundleOfTable(gridFrom(value), value, options);
  if ('cast' in value) return episodeBundle(payloadOf(value, payloadOptions(value, options)));
  if ('rater' in value) return bundleOfRating(value, options);
  if ('layout' in value) return figureBundle(value);
  if ('inputs' in value) return differenceBundle(value);
  if ('openings' in value) return importedBundle(value, options);
  if ('scenario' in value) return taskBundle(value, isWrittenInRehearsal(value, options));
  if ('firstName' in value) return characterBundle(value);
  if ('completion' in value) return rowBundle(value, isRowOfRehearsal(value, options));
  if ('text' in value) return inspirationBundle(value);
  if (!('columns' in value && 'values' in value)) throw notShowable(value);
  const grid = { columns: value.columns, rows: value.values.map(cellsIn) };
  return bundleOfTable(grid, value, options);
}

function bundleOfTable(grid: Grid, value: object, options: ShowOptions): Bundle {
  const view = { ...tableView, maxRows: options.maxRows };
  return tableBundle(grid, isOfRehearsal(value, options), view);
}

/** Whether simulated models made it: as the given run says, else as its mark says. */
function isOfRehearsal(value: object, { of: run }: ShowOptions): boolean {
  return run?.file.simulated ?? isMarkedSimulated(value);
}

function payloadOptions(episode: Episode, options: ShowOptions) {
  const run: RunView | undefined = options.of ?? runWith(({ id }) => id === episode.id);
  const place = run && placeOf(run);
  const shown = {
    secrets: options.secrets,
    rehearsal: run?.file.simulated ?? episode.models.some(isSimulated),
    ...(place && { run: place })
  };
  if (options.blind) return { ...shown, blind: true as const };
  return { ...shown, blind: false as const, ...(options.ratings && { ratings: options.ratings }) };
}

function bundleOfRating(rating: Rating, { of: run, truth }: ShowOptions): Bundle {
  const isRated = ({ id }: Episode) => id === rating.episode;
  const from = run ?? runWith(isRated);
  const cast = from?.rows(tables.episodes).find(isRated)?.cast;
  const { rater } = rating;
  return ratingBundle(rating, {
    names: cast ? [cast[0].firstName, cast[1].firstName] : ['agent 1', 'agent 2'],
    rehearsal: from?.file.simulated ?? (rater.kind !== 'person' && isSimulated(rater.model)),
    ...(truth && { truth })
  });
}

function isWrittenInRehearsal(task: Task, options: ShowOptions): boolean {
  const { writer } = task;
  return isOfRehearsal(task, options) || (writer !== undefined && isSimulated(writer));
}

function isRowOfRehearsal(row: Row, options: ShowOptions): boolean {
  const run = options.of ?? runWith(({ id }) => id === row.episode);
  return run?.file.simulated ?? isMarkedSimulated(row);
}

/** The open run that has such an episode. */
function runWith(isIt: (episode: Episode) => boolean): Run | undefined {
  return runsHere().find(run => run.rows(tables.episodes).some(isIt));
}

/** Where the extension keeps what people say of the run's episodes; nothing outside the project. */
function placeOf(run: RunView): { id: string; folder: string } | undefined {
  const folder = relative(projectRoot(), run.folder).split(sep).join('/');
  return folder === '' || folder.startsWith('..') ? undefined : { id: run.file.id, folder };
}
