import { fieldsOf, textOrNone, unreadable, type Fields } from './fields';
import type { ImportedEpisode } from './schema';

/** The fields of a released episode that say what it is about; a log may have them as well. */
export const sceneFields = ['scenario', 'codename', 'agents_background', 'social_goals'];

type Scene = Pick<ImportedEpisode, 'scenario' | 'codename' | 'backgrounds' | 'goals'>;

/**
 * What an episode is about, by its characters in the order of their seats.
 *
 * Throws: LabError [interop/<where>] when a field is of another kind
 */
export function readScene(fields: Fields, names: readonly string[], where: string): Scene {
  const scenario = textOrNone(fields, 'scenario', where);
  const codename = textOrNone(fields, 'codename', where);
  const inOrder = (field: string) => {
    const texts = textsByName(fields, field, where);
    return texts.size === 0 ? undefined : names.map(name => texts.get(name) ?? '');
  };
  const backgrounds = inOrder('agents_background');
  const goals = inOrder('social_goals');
  return {
    ...(scenario !== undefined && { scenario }),
    ...(codename !== undefined && { codename }),
    ...(backgrounds && { backgrounds }),
    ...(goals && { goals })
  };
}

/** Fields that speak of others than the characters, as they are; nothing of them may be lost. */
export function othersIn(fields: Fields, names: readonly string[], where: string): Fields {
  const speakOfOthers = ['agents_background', 'social_goals'].filter(field =>
    [...textsByName(fields, field, where).keys()].some(name => !names.includes(name))
  );
  return Object.fromEntries(speakOfOthers.map(field => [field, fields[field]]));
}

/** What an episode is about in its released fields; those that it lacks are absent. */
export function toScene({ names, scenario, codename, backgrounds, goals }: ImportedEpisode) {
  return {
    ...(scenario !== undefined && { scenario }),
    ...(codename !== undefined && { codename }),
    ...(backgrounds && { agents_background: named(names, backgrounds) }),
    ...(goals && { social_goals: named(names, goals) })
  };
}

/** Texts under the characters' names. */
function named(names: readonly string[], texts: readonly string[] = []): Fields {
  return Object.fromEntries(
    names.flatMap((name, i) => (texts[i] === undefined ? [] : [[name, texts[i]]]))
  );
}

/** A field's texts by the names they stand under. Throws: LabError [interop/<where>] when it has others. */
export function textsByName(fields: Fields, field: string, where: string): Map<string, string> {
  const value = fields[field];
  const texts = fieldsOf(value ?? {});
  const entries = Object.entries(texts ?? {});
  if (texts && entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) {
    return new Map(entries);
  }
  throw unreadable(where, `${field} as texts under names`, value);
}
