import type { RunView } from './run';
import { collections } from './plan';
import { judgements } from './judgements';
import { tables } from './tables';

/** What to do with a run after a verb: the verb that goes on with what it made. */
export function nextVerb(run: Pick<RunView, 'rows'>, verb: string): string {
  if (run.rows(tables.failures).length > 0) return isStage(verb) ? verb : 'run';
  return verb === 'rate' ? afterRating(run) : (following[verb] ?? 'run');
}

const following: Readonly<Record<string, string>> = {
  ...{ tasks: 'play', play: 'rate', select: 'train', train: 'play', evaluate: 'figures' }
};

function isStage(verb: string): boolean {
  return verb === 'rate' || verb in following;
}

/** A collection that is rated is chosen from, once; what else was rated is a trial. */
function afterRating(run: Pick<RunView, 'rows'>): string {
  const judged = judgements(run);
  const chosen = new Set(run.rows(tables.selections).map(({ tag }) => tag));
  const isWaiting = collections.some(({ tag }) => {
    const episodes = run.rows(tables.episodes).filter(episode => episode.tag === tag);
    return episodes.length > 0 && !chosen.has(tag) && episodes.every(({ id }) => judged.has(id));
  });
  return isWaiting ? 'select' : 'evaluate';
}
