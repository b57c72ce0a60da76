import type { ExportFolder } from '../edge/export-folder';
import { scales } from '../evaluation/schema';
import { csvLine, isFormula, type Cell } from '../interop/csv';
import { dimensions, type Rating } from '../rating/schema';
import { fullName } from '../task/schema';
import type { RunView } from './run';
import { tables } from './tables';

/** Writes tasks, turns, ratings and scores as tables. Says what was left out or changed. */
export function writeCsv(out: ExportFolder, run: RunView): string[] {
  const defused = [
    write(out, 'tasks.csv', taskColumns, taskRows(run)),
    write(out, 'turns.csv', turnColumns, turnRows(run)),
    write(out, 'ratings.csv', ratingColumns, run.rows(tables.ratings).flatMap(ratingRows)),
    write(out, 'scores.csv', scoreColumns, scoreRows(run))
  ].reduce((sum, n) => sum + n, 0);
  return [
    'prompts, attempts, and raw replies of raters',
    ...(defused > 0 ? [`${defused} texts that look like formulas begin with an apostrophe`] : [])
  ];
}

function write(
  out: ExportFolder,
  file: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>
): number {
  const growing = out.open(file);
  growing.add(csvLine(columns));
  let n = 0;
  let defused = 0;
  for (const row of rows) {
    growing.add(csvLine(row));
    defused += row.filter(cell => typeof cell === 'string' && isFormula(cell)).length;
    n++;
  }
  growing.close(n);
  return defused;
}

const taskColumns = [
  'task',
  'round',
  'codename',
  'source',
  'hard',
  'relationship',
  'scenario',
  'goal_1',
  'goal_2'
];

function taskRows(run: RunView): Cell[][] {
  return run
    .rows(tables.tasks)
    .map(task => [
      ...[task.id, task.round, task.codename, task.source, task.hard, task.relationship],
      ...[task.scenario, ...task.goals]
    ]);
}

const turnColumns = [
  ...['episode', 'tag', 'task', 'repeat', 'model_1', 'model_2', 'turn', 'seat', 'character'],
  ...['action_type', 'argument']
];

function* turnRows(run: RunView): Generator<Cell[]> {
  for (const { id, tag, task, repeat, models, cast, turns } of run.rows(tables.episodes)) {
    for (const [i, { character, action }] of turns.entries()) {
      const seat = cast.findIndex(one => fullName(one) === character);
      const place = [id, tag, task.id, repeat, ...models, i + 1, seat + 1];
      yield [...place, character, action.action_type, action.argument];
    }
  }
}

const ratingColumns = ['rating', 'episode', 'tag', 'rater', 'seat', 'dimension', 'score', 'reason'];

function ratingRows({ id, episode, tag, rater, seats }: Rating): Cell[][] {
  const name = rater.kind === 'person' ? rater.id : `${rater.kind} ${rater.model}`;
  const who = rater.kind === 'simulated' ? `${name} ${rater.number}` : name;
  return seats.flatMap((seat, i) =>
    dimensions.flatMap(({ name: dimension }) => {
      const given = seat[dimension];
      return given ? [[id, episode, tag, who, i + 1, dimension, given.score, given.reason]] : [];
    })
  );
}

const scoreColumns = [
  ...['score', 'model', 'source', 'episode', 'task', 'hard', 'seat', 'repeat', ...scales],
  'unrated'
];

function scoreRows(run: RunView): Cell[][] {
  return run
    .rows(tables.scores)
    .map(score => [
      ...[score.id, score.model, score.source, score.episode, score.task, score.hard],
      ...[
        score.seat + 1,
        score.repeat,
        ...scales.map(scale => score.points?.[scale]),
        score.unrated
      ]
    ]);
}
