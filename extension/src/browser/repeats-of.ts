import type { EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';

/** Which of several episodes an entry is that differ in nothing else that the list shows. */
export interface Repeat {
  /** Counts from 1, in the order of the file. */
  readonly number: number;
  readonly of: number;
}

/** The entries that share scene, people, models and set with others, by id. */
export function repeatsOf(entries: readonly EpisodeEntry[]): Map<string, Repeat> {
  const groups = new Map<string, string[]>();
  for (const entry of entries) {
    const { task, scenario, people, models, tag } = entry;
    const key = JSON.stringify([task, scenario, people, models, tag]);
    const group = groups.get(key);
    if (group) group.push(entry.id);
    else groups.set(key, [entry.id]);
  }
  const repeats = new Map<string, Repeat>();
  for (const ids of groups.values())
    if (ids.length > 1) ids.forEach((id, i) => repeats.set(id, { number: i + 1, of: ids.length }));
  return repeats;
}
