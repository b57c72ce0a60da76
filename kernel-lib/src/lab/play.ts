import type { ChatModel } from '../base/chat';
import { episodeId, playEpisode } from '../episode/play';
import type { Episode, Seat } from '../episode/schema';
import { matchesOf } from '../evaluation/match';
import type { Casting } from '../task/schema';
import { playerRoles, type PlayerName } from './models';
import { episodeSets, isCollection, playersOf, type Collection, type Trial } from './plan';
import type { EpisodeJob, Player } from './queue/job';
import type { Run } from './run';
import { checkServers } from './servers';
import { sceneOf } from './scenes';
import { runStage, type Item, type StageReport } from './stage';
import { tables, type Round } from './tables';

/** The stage that episodes are made in. */
export const playing = { stage: 'play episodes', table: tables.episodes };

/** Plays every episode whose players are there by now: collections for training, trials of models. */
export async function playEpisodes(run: Run): Promise<StageReport> {
  await checkServers(run);
  return runStage<Episode>(run, { ...playing, items: allEpisodes(run) });
}

/** Every episode whose players are there by now, in playing order. */
export function allEpisodes(run: Run): EpisodeItem[] {
  return episodeSets.flatMap(set => episodesOf(run, set));
}

/** A set's episodes in playing order, to be made; none while a player is not trained. */
export function episodesOf(run: Run, set: Collection | Trial): EpisodeItem[] {
  const [own, other] = playersOf(set).map(name => seatedIn(run, name));
  if (!own || !other) return [];
  if (isCollection(set)) {
    const talks = castingsFor(run, set.round).map(casting => ({ casting, repeat: 0 }));
    return talks.map(talk => episodeItem(run, set.tag, talk, [own, other]));
  }
  return matchesOf(castingsFor(run, 'evaluation'), run.settings.repeats).map(match =>
    episodeItem(run, set.tag, match, match.seat === 0 ? [own, other] : [other, own])
  );
}

/** An episode to be made, and what is known of it before. */
export interface EpisodeItem extends Item<Episode> {
  readonly talk: Talk;
  /** The same as data, for another machine. */
  readonly job: EpisodeJob;
}

/** Who meets in an episode: a casting, played for the how-many-th time. */
export interface Talk {
  readonly casting: Casting;
  readonly repeat: number;
  /** The seat under trial; absent in a collection, where both seats count. */
  readonly seat?: Seat;
}

function episodeItem(
  run: Run,
  tag: string,
  talk: Talk,
  seated: readonly [Seated, Seated]
): EpisodeItem {
  const agents = [seated[0].agent, seated[1].agent] as const;
  const { casting, repeat, seat } = talk;
  const { seed, rules, maxAttempts, invalidReplies } = run.settings;
  const invalid = invalidReplies ? { invalidReplies } : {};
  const target = seat === undefined ? {} : { target: seat };
  const plan = { tag, seed, repeat, ...target, ...sceneOf(run, casting) };
  const id = episodeId({
    ...plan,
    models: [agents[0].name, agents[1].name],
    sampling: run.file.models,
    prompt: run.prompts.digests.agent,
    rules,
    ...invalid
  });
  const options = { template: run.prompts.agent, rules, maxAttempts, ...invalid };
  const make: EpisodeItem['make'] = async (signal, through) => {
    const asked = [through(agents[0]), through(agents[1])] as const;
    const outcome = await playEpisode({ id, ...plan }, asked, options, signal);
    return outcome.kind === 'finished'
      ? outcome.episode
      : { missing: outcome.reason, attempts: outcome.attempts };
  };
  const { seed: _, ...scene } = plan;
  const players: EpisodeJob['players'] = [seated[0].player, seated[1].player];
  return { id, talk, job: { version: 1, ...scene, players }, make };
}

/** A player with the model that plays it. */
interface Seated {
  readonly agent: ChatModel;
  readonly player: Player;
}

function seatedIn(run: Run, name: PlayerName): Seated | undefined {
  const agent = run.models.player(name);
  const role = playerRoles[name] ?? 'student';
  return agent && { agent, player: { role, model: agent.name } };
}

function castingsFor(run: Run, round: Round): Casting[] {
  const tasks = run.rows(tables.tasks).filter(task => task.round === round);
  const ids = new Set(tasks.map(({ id }) => id));
  return run.rows(tables.castings).filter(({ task }) => ids.has(task));
}
