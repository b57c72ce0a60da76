import { attemptKind, type Attempt } from '../base/chat';
import { mean } from '../base/stats';
import type { RunView } from './run';
import { contestants } from './plan';
import { playing } from './play';
import { rating } from './rate';
import { tables } from './tables';

/** What troubled an episode on its way to a score. */
export const troubles = [
  /** A server did not answer at once. */
  'failed calls',
  /** A reply could not be used, and the model was asked again. */
  'asked again',
  /** Something was taken off a reply to read it. */
  'repaired',
  /** No reply was an action, and that was taken for silence, as published. */
  'taken for silence'
] as const;
export type Trouble = (typeof troubles)[number];

/** A model's mean goal score by the judge, with and without the episodes that had trouble. */
export interface Effect {
  readonly n: number;
  readonly troubled: number;
  readonly mean: number | null;
  /** `null` where every episode had trouble. */
  readonly without: number | null;
}

/** What failures, second tries and repairs did to a run. */
export interface Effects {
  /** Episodes by trouble; one may have several. */
  readonly episodes: Readonly<Record<Trouble, number>>;
  /** Episodes that could not be played to their end, or not be rated: in no mean. */
  readonly missing: number;
  readonly goal: Readonly<Record<string, Effect>>;
}

/** Compares the means of a run with those without the episodes that had trouble. */
export function effectsOf(run: Pick<RunView, 'rows' | 'ledger'>): Effects {
  const byEpisode = troublesIn(run);
  const counted = (trouble: Trouble) =>
    [...byEpisode.values()].filter(found => found.has(trouble)).length;
  const stages = [playing.stage, rating.stage];
  const missing = run.rows(tables.failures).filter(({ stage }) => stages.includes(stage)).length;
  const scores = run.rows(tables.scores).filter(({ source }) => source === 'judge');
  const goal = contestants.flatMap((model): [string, Effect][] => {
    const points = scores.flatMap(score =>
      score.model === model && score.points
        ? [{ goal: score.points.goal, isTroubled: byEpisode.has(score.episode) }]
        : []
    );
    const meanOf = (some: typeof points) => mean(some.map(({ goal }) => goal)) ?? null;
    if (points.length === 0) return [];
    const calm = points.filter(({ isTroubled }) => !isTroubled);
    const n = points.length;
    return [[model, { n, troubled: n - calm.length, mean: meanOf(points), without: meanOf(calm) }]];
  });
  const episodes = Object.fromEntries(troubles.map(trouble => [trouble, counted(trouble)]));
  return { episodes: episodes as Effects['episodes'], missing, goal: Object.fromEntries(goal) };
}

/** What stands in the effects for people; nothing where nothing happened. */
export function effectLines({ episodes, missing, goal }: Effects): string[] {
  const said = troubles.filter(trouble => episodes[trouble] > 0);
  if (said.length + missing === 0) return [];
  const counts = said.map(trouble => `${trouble} ${episodes[trouble]}`);
  const models = Object.entries(goal).filter(([, { troubled }]) => troubled > 0);
  const inWords = (value: number | null) => (value === null ? 'none left' : value.toFixed(2));
  return [
    `Episodes with trouble: ${[...counts, ...(missing > 0 ? [`missing ${missing}`] : [])].join(', ')}`,
    ...models.map(([model, { n, troubled, mean, without }]) => {
      return `  ${model}: goal ${inWords(mean)}, ${inWords(without)} without ${troubled} of ${n}`;
    })
  ];
}

/** The troubles of every episode that had any. */
function troublesIn(run: Pick<RunView, 'rows' | 'ledger'>): Map<string, Set<Trouble>> {
  const found = new Map<string, Set<Trouble>>();
  const note = (episode: string, trouble: Trouble) => {
    found.set(episode, (found.get(episode) ?? new Set()).add(trouble));
  };
  const { failedItems } = run.ledger.totals();
  for (const { id, turns } of run.rows(tables.episodes)) {
    if (failedItems.has(id)) note(id, 'failed calls');
    for (const { attempts = [], invalid } of turns) {
      if (invalid) note(id, 'taken for silence');
      for (const attempt of attempts) note(id, troubleOf(attempt));
    }
  }
  for (const { id, episode, rater, attempts = [] } of run.rows(tables.ratings)) {
    if (rater.kind !== 'judge') continue;
    if (failedItems.has(id)) note(episode, 'failed calls');
    for (const attempt of attempts) note(episode, troubleOf(attempt));
  }
  return found;
}

function troubleOf(attempt: Attempt): Trouble {
  return attemptKind(attempt) === 'repaired' ? 'repaired' : 'asked again';
}
