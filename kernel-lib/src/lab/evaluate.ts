import PQueue from 'p-queue';
import { truthTeller } from '../edge/truth';
import type { Episode } from '../episode/schema';
import { scoreOf, truthScore, unratedScore, type Evaluated } from '../evaluation/score';
import type { Score } from '../evaluation/schema';
import { recordText } from '../rating/prompt';
import type { Rating } from '../rating/schema';
import { sayEmpty } from './empty-stage';
import { isCollection, episodeSets, type Trial } from './plan';
import { episodesOf, type EpisodeItem } from './play';
import { ratersFor } from './rate';
import type { Run } from './run';
import { sceneOf } from './scenes';
import { concurrencyOf, type StageReport } from './stage';
import { tables } from './tables';

type Truth = Awaited<ReturnType<typeof truthTeller>>;

/**
 * Scores every trial: the target's seven dimensions by judge, by simulated raters where there are
 * some, and by the truth of a simulated world. The only stage that reads the truth. An episode
 * that never ended counts as unrated.
 */
export async function evaluateModels(run: Run): Promise<StageReport> {
  const { models, profile } = run;
  const { signal } = run.options;
  const truth = profile.simulated
    ? await truthTeller(models.endpoint('judge'), models.fetch('judge'))
    : undefined;
  const trials = episodeSets.filter((set): set is Trial => !isCollection(set));
  const played = new Map(run.rows(tables.episodes).map(episode => [episode.id, episode]));
  const ratings = ratingsByEpisode(run.rows(tables.ratings));
  const scored = async (trial: Trial, { id, talk }: EpisodeItem) => {
    signal?.throwIfAborted();
    const { casting, repeat, seat = 0 } = talk;
    const record = played.get(id);
    const episode = record ?? { id, repeat, ...sceneOf(run, casting) };
    const evaluated = { model: trial.model, episode, seat };
    const rated = ratedScores(run, trial, evaluated, ratings.get(id) ?? []);
    return truth ? [...rated, await trueScore(truth, evaluated, record)] : rated;
  };
  const queue = new PQueue({ concurrency: concurrencyOf(run) }); // the truth is asked for over a server
  const work = trials.flatMap(trial =>
    episodesOf(run, trial).map(item => () => scored(trial, item))
  );
  const scores = (await queue.addAll(work)).flat();
  run.writeRows(tables.scores, scores);
  const failed = scores.filter(({ unrated }) => unrated !== undefined).length;
  sayEmpty(run, 'evaluate', run.rows(tables.episodes).length);
  return { stage: 'evaluate', made: scores.length - failed, total: scores.length, failed };
}

function ratedScores(
  run: Run,
  trial: Trial,
  evaluated: Evaluated,
  ratings: readonly Rating[]
): Score[] {
  const raters = ratersFor(run, trial);
  const panel = raters.filter(({ kind }) => kind === 'simulated').length;
  const byJudge = scoreOf(evaluated, 'judge', ratings);
  if (panel === 0) return [byJudge];
  return [byJudge, scoreOf(evaluated, 'simulatedRaters', ratings, { raters: panel })];
}

async function trueScore(
  truth: Truth,
  evaluated: Evaluated,
  episode: Episode | undefined
): Promise<Score> {
  if (!episode) return unratedScore(evaluated, 'truth', 'the episode never ended');
  const scores = await truth(recordText(episode));
  return truthScore(evaluated, scores[evaluated.seat]);
}

function ratingsByEpisode(ratings: readonly Rating[]): Map<string, Rating[]> {
  const groups = new Map<string, Rating[]>();
  for (const rating of ratings) {
    groups.set(rating.episode, [...(groups.get(rating.episode) ?? []), rating]);
  }
  return groups;
}
