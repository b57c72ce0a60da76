import type { KnowledgeQuestion } from '../evaluation/schema';
import type {
  ImportedCasting,
  ImportedCharacter,
  ImportedEpisode,
  ImportedRating,
  ImportedRelationship,
  ImportedTask,
  TaskSet
} from './schema';

/** Something that a foreign file has, with the name of the format it stood in. */
export type Thing = Item & { readonly format: string };

type Item =
  | { readonly kind: 'character'; readonly value: ImportedCharacter }
  | { readonly kind: 'task'; readonly value: ImportedTask }
  | { readonly kind: 'relationship'; readonly value: ImportedRelationship }
  | { readonly kind: 'casting'; readonly value: ImportedCasting }
  | { readonly kind: 'taskSet'; readonly value: TaskSet }
  | { readonly kind: 'episode'; readonly value: ImportedEpisode }
  | { readonly kind: 'rating'; readonly value: ImportedRating }
  | { readonly kind: 'question'; readonly value: KnowledgeQuestion };

/** What could not be read, and why. */
export interface NotRead {
  readonly kind: 'skipped';
  readonly line: number;
  readonly reason: string;
}

/** What a reader finds in a file, one after the other, with the 1-based line it begins in. */
export type Found = (Thing & { readonly line: number }) | NotRead;

/** All that a file has. */
export interface ReadForeign {
  readonly characters: ImportedCharacter[];
  readonly tasks: ImportedTask[];
  readonly relationships: ImportedRelationship[];
  readonly castings: ImportedCasting[];
  readonly taskSets: TaskSet[];
  readonly episodes: ImportedEpisode[];
  readonly ratings: ImportedRating[];
  readonly questions: KnowledgeQuestion[];
  readonly skipped: { readonly line: number; readonly reason: string }[];
}

/** Everything found, sorted by what it is. */
export async function collected(found: AsyncIterable<Found>): Promise<ReadForeign> {
  const all: ReadForeign = {
    characters: [],
    tasks: [],
    relationships: [],
    castings: [],
    taskSets: [],
    episodes: [],
    ratings: [],
    questions: [],
    skipped: []
  };
  for await (const one of found) add(all, one);
  return all;
}

function add(all: ReadForeign, found: Found): void {
  switch (found.kind) {
    case 'character':
      return void all.characters.push(found.value);
    case 'task':
      return void all.tasks.push(found.value);
    case 'relationship':
      return void all.relationships.push(found.value);
    case 'casting':
      return void all.castings.push(found.value);
    case 'taskSet':
      return void all.taskSets.push(found.value);
    case 'episode':
      return void all.episodes.push(found.value);
    case 'rating':
      return void all.ratings.push(found.value);
    case 'question':
      return void all.questions.push(found.value);
    case 'skipped':
      return void all.skipped.push({ line: found.line, reason: found.reason });
    default:
      return found satisfies never;
  }
}
