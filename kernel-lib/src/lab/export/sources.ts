import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf } from '../../base/text';
import type { ExportFolder } from '../../edge/export-folder';
import { rowReader, textOf, type Table } from '../../edge/files';
import { contextFor } from '../../episode/view';
import type { Episode } from '../../episode/schema';
import { toImported } from '../../interop/from-episode';
import type { ImportedEpisode } from '../../interop/schema';
import type { Rating } from '../../rating/schema';
import type { ControlTokenFilter } from './control-tokens';
import { importedTables } from '../import/imported';
import { judgements } from '../judgements';
import type { RunView } from '../run';
import { tables } from '../tables';

/** Writes what is in a folder, with the run in it if there is one, in a format. Says what was left out. */
export type Writer = (
  out: ExportFolder,
  folder: string,
  run: RunView | undefined,
  tokens: ControlTokenFilter
) => Promise<string[]>;

/** The rows of an imported file, one after the other; none where nothing was imported. */
export async function* importedRows<T>(folder: string, table: Table<T>): AsyncGenerator<T> {
  const path = join(folder, table.file);
  if (!existsSync(path)) return;
  const read = rowReader(table, path);
  let number = 0;
  for await (const line of linesOf(textOf(path))) {
    if (line !== '') yield read(line, number);
    number++;
  }
}

/**
 * Every episode of a folder as logs have it: the run's own, then the imported ones. A trial is
 * tagged the way sotopia's benchmark looks for it. An imported episode that is one of the run's own
 * is not there twice; `twice` gets its id.
 */
export async function* loggedEpisodes(
  folder: string,
  run: RunView | undefined,
  twice: string[] = []
): AsyncGenerator<{ readonly episode: ImportedEpisode; readonly isImported: boolean }> {
  const own = new Set(run?.rows(tables.episodes).map(({ id }) => id));
  if (run) {
    const judged = judgements(run);
    for (const episode of run.rows(tables.episodes)) {
      const rating = judged.get(episode.id);
      const told = [contextFor(episode, 0), contextFor(episode, 1)] as const;
      const tag = tagOf(run, episode, rating);
      yield { episode: toImported(episode, { told, rating, tag }), isImported: false };
    }
  }
  for await (const episode of importedRows(folder, importedTables.episodes)) {
    if (own.has(episode.id)) twice.push(episode.id);
    else yield { episode, isImported: true };
  }
}

/** What is said of imported episodes that are the run's own. */
export function saidOfTwice(twice: readonly string[]): string[] {
  if (twice.length === 0) return [];
  return [`${twice.length} imported episodes, such as ${twice[0]}: the run has its own of this id`];
}

/**
 * The tag of an episode for sotopia's tools. Its benchmark stops at an episode without scores, so
 * one of those keeps our tag.
 *
 * Source: Sotopia `sotopia/cli/benchmark/benchmark.py`, benchmark_display.
 */
export function tagOf(run: RunView, episode: Episode, rating: Rating | undefined): string {
  const { target, models, tag } = episode;
  const isRated = rating?.seats.every(seat => Object.keys(seat).length === 7);
  if (target === undefined || !rating || !isRated || rating.rater.kind !== 'judge') return tag;
  const partner = models[target === 0 ? 1 : 0];
  const task = run.settings.evaluationTasks === 'hard' ? 'hard' : 'all';
  return `benchmark_${models[target]}_${partner}_${rating.rater.model}_${task}_trial0`;
}
