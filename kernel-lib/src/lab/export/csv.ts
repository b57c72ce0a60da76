import type { ExportFolder } from '../../edge/export-folder';
import { scales } from '../../evaluation/schema';
import { csvLine, hasLineSeparator, isFormula, type Cell } from '../../interop/csv';
import { fullName } from '../../task/schema';
import type { ControlTokenFilter } from './control-tokens';
import { raterText, ratingCells, taskCells, type CsvRows } from './csv-cells';
import { importedCsv } from './csv-imported';
import type { Writer } from './sources';
import type { RunView } from '../run';
import { tables } from '../tables';

/**
 * Writes tasks, turns, ratings and scores as tables, the run's rows first. Says what was left out or
 * changed.
 */
export const writeCsv: Writer = async (out, folder, run, tokens) => {
  const imported = importedCsv(folder);
  const own = run && ownCsv(run);
  const changed: Changed = { formulas: 0, separators: 0 };
  const into = { out, tokens, changed };
  await write(into, 'tasks.csv', taskColumns, own?.tasks, imported.tasks);
  await write(into, 'turns.csv', turnColumns, own?.turns, imported.turns);
  await write(into, 'ratings.csv', ratingColumns, own?.ratings, imported.ratings);
  await write(into, 'scores.csv', scoreColumns, own?.scores, []);
  const { formulas, separators } = changed;
  return [
    ...(run ? ['prompts, attempts, and raw replies of raters'] : []),
    ...imported.leftOut(),
    ...(formulas > 0 ? [`${formulas} texts that look like formulas begin with an apostrophe`] : []),
    ...(separators > 0
      ? [`${separators} texts have their line separators such as U+2028 written as \\u2028`]
      : [])
  ];
};

/** How many texts were changed. */
interface Changed {
  formulas: number;
  separators: number;
}

interface Into {
  readonly out: ExportFolder;
  readonly tokens: ControlTokenFilter;
  readonly changed: Changed;
}

async function write(
  { out, tokens, changed }: Into,
  file: string,
  columns: readonly string[],
  own: CsvRows = [],
  imported: CsvRows
): Promise<void> {
  const growing = out.open(file);
  growing.add(csvLine(columns));
  const add = async (rows: CsvRows): Promise<number> => {
    let n = 0;
    for await (const cells of rows) {
      const id = String(cells[0]);
      const row = cells.map(cell => (typeof cell === 'string' ? tokens.text(id, cell) : cell));
      growing.add(csvLine(row));
      const texts = row.filter(cell => typeof cell === 'string');
      changed.formulas += texts.filter(isFormula).length;
      changed.separators += texts.filter(hasLineSeparator).length;
      n++;
    }
    return n;
  };
  const [first, last] = [await add(own), await add(imported)];
  growing.close(first + last, last);
}

function ownCsv(run: RunView) {
  const ratings = run
    .rows(tables.ratings)
    .flatMap(({ id, episode, tag, rater, seats }) =>
      ratingCells([id, episode, tag, raterText(rater)], seats).map(cells => [...cells, 'run'])
    );
  return { tasks: taskRows(run), turns: turnRows(run), ratings, scores: scoreRows(run) };
}

const taskColumns = [
  ...['task', 'round', 'codename', 'source', 'hard', 'relationship', 'scenario'],
  ...['goal_1', 'goal_2', 'origin']
];

function taskRows(run: RunView): Cell[][] {
  return run.rows(tables.tasks).map(task => [...taskCells(task, task.round), 'run']);
}

const turnColumns = [
  ...['episode', 'tag', 'task', 'repeat', 'model_1', 'model_2', 'turn', 'seat', 'character'],
  ...['action_type', 'argument', 'heard_by', 'origin']
];

function* turnRows(run: RunView): Generator<Cell[]> {
  for (const { id, tag, task, repeat, models, cast, turns } of run.rows(tables.episodes)) {
    for (const [i, { character, action }] of turns.entries()) {
      const seat = cast.findIndex(one => fullName(one) === character);
      const place = [id, tag, task.id, repeat, ...models, i + 1, seat + 1];
      yield [...place, character, action.action_type, action.argument, undefined, 'run'];
    }
  }
}

const ratingColumns = [
  ...['rating', 'episode', 'tag', 'rater', 'seat', 'dimension', 'score', 'reason', 'origin']
];

const scoreColumns = [
  ...['score', 'model', 'source', 'episode', 'task', 'hard', 'seat', 'repeat', ...scales],
  'unrated'
];

function scoreRows(run: RunView): Cell[][] {
  return run.rows(tables.scores).map(score => {
    const { id, model, source, episode, task, hard, seat, repeat, points, unrated } = score;
    const place = [id, model, source, episode, task, hard, seat + 1, repeat];
    return [...place, ...scales.map(scale => points?.[scale]), unrated];
  });
}
