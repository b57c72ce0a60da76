import type { Episode } from '../episode/schema';
import type { Rating } from '../rating/schema';
import { allEpisodes, playing } from './play';
import { rating, ratingIds, ratingItems, warnOfBatches } from './rate';
import type { Run } from './run';
import { checkServers } from './servers';
import { runStages, type StageReport } from './stage';
import { tables } from './tables';

/**
 * Plays every episode whose players are there by now, and has each rated as soon as it ends. The
 * rows are those of `playEpisodes` and then `rateEpisodes`.
 */
export async function playAndRate(run: Run): Promise<[StageReport, StageReport]> {
  await checkServers(run);
  warnOfBatches(run);
  const items = allEpisodes(run);
  const tags = new Map([
    ...items.map(({ id, job }) => [id, job.tag] as const),
    ...run.rows(tables.episodes).map(({ id, tag }) => [id, tag] as const)
  ]);
  return runStages<Episode, Rating>(
    run,
    { ...playing, items },
    {
      ...rating,
      ids: id => ratingIds(run, { id, tag: tags.get(id) ?? '' }),
      items: episode => ratingItems(run, episode)
    }
  );
}
