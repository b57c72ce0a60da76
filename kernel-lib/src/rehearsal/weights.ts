import { z } from 'zod';
import {
  levelFeatures,
  mannerFeatures,
  moveFeatures,
  talkFeatures,
  type LevelFeature,
  type MannerFeature,
  type MoveFeature,
  type TalkFeature
} from './features';
import { choices, manners, type Choice, type Manner } from './moves';

type Row<Feature extends string> = Readonly<Partial<Record<Feature, number>>>;

/** A policy as a table of log-odds; a feature that is not named weighs nothing. */
export interface WeightTable {
  /** Of each choice of move. */
  readonly moves: Readonly<Partial<Record<Choice, Row<TalkFeature>>>>;
  /** Of any move, by what can be said of it. */
  readonly anyMove: Row<MoveFeature>;
  /** Of the share that an offer leaves to its speaker. */
  readonly level: Row<LevelFeature>;
  readonly manner: Readonly<Partial<Record<Manner, Row<MannerFeature>>>>;
}

/** The same numbers in one row, in the order of the features; training moves along it. */
export type Weights = Float64Array;

/** Where each part begins in a row of weights. */
export const anyMoveAt = choices.length * talkFeatures.length;
export const levelAt = anyMoveAt + moveFeatures.length;
export const mannerAt = levelAt + levelFeatures.length;
const size = mannerAt + manners.length * mannerFeatures.length;

/** A table as a row of weights. */
export function weightsOf(table: WeightTable): Weights {
  const weights = new Float64Array(size);
  choices.forEach((choice, i) =>
    put(weights, i * talkFeatures.length, talkFeatures, table.moves[choice])
  );
  put(weights, anyMoveAt, moveFeatures, table.anyMove);
  put(weights, levelAt, levelFeatures, table.level);
  manners.forEach((manner, i) =>
    put(weights, mannerAt + i * mannerFeatures.length, mannerFeatures, table.manner[manner])
  );
  return weights;
}

/** A row of weights as a table, without its zeros. */
export function tableOf(weights: Weights): WeightTable {
  const row = <F extends string>(names: readonly F[], at: number) => taken(weights, at, names);
  return {
    moves: Object.fromEntries(
      choices.map((choice, i) => [choice, row(talkFeatures, i * talkFeatures.length)])
    ),
    anyMove: row(moveFeatures, anyMoveAt),
    level: row(levelFeatures, levelAt),
    manner: Object.fromEntries(
      manners.map((manner, i) => [
        manner,
        row(mannerFeatures, mannerAt + i * mannerFeatures.length)
      ])
    )
  };
}

const rowOf = <F extends string>(names: readonly F[]) => z.partialRecord(z.enum(names), z.number());

const StoredModel = z.object({
  version: z.literal(1),
  start: z.string(),
  weights: z.object({
    moves: z.partialRecord(z.enum(choices), rowOf(talkFeatures)),
    anyMove: rowOf(moveFeatures),
    level: rowOf(levelFeatures),
    manner: z.partialRecord(z.enum(manners), rowOf(mannerFeatures))
  })
});

/** A trained model as the JSON text that is stored; every number comes back exactly. */
export function toStoredModel(model: string, start: string, weights: Weights): string {
  return JSON.stringify({ version: 1, model, start, weights: tableOf(weights) });
}

/**
 * The weights in a stored model's text.
 *
 * Throws: SyntaxError or ZodError when the text is not a stored model.
 */
export function parseStoredModel(text: string): Weights {
  return weightsOf(StoredModel.parse(JSON.parse(text)).weights);
}

function put<F extends string>(
  weights: Weights,
  at: number,
  names: readonly F[],
  row: Row<F> | undefined
): void {
  names.forEach((name, i) => (weights[at + i] = row?.[name] ?? 0));
}

function taken<F extends string>(weights: Weights, at: number, names: readonly F[]): Row<F> {
  const entries = names.map((name, i): [F, number] => [name, weights[at + i]!]);
  return Object.fromEntries(entries.filter(([, weight]) => weight !== 0)) as Row<F>;
}
