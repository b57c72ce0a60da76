import type { Handler } from '../../kernel-lib/src/base/handler';
import { randomFrom, shuffle } from '../../kernel-lib/src/base/random';
import { scarceRoom } from '../../kernel-lib/src/rehearsal/write';
import {
  collected,
  evaluated,
  lineTasks,
  rejudged,
  selectedRows,
  trainedModel,
  withShuffledCompletions,
  type Evaluation,
  type JudgedTalk,
  type LineRow,
  type LineTask
} from './rehearsal-line';

/** How large a line is: tasks and pairs of each training round, repeats of each trial. */
export interface LineScale {
  readonly tasks: number;
  readonly pairs: number;
  readonly repeats: number;
}

/** Who is measured: the paper's five, the same with something taken away, and more or fewer rows. */
export const measuredModels = [
  ...(['base', 'SR', 'BC', 'BC+SR', 'expert'] as const),
  ...(['BC, shuffled', 'SR, shuffled'] as const),
  ...(['BC, bottom', 'BC, random', 'SR, bottom', 'SR, random'] as const),
  ...(['10 rows', '30 rows', '100 rows', '300 rows', '1000 rows'] as const),
  ...(['BC, no credit', 'BC+SR, no credit', 'BC, reversed', 'BC+SR, reversed'] as const)
] as const;
export type MeasuredModel = (typeof measuredModels)[number];

/** One seed's trials, model by model. */
export type SeedOutcome = Readonly<Record<MeasuredModel, Evaluation>>;

const judges = {
  credit: 'rehearsal-judge',
  none: 'rehearsal-judge-without-credit',
  reversed: 'rehearsal-judge-reversed'
} as const;
type Credit = keyof typeof judges;

const hardTasks = 14;
const hardPairs = 5;

/** Plays, judges, selects, trains and tries everything for one seed. */
export async function outcomeOf(
  server: Handler,
  seed: number,
  { tasks, pairs, repeats }: LineScale,
  names: readonly MeasuredModel[] = measuredModels
): Promise<SeedOutcome> {
  const top = Math.ceil(pairs / 5);
  const random = randomFrom('measures', seed);
  const [first, second] = ['first', 'second'].map(set => lineTasks(seed, set, { n: tasks, pairs }));
  const hard = lineTasks(seed, 'hard', { n: hardTasks, pairs: hardPairs, room: scarceRoom });
  const collect = (model: string, from: readonly LineTask[], credit: Credit = 'credit') =>
    collected(server, from, { model, judge: judges[credit], key: `${seed}/collect` });
  const rowsOf = (talks: readonly JudgedTalk[][], how: 'top' | 'bottom' | 'random') =>
    selectedRows(talks, how, top, random);
  const shuffled = (rows: readonly LineRow[]) => withShuffledCompletions(rows, random);
  const train = (start: string, rows: readonly LineRow[], suffix: string) =>
    trainedModel(server, start, rows, { seed, suffix });
  const fromBase = (rows: readonly LineRow[], suffix: string) =>
    train('rehearsal-base', rows, suffix);

  const shown = await collect('rehearsal-expert', first!);
  const own = await collect('rehearsal-base', second!);
  const rows = rowsOf(shown, 'top');
  const ownRows = rowsOf(own, 'top');
  const bc = await fromBase(rows, 'BC');
  const mixed = shuffle(rows, random);
  const models: Record<string, string> = {
    base: 'rehearsal-base',
    expert: 'rehearsal-expert',
    SR: await fromBase(ownRows, 'SR'),
    BC: bc,
    'BC+SR': await train(bc, rowsOf(await collect(bc, second!), 'top'), 'BC-SR'),
    'BC, shuffled': await fromBase(shuffled(rows), 'shuffled'),
    'SR, shuffled': await fromBase(shuffled(ownRows), 'shuffled'),
    'BC, bottom': await fromBase(rowsOf(shown, 'bottom'), 'bottom'),
    'BC, random': await fromBase(rowsOf(shown, 'random'), 'random'),
    'SR, bottom': await fromBase(rowsOf(own, 'bottom'), 'bottom'),
    'SR, random': await fromBase(rowsOf(own, 'random'), 'random')
  };
  for (const n of [10, 30, 100, 300, 1000]) {
    models[`${n} rows`] = await fromBase(mixed.slice(0, n), `rows${n}`);
  }
  for (const [name, credit] of [
    ['no credit', 'none'],
    ['reversed', 'reversed']
  ] as const) {
    const key = `${seed}/collect`;
    const other = await rejudged(server, shown, { judge: judges[credit], key });
    const start = await fromBase(rowsOf(other, 'top'), credit);
    const talks = await collect(start, second!, credit);
    models[`BC, ${name}`] = start;
    models[`BC+SR, ${name}`] = await train(start, rowsOf(talks, 'top'), credit);
  }

  const outcome: Partial<Record<MeasuredModel, Evaluation>> = {};
  for (const name of names) {
    const plan = { model: models[name]!, key: `${seed}/try`, repeats };
    outcome[name] = await evaluated(server, hard, plan);
  }
  return outcome as SeedOutcome;
}
