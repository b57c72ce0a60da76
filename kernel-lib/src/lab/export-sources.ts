import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../base/fail';
import { linesOf } from '../base/text';
import { rowOf, textOf, type Table } from '../edge/files';
import { contextFor } from '../episode/view';
import type { Episode } from '../episode/schema';
import { toImported } from '../interop/from-episode';
import type { ImportedEpisode } from '../interop/schema';
import type { Rating } from '../rating/schema';
import { importedTables } from './imported';
import type { RunView } from './run';
import { tables } from './tables';

/** The judge's rating of every episode that has one. */
export function judgements(run: RunView): Map<string, Rating> {
  const byJudge = run.rows(tables.ratings).filter(({ rater }) => rater.kind === 'judge');
  return new Map(byJudge.map(rating => [rating.episode, rating]));
}

/** The rows of an imported file, one after the other; none where nothing was imported. */
export async function* importedRows<T>(folder: string, table: Table<T>): AsyncGenerator<T> {
  const path = join(folder, table.file);
  if (!existsSync(path)) return;
  let number = 0;
  for await (const line of linesOf(textOf(path))) {
    number++;
    if (line !== '') yield rowOf(table, line, `${path}:${number}`);
  }
}

/**
 * Every episode of a folder as logs have it: the run's own, then the imported ones. A trial is
 * tagged the way sotopia's benchmark looks for it.
 */
export async function* loggedEpisodes(
  folder: string,
  run: RunView | undefined
): AsyncGenerator<ImportedEpisode> {
  if (run) {
    const judged = judgements(run);
    for (const episode of run.rows(tables.episodes)) {
      const rating = judged.get(episode.id);
      const told = [contextFor(episode, 0), contextFor(episode, 1)] as const;
      yield toImported(episode, { told, rating, tag: tagOf(run, episode, rating) });
    }
  }
  yield* importedRows(folder, importedTables.episodes);
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

/** Throws: LabError [lab/export] for a format that is made of a run, where there is none. */
export function required(run: RunView | undefined, folder: string): RunView {
  if (run) return run;
  throw new LabError('lab/export', {
    expected: 'a run of our own, with a run.json in its folder',
    got: folder,
    todo: 'Imported data can be exported as sotopia-store, episodelog-jsonl or hf-jsonl.'
  });
}
