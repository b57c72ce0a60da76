import { ratingId, rateEpisode } from '../rating/rate';
import type { Rater, Rating } from '../rating/schema';
import type { Episode } from '../episode/schema';
import { waitingIn } from './batch/state';
import { collections } from './plan';
import type { Run } from './run';
import { checkServers } from './servers';
import { runStage, type Item, type StageReport } from './stage';
import { tables } from './tables';

/** How many simulated raters stand in for people. Source: the paper, §5.1, two raters per talk. */
const panel = [1, 2];

/** The stage that ratings are made in. */
export const rating = { stage: 'rate episodes', table: tables.ratings };

/** Has the judge rate every episode, and the simulated raters those that models are tried in. */
export async function rateEpisodes(run: Run): Promise<StageReport> {
  await checkServers(run);
  warnOfBatches(run);
  const items = run.rows(tables.episodes).flatMap(episode => ratingItems(run, episode));
  return runStage<Rating>(run, { ...rating, items });
}

/** Who rates an episode in this run, the judge first. */
export function ratersFor(
  { profile }: Pick<Run, 'profile'>,
  { tag }: Pick<Episode, 'tag'>
): Rater[] {
  const { judge, rater } = profile.models;
  const raters: Rater[] = [{ kind: 'judge', model: judge.model }];
  if (rater && !collections.some(collection => collection.tag === tag)) {
    raters.push(
      ...panel.map(number => ({ kind: 'simulated' as const, model: rater.model, number }))
    );
  }
  return raters;
}

/** Says what is under way in a batch, and would be paid for twice. */
export function warnOfBatches(run: Run): void {
  const waiting = waitingIn(run);
  if (waiting === 0) return;
  const sentence = `Ratings under way in a batch: ${waiting}. Rated live as well, they are paid for twice; rate --batch collects them.`;
  run.options.onNotice(sentence);
}

/** The ratings to be made of an episode, the judge's first. */
export function ratingItems(run: Run, episode: Episode): Item<Rating>[] {
  return ratersFor(run, episode).map(rater => ratingItem(run, episode, rater));
}

/** Their ids, which are known before the episode is played. */
export function ratingIds(run: Run, episode: Pick<Episode, 'id' | 'tag'>): string[] {
  return ratersFor(run, episode).map(rater => ratingId(episode, rater, run.prompts.judge));
}

function ratingItem(run: Run, episode: Episode, rater: Rater): Item<Rating> {
  const { maxAttempts } = run.settings;
  const template = run.prompts.judge;
  const model = run.models.of(rater.kind === 'judge' ? 'judge' : 'rater');
  return {
    id: ratingId(episode, rater, template),
    make: async (signal, through) => {
      const options = { template, maxAttempts };
      const outcome = await rateEpisode(episode, rater, through(model), options, signal);
      return outcome.kind === 'rated'
        ? outcome.rating
        : { missing: outcome.reason, attempts: outcome.attempts };
    }
  };
}
