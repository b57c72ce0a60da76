import { z } from 'zod';
import { Attempt } from '../base/chat';
import type { Table } from '../edge/files';
import { Episode } from '../episode/schema';
import { Score } from '../evaluation/schema';
import { Inspiration } from '../inspiration/schema';
import { Card } from '../model/schema';
import { Rating } from '../rating/schema';
import { Selection } from '../selection/schema';
import { Row } from '../sft/schema';
import { Casting, Character, Relationship, Task } from '../task/schema';

/** What a task is for: one of the two training rounds, or the evaluation. */
export const Round = z.enum(['first', 'second', 'evaluation']);
export type Round = z.infer<typeof Round>;

const RoundTask = Task.extend({
  round: Round,
  /** What went wrong while it was written, and what had to be repaired. */
  attempts: z.array(Attempt).readonly().optional()
});
/** A task of a run, with the round it belongs to. */
export type RoundTask = z.infer<typeof RoundTask>;

const RoundInspiration = Inspiration.extend({ round: Round });
/** An inspiration of a run, with the round whose task it becomes. */
export type RoundInspiration = z.infer<typeof RoundInspiration>;

/** One call to a model, or one attempt at it. Source of the fields: edge/chat/call-record. */
const LedgerLine = z.object({
  time: z.string(),
  purpose: z.string(),
  model: z.string(),
  attempt: z.number(),
  outcome: z.string(),
  promptTokens: z.number(),
  completionTokens: z.number(),
  cachedTokens: z.number().exactOptional(),
  price: z.number(),
  unpriced: z.literal(true).exactOptional(),
  latencyMs: z.number(),
  /** Whether the answer was a recorded one, so that no server was asked. */
  recorded: z.literal(true).exactOptional(),
  /** Whether it was a row of a batch. */
  batch: z.literal(true).exactOptional()
});
export type LedgerLine = z.infer<typeof LedgerLine>;

/** Something that was to be made and could not be, with the reason; tried again by the next start. */
const FailedItem = z.object({
  stage: z.string(),
  id: z.string(),
  reason: z.string(),
  /** Every reply that could not be used, oldest first. */
  attempts: z.array(Attempt).readonly().optional()
});
export type FailedItem = z.infer<typeof FailedItem>;

const table = <T>(file: string, schema: z.ZodType<T>): Table<T> => ({ file, version: 1, schema });

/** What stands in which file of a run folder. */
export type RunTables = {
  readonly inspirations: Table<RoundInspiration>;
  readonly tasks: Table<RoundTask>;
  readonly castings: Table<Casting>;
  readonly episodes: Table<Episode>;
  readonly ratings: Table<Rating>;
  readonly selections: Table<Selection>;
  readonly rows: Table<Row>;
  readonly models: Table<Card>;
  readonly scores: Table<Score>;
  readonly failures: Table<FailedItem>;
  readonly ledger: Table<LedgerLine>;
};

/** The files of a run folder, in the order of the line. */
export const tables: RunTables = {
  inspirations: table('inspirations.jsonl', RoundInspiration),
  tasks: table('tasks.jsonl', RoundTask),
  castings: table('castings.jsonl', Casting),
  episodes: table('episodes.jsonl', Episode),
  ratings: table('ratings.jsonl', Rating),
  selections: table('selections.jsonl', Selection),
  rows: table('rows.jsonl', Row),
  models: table('models.jsonl', Card),
  scores: table('scores.jsonl', Score),
  failures: table('failures.jsonl', FailedItem),
  ledger: table('ledger.jsonl', LedgerLine)
};

/** What stands in which file of `data/task/`. */
export type DataTables = {
  readonly characters: Table<Character>;
  readonly relationships: Table<Relationship>;
  readonly tasks: Table<Task>;
};

/** The files of `data/task/`. */
export const dataTables: DataTables = {
  characters: table('characters.jsonl', Character),
  relationships: table('relationships.jsonl', Relationship),
  tasks: table('tasks.jsonl', Task)
};
