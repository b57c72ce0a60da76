import { z } from 'zod';
import type { Table } from '../edge/files';
import { KnowledgeQuestion } from '../evaluation/schema';
import { Inspiration } from '../inspiration/schema';
import {
  ImportedCasting,
  ImportedCharacter,
  ImportedEpisode,
  ImportedRating,
  ImportedRelationship,
  ImportedTask,
  TaskSet
} from '../interop/schema';

/** A row of a foreign file that was not taken over, and why. */
export const SkippedRow = z.object({
  file: z.string(),
  /** 1-based. */
  line: z.number().int().positive(),
  reason: z.string()
});
export type SkippedRow = z.infer<typeof SkippedRow>;

const table = <T>(name: string, schema: z.ZodType<T>): Table<T> => ({
  file: `imported/${name}.jsonl`,
  version: 1,
  schema
});

/** What a run folder holds of others' data, beside its own files. */
export const importedTables = {
  inspirations: table('inspirations', Inspiration),
  characters: table('characters', ImportedCharacter),
  tasks: table('tasks', ImportedTask),
  relationships: table('relationships', ImportedRelationship),
  castings: table('castings', ImportedCasting),
  taskSets: table('task-sets', TaskSet),
  episodes: table('episodes', ImportedEpisode),
  ratings: table('ratings', ImportedRating),
  questions: table('questions', KnowledgeQuestion),
  skipped: table('skipped', SkippedRow)
} as const;
export type ImportedTables = typeof importedTables;
