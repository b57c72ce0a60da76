import { z } from 'zod';
import type { Table } from '../../edge/files';
import { KnowledgeQuestion } from '../../evaluation/schema';
import { Inspiration } from '../../inspiration/schema';
import {
  ImportedCasting,
  ImportedCharacter,
  ImportedEpisode,
  ImportedRating,
  ImportedRelationship,
  ImportedTask,
  TaskSet
} from '../../interop/schema';

/** A row of a foreign file that was not taken over, and why. */
export const SkippedRow = z.object({
  file: z.string(),
  /** 1-based. */
  line: z.number().int().positive(),
  reason: z.string()
});
export type SkippedRow = z.infer<typeof SkippedRow>;

/** How people read the name of a kind of thing. */
export function kindText(kind: string): string {
  return kind === 'taskSets' ? 'task sets' : kind;
}

/** What an import was given, and what came of it. Where exports come from, they say with this. */
export const ImportedSource = z.object({
  id: z.string(),
  /** The file or folder by its own name; what it lies in is nobody's business. */
  name: z.string(),
  /** Of a file its SHA-256; of a folder that of the lines that `sha256sum` prints of its files. */
  sha256: z.string(),
  /** How many files it has. */
  files: z.number().int().positive(),
  /** When it was first imported, as ISO 8601. */
  time: z.string(),
  /** The formats that were found in it. */
  formats: z.array(z.string()),
  /** How many of each were read. */
  read: z.record(z.string(), z.number().int()),
  /** Which lines of `imported/<kind>.jsonl` came from it: the first and the last, counted from 1. */
  lines: z.record(z.string(), z.array(z.tuple([z.number().int(), z.number().int()])))
});
export type ImportedSource = z.infer<typeof ImportedSource>;

const table = <T>(name: string, schema: z.ZodType<T>): Table<T> => ({
  file: `imported/${name}.jsonl`,
  version: 1,
  schema
});
const identified = <T extends { readonly id: string }>(
  name: string,
  schema: z.ZodType<T>
): Table<T> => ({ ...table(name, schema), idOf: ({ id }) => id });

/** What a run folder holds of others' data, beside its own files. */
export const importedTables = {
  inspirations: identified('inspirations', Inspiration),
  characters: identified('characters', ImportedCharacter),
  tasks: identified('tasks', ImportedTask),
  relationships: identified('relationships', ImportedRelationship),
  castings: identified('castings', ImportedCasting),
  taskSets: identified('task-sets', TaskSet),
  episodes: identified('episodes', ImportedEpisode),
  ratings: identified('ratings', ImportedRating),
  questions: identified('questions', KnowledgeQuestion),
  skipped: table('skipped', SkippedRow),
  sources: identified('sources', ImportedSource)
} as const;
export type ImportedTables = typeof importedTables;
