import type { Cell } from '../../interop/csv';
import type { ImportedEpisode } from '../../interop/schema';
import { raterText, ratingCells, taskCells, type CsvRows } from './csv-cells';
import { importedRows } from './sources';
import { importedTables } from '../import/imported';
import { judgingOf } from '../import/imported-episodes';

/** What was imported into a folder, as the rows of tables, and what these have no place for. */
export interface ImportedCsv {
  readonly tasks: CsvRows;
  readonly turns: CsvRows;
  readonly ratings: CsvRows;
  /** To be asked when the rows were read. */
  leftOut(): string[];
}

const origin = 'imported';
const withoutPlace = [
  'what imported characters were told, the texts of their ratings, and fields that our data lacks'
];

/** The imported rows of a folder, read while they are written. */
export function importedCsv(folder: string): ImportedCsv {
  const seen = { episodes: 0, scenes: 0, models: 0 };
  return {
    tasks: taskRows(folder),
    turns: turnRows(folder, episode => {
      seen.episodes++;
      if (episode.scenario !== undefined) seen.scenes++;
      if (episode.names.length > 2) seen.models++;
    }),
    ratings: ratingRows(folder),
    leftOut: () => [
      ...(seen.episodes > 0 ? withoutPlace : []),
      ...(seen.scenes > 0 ? [`the scenes that ${seen.scenes} imported episodes bring along`] : []),
      ...(seen.models > 0 ? [`models beyond two, of ${seen.models} imported episodes`] : [])
    ]
  };
}

async function* taskRows(folder: string): AsyncGenerator<Cell[]> {
  for await (const task of importedRows(folder, importedTables.tasks)) {
    yield [...taskCells(task, undefined), origin];
  }
}

async function* turnRows(
  folder: string,
  onEpisode: (episode: ImportedEpisode) => void
): AsyncGenerator<Cell[]> {
  for await (const episode of importedRows(folder, importedTables.episodes)) {
    onEpisode(episode);
    const { id, tag, environment, names, turns } = episode;
    const [one, two] = playersOf(episode);
    for (const { round, character, action, to } of turns) {
      const place = [id, tag, environment, undefined, one, two, round + 1];
      const seat = names.indexOf(character) + 1;
      const heardBy = to?.join(', ');
      yield [...place, seat, character, action.action_type, action.argument, heardBy, origin];
    }
  }
}

/** The models of the first two seats: published lists begin with the judge, or leave it out. */
function playersOf({ models, names }: ImportedEpisode): string[] {
  return models.slice(models.length > names.length ? 1 : 0);
}

async function* ratingRows(folder: string): AsyncGenerator<Cell[]> {
  for await (const episode of importedRows(folder, importedTables.episodes)) {
    const { id: rating, judge } = judgingOf(episode);
    const { id, tag, rewards } = episode;
    const place = [rating, id, tag, `judge ${judge}`];
    for (const [seat, reward] of rewards.entries()) {
      const scores = reward ? Object.entries({ overall: reward[0], ...reward[1] }) : [];
      for (const [name, score] of scores) yield [...place, seat + 1, name, score, '', origin];
    }
  }
  for await (const rating of importedRows(folder, importedTables.ratings)) {
    const place = [rating.id, rating.episode, rating.tag, raterText(rating.rater)];
    for (const cells of ratingCells(place, rating.seats)) yield [...cells, origin];
  }
}
