import { z } from 'zod';
import { Attempt } from '../base/chat';
import type { Table } from '../edge/files';
import { invisibleIn } from '../edge/invisible';
import { Episode } from '../episode/schema';
import { Score } from '../evaluation/schema';
import { Inspiration } from '../inspiration/schema';
import { Card } from '../model/schema';
import { Rating } from '../rating/schema';
import { Selection } from '../selection/schema';
import { Row } from '../sft/schema';
import { mostPerCall } from './ledger-totals';
import { Casting, Character, Relationship, Task } from '../task/schema';

/** What a task is for: one of the two training rounds, or the evaluation. */
export const Round = z.enum(['first', 'second', 'evaluation']);
export type Round = z.infer<typeof Round>;

const RoundTask = Task.extend({
  round: Round,
  /** What went wrong while it was written, and what had to be repaired. */
  attempts: z.array(Attempt).readonly().optional(),
  /** What the writer thought before it answered. */
  thoughts: z.string().exactOptional()
});
/** A task of a run, with the round it belongs to. */
export type RoundTask = z.infer<typeof RoundTask>;

/** The task alone, without what the run records about its writing. */
export function taskOf({ round: _, attempts: __, thoughts: ___, ...task }: RoundTask): Task {
  return task;
}

const RoundInspiration = Inspiration.extend({ round: Round });
/** An inspiration of a run, with the round whose task it becomes. */
export type RoundInspiration = z.infer<typeof RoundInspiration>;

const tokens = z.number().nonnegative().max(mostPerCall.tokens);

/** One call to a model, or one attempt at it. Source of the fields: edge/chat/call-record. */
const LedgerLine = z.object({
  time: z.string(),
  purpose: z.string(),
  model: z.string(),
  attempt: z.number(),
  outcome: z.string(),
  promptTokens: tokens,
  completionTokens: tokens,
  cachedTokens: tokens.exactOptional(),
  cutPrompts: z.number().int().nonnegative().exactOptional(),
  price: z.number().nonnegative().max(mostPerCall.price),
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

/** A table whose rows have ids, each once. */
const identified = <T extends { readonly id: string }>(
  file: string,
  schema: z.ZodType<T>
): Table<T> => ({ ...table(file, schema.superRefine(visibleId)), idOf: ({ id }) => id });

/** Refuses an id with a character that nobody sees: it looks like another id and is not. */
function visibleId({ id }: { readonly id: string }, context: z.RefinementCtx): void {
  const hidden = invisibleIn(id);
  if (hidden === undefined) return;
  context.addIssue({ code: 'custom', path: ['id'], message: `${hidden} of the id` });
}

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
  inspirations: table('inspirations.jsonl', RoundInspiration), // two rounds may draw the same one
  tasks: identified('tasks.jsonl', RoundTask),
  castings: identified('castings.jsonl', Casting),
  episodes: identified('episodes.jsonl', Episode),
  ratings: identified('ratings.jsonl', Rating),
  selections: identified('selections.jsonl', Selection),
  rows: identified('rows.jsonl', Row),
  models: identified('models.jsonl', Card),
  scores: identified('scores.jsonl', Score),
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
  characters: identified('characters.jsonl', Character),
  relationships: identified('relationships.jsonl', Relationship),
  tasks: identified('tasks.jsonl', Task)
};
