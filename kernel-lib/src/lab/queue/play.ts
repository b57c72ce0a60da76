import { hostname } from 'node:os';
import { UsageError } from '../../base/fail';
import { openQueue, type QueueServer } from '../../edge/queue/queue';
import { queueAddress } from '../../edge/queue/address';
import { endpointOf } from '../../edge/profile';
import type { Episode } from '../../episode/schema';
import { allEpisodes, playing, type EpisodeItem } from '../play';
import { QueueCounter } from './counter';
import type { Run } from '../run';
import { refuseRetired, refuseUnpriced } from '../servers';
import { runStage, type StageReport } from '../stage';
import { within } from './within';

/** How many episodes are in the queue or with workers at once, where nothing else is said. */
export const handedOutAtOnce = 256;

const graceMs = 5000; // for a queue that does not answer any more when all is over

/**
 * Plays what `playEpisodes` plays on other machines: hands episodes to the workers at a queue, and
 * writes what comes back. What workers had begun when it was stopped is collected by the next start.
 *
 * Throws: as `playEpisodes`; UsageError [edge/queue/address] or [edge/queue] when there is no queue,
 * [lab/queue/play] when another process feeds the run, or a model answers in this process only
 */
export async function playByQueue(run: Run, address?: string): Promise<StageReport> {
  refuseRetired(run.profile, run.options.now());
  if (run.options.budget.money !== undefined) refuseUnpriced(run.profile);
  const items = allEpisodes(run);
  refuseTrainedHere(run, items);
  const server = await openQueue(queueAddress(address), run.options.onNotice);
  try {
    await hold(run, server);
    return await playedAt(run, server, items);
  } finally {
    await server.close();
  }
}

async function playedAt(
  run: Run,
  server: QueueServer,
  items: readonly EpisodeItem[]
): Promise<StageReport> {
  const { id } = run.file;
  const feed = server.feed(id);
  const counter = new QueueCounter({ run, items, server, feed, hold: () => hold(run, server) });
  try {
    return await runStage<Episode>(tellingOfWorkers(run, counter), {
      ...playing,
      items: items.map(item => counter.itemFor(item))
    });
  } finally {
    await within(graceMs, counter.close());
    await within(graceMs, Promise.all([server.retract(id), server.release(id), feed.close()]));
  }
}

/** The run with a progress that tells of workers; its profile's limits are those of each machine. */
function tellingOfWorkers(run: Run, counter: QueueCounter): Run {
  const { concurrency: _, ...profile } = run.profile;
  const onProgress: Run['options']['onProgress'] = progress =>
    run.options.onProgress({ ...progress, workers: counter.workersHere });
  return { ...run, profile, options: { ...run.options, onProgress } };
}

/** Makes sure that nobody else feeds the same run, from another folder. */
async function hold(run: Run, server: QueueServer): Promise<void> {
  const other = await server.hold(run.file.id, `${hostname()}:${run.folder}`);
  if (other === undefined) return;
  throw new UsageError('lab/queue/play', {
    expected: `to be the only one who feeds ${run.file.id} to ${server.place}`,
    got: other,
    todo: 'Wait until it is done, or half a minute if it died; or take another queue.'
  });
}

/** What was trained by the embedded server lies in the run folder, which workers do not have. */
function refuseTrainedHere(run: Run, items: readonly EpisodeItem[]): void {
  const { baseUrl, model } = endpointOf(run.profile, 'student');
  const players = items.flatMap(({ job }) => job.players);
  const trained = players.find(each => each.role === 'student' && each.model !== model);
  if (baseUrl !== 'embedded' || !trained) return;
  throw new UsageError('lab/queue/play', {
    expected: 'trained models on a server that workers reach',
    got: `${trained.model}, which answers in this process only`,
    todo: 'Play without --queue.'
  });
}
