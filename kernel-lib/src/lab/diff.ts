import { canonical } from '../base/id';
import { simulatedRows } from '../base/simulated';
import { comparison } from '../evaluation/compare';
import { scoreSources, type Comparison, type Scale, type ScoreSource } from '../evaluation/schema';
import { shortPath } from './report';
import type { RunView } from './run';
import { tables } from './tables';

/** One thing that two runs were made with differently, as text; a dash where one has nothing. */
export interface InputDifference {
  readonly part: 'settings' | 'models' | 'prompts' | 'world' | 'versions';
  readonly what: string;
  readonly first: string;
  readonly second: string;
}

/** How far a model scores higher in the second run than in the first, on the games of both. */
export interface ScoreDifference {
  readonly model: string;
  readonly source: ScoreSource;
  readonly scale: Scale;
  /** Second minus first, the mean over tasks; absent where no game is shared. */
  readonly difference?: number;
  /** The 95 % interval of the difference. */
  readonly low?: number;
  readonly high?: number;
  /** Why there is no interval. */
  readonly noInterval?: string;
  /** Tasks compared, and scores without a counterpart in the other run. */
  readonly tasks: number;
  readonly leftOut: number;
}

/** What two runs do not share. */
export interface RunDifference {
  readonly first: string;
  readonly second: string;
  readonly inputs: readonly InputDifference[];
  readonly scores: readonly ScoreDifference[];
}

/** Which scores are compared. */
export interface DiffOptions {
  readonly scale: Scale;
}
export const diffDefaults: DiffOptions = { scale: 'goal' };

/**
 * What differs between two runs: settings (the rules of play and of selection among them), models,
 * prompts and data, and the scores, paired game by game: the same task, pair, seat and repeat.
 *
 * Units: score points, second − first
 */
export function diff(
  first: RunView,
  second: RunView,
  { scale }: DiffOptions = diffDefaults
): RunDifference {
  const scores = scoreDifferences(first, second, scale);
  const isSimulated = first.file.simulated || second.file.simulated;
  return {
    first: shortPath(first.folder),
    second: shortPath(second.folder),
    inputs: inputDifferences(first, second),
    scores: isSimulated ? simulatedRows(scores) : scores
  };
}

function inputDifferences({ file: a }: RunView, { file: b }: RunView): InputDifference[] {
  const world = (hash: string) => ({ 'people and tasks': hash });
  return [
    ...fieldsThatDiffer('settings', a.settings, b.settings),
    ...fieldsThatDiffer('models', a.models, b.models),
    ...fieldsThatDiffer('prompts', a.prompts, b.prompts),
    ...fieldsThatDiffer('world', world(a.world), world(b.world)),
    ...fieldsThatDiffer('versions', a.versions, b.versions)
  ];
}

function fieldsThatDiffer(
  part: InputDifference['part'],
  first: object,
  second: object
): InputDifference[] {
  const [a, b] = [first, second].map(fields => new Map<string, unknown>(Object.entries(fields)));
  const names = [...new Set([...a!.keys(), ...b!.keys()])];
  return names
    .map(what => ({ part, what, first: textOf(a!.get(what)), second: textOf(b!.get(what)) }))
    .filter(each => each.first !== each.second);
}

function textOf(value: unknown): string {
  if (value === undefined) return '–';
  if (typeof value === 'string') return /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 12) : value;
  return canonical(value);
}

function scoreDifferences(first: RunView, second: RunView, scale: Scale): ScoreDifference[] {
  const scores = [
    ...first.rows(tables.scores).map(score => ({ ...score, model: `first ${score.model}` })),
    ...second.rows(tables.scores).map(score => ({ ...score, model: `second ${score.model}` }))
  ];
  const both = [...first.rows(tables.scores), ...second.rows(tables.scores)];
  const models = [...new Set(both.map(({ model }) => model))];
  return models.flatMap(model =>
    scoreSources
      .filter(source => both.some(score => score.source === source && score.model === model))
      .map(source =>
        scoreDifference(
          model,
          comparison(scores, `second ${model}`, `first ${model}`, source, scale)
        )
      )
  );
}

function scoreDifference(model: string, found: Comparison): ScoreDifference {
  const { source, dimension, difference, low, high, noInterval, n, leftOut } = found;
  return {
    model,
    source,
    scale: dimension,
    ...(difference !== undefined && { difference }),
    ...(low !== undefined && { low, high }),
    ...(noInterval !== undefined && { noInterval }),
    tasks: n,
    leftOut: leftOut[0] + leftOut[1]
  };
}
