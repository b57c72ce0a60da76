import { dimensions } from '../../../kernel-lib/src/transcript/schema';
import type { EpisodeEntry, RatingEntry } from '../../../kernel-lib/src/transcript/index-file';

/** Which episodes a list shows; an empty text asks for nothing. */
export interface Filter {
  readonly words: string;
  readonly task: string;
  readonly model: string;
  /** The set of episodes it was played for, such as `collect BC`. */
  readonly set: string;
  readonly ending: string;
  readonly isHard: boolean;
  readonly rated: '' | 'yes' | 'no';
  readonly hasRepairs: boolean;
  /** The number of a dimension, and the scores of either person that are wanted. */
  readonly dimension: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** Everything is shown. */
export const noFilter: Filter = {
  words: '',
  task: '',
  model: '',
  set: '',
  ending: '',
  isHard: false,
  rated: '',
  hasRepairs: false,
  dimension: undefined,
  low: undefined,
  high: undefined
};

/** Whether a filter lets everything through that holds the words. */
export function unfiltered(filter: Filter): boolean {
  return Object.entries({ ...filter, words: '' }).every(
    ([key, value]) => value === noFilter[key as keyof Filter]
  );
}

/** In which order: as in the file, by name, by length, or by the judge's goal scores. */
export const orders = ['file', 'task', 'turns', 'goal up', 'goal down'] as const;
export type Order = (typeof orders)[number];

/** What stands beside the episodes themselves. */
export interface Known {
  /** The judge's scores by episode. */
  readonly scores: ReadonlyMap<string, RatingEntry['scores']>;
  /** The episodes that the reader has rated. */
  readonly rated: ReadonlySet<string>;
  /** Those whose texts hold the words, once somebody has asked for that. */
  readonly found: ReadonlySet<string> | undefined;
}

/** An entry without what a blind reader must not know; nothing of it stays in memory. */
export function blinded(entry: EpisodeEntry): EpisodeEntry {
  return { ...entry, tag: '', models: ['', ''], repaired: 0, failed: 0 };
}

/** The judge's scores by episode; of several judges the first in the file. */
export function judgeScores(ratings: readonly RatingEntry[]): Map<string, RatingEntry['scores']> {
  const scores = new Map<string, RatingEntry['scores']>();
  for (const { kind, episode, scores: given } of ratings)
    if (kind === 'judge' && !scores.has(episode)) scores.set(episode, given);
  return scores;
}

/** What can be asked for: each task, model, set and ending that occurs, in order. */
export function choicesOf(entries: readonly EpisodeEntry[]) {
  const [tasks, models, endings] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const sets = new Set<string>();
  for (const { task, models: both, tag, ending } of entries) {
    sets.add(tag);
    tasks.add(task);
    models.add(both[0]).add(both[1]);
    endings.add(ending);
  }
  const sorted = (values: ReadonlySet<string>) => [...values].filter(Boolean).sort();
  return {
    tasks: sorted(tasks),
    models: sorted(models),
    endings: sorted(endings),
    sets: [...sets].filter(Boolean),
    hasHard: entries.some(({ hard }) => hard)
  };
}

/** The texts that a search looks into, in the order of the entries. */
export function searchTexts(entries: readonly EpisodeEntry[]): string[] {
  return entries.map(({ id, task, scenario, people, tag, models }) =>
    [id, task.replace(/[_-]+/g, ' '), task, scenario, ...people, tag, ...models]
      .join('\n')
      .toLowerCase()
  );
}

/** The entries that a filter lets through, in the order asked for. */
export function chosen(
  entries: readonly EpisodeEntry[],
  texts: readonly string[],
  filter: Filter,
  order: Order,
  known: Known
): EpisodeEntry[] {
  const words = filter.words.trim().toLowerCase();
  const passes = (entry: EpisodeEntry, i: number) =>
    (words === '' || known.found?.has(entry.id) || (texts[i] ?? '').includes(words)) &&
    fits(entry, filter, known);
  return inOrder(entries.filter(passes), order, known);
}

/** Whether an episode is asked for, whatever the words. */
export function fits(entry: EpisodeEntry, filter: Filter, { rated, scores }: Known): boolean {
  const { task, model, set, ending } = filter;
  if (task !== '' && entry.task !== task) return false;
  if (model !== '' && !entry.models.includes(model)) return false;
  if (set !== '' && entry.tag !== set) return false;
  if (ending !== '' && entry.ending !== ending) return false;
  if (filter.isHard && !entry.hard) return false;
  if (filter.rated !== '' && rated.has(entry.id) !== (filter.rated === 'yes')) return false;
  if (filter.hasRepairs && entry.repaired + entry.failed === 0) return false;
  return fitsScores(scores.get(entry.id), filter);
}

function fitsScores(
  scores: RatingEntry['scores'] | undefined,
  { dimension, low, high }: Filter
): boolean {
  if (dimension === undefined) return true;
  const isWanted = (score: number | null | undefined) =>
    typeof score === 'number' && score >= (low ?? -Infinity) && score <= (high ?? Infinity);
  return (scores ?? []).some(seat => isWanted(seat[dimension]));
}

const goal = dimensions.findIndex(({ name }) => name === 'goal');

/** The judge's goal scores of both people; nothing where one is missing. */
export function goalsOf(scores: RatingEntry['scores'] | undefined): [number, number] | undefined {
  const [first, second] = [scores?.[0][goal], scores?.[1][goal]];
  return typeof first === 'number' && typeof second === 'number' ? [first, second] : undefined;
}

/** Equal ones stay in the order of the file; those without scores come last. */
function inOrder(entries: EpisodeEntry[], order: Order, { scores }: Known): EpisodeEntry[] {
  const goals = ({ id }: EpisodeEntry) => goalsOf(scores.get(id));
  const mean = (entry: EpisodeEntry, missing: number) => {
    const both = goals(entry);
    return both ? both[0] + both[1] : missing;
  };
  switch (order) {
    case 'file':
      return entries;
    case 'task':
      return entries.sort((a, b) => (a.task < b.task ? -1 : a.task > b.task ? 1 : 0));
    case 'turns':
      return entries.sort((a, b) => b.turns - a.turns);
    case 'goal up':
      return entries.sort((a, b) => mean(a, Infinity) - mean(b, Infinity) || 0);
    case 'goal down':
      return entries.sort((a, b) => mean(b, -Infinity) - mean(a, -Infinity) || 0);
    default:
      return order satisfies never;
  }
}
