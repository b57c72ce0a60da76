import { join } from 'node:path';
import { LabError, messageOf } from '../../base/fail';
import { idOf } from '../../base/id';
import { readRows } from '../../edge/files';
import type { Action, Episode, Ending, Turn } from '../../episode/schema';
import { transcriptOf } from '../../episode/transcript';
import { seatRatingOf } from '../../interop/rewards';
import type { ImportedEpisode, LoggedTurn } from '../../interop/schema';
import type { Rating } from '../../rating/schema';
import { fullName, Character, Task } from '../../task/schema';
import { importedRows } from '../export/sources';
import { importedTables } from './imported';
import { runFolder } from '../run-folder';

/** Imported episodes as our verbs take them, and those that they refuse. */
export interface ReadImported {
  readonly episodes: readonly Episode[];
  /** What their rewards say. */
  readonly ratings: readonly Rating[];
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

interface Known {
  readonly tasks: ReadonlyMap<string, Task>;
  /** Characters by id and by full name. */
  readonly characters: ReadonlyMap<string, Character>;
}

/**
 * The episodes that were imported into a run folder, as our own: with their tasks and characters,
 * which have to be imported as well. Exact prompts are not known of them. Episodes of more than two,
 * with private messages, or of unknown people or tasks are refused with the reason.
 */
export async function importedEpisodes(folder: string): Promise<ReadImported> {
  const path = runFolder(folder);
  const known = knownIn(path);
  const episodes: Episode[] = [];
  const ratings: Rating[] = [];
  const refused: { id: string; reason: string }[] = [];
  for await (const logged of importedRows(path, importedTables.episodes)) {
    try {
      const episode = asOurs(logged, known);
      const rating = ratingIn(logged, episode);
      episodes.push(episode);
      if (rating) ratings.push(rating);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      refused.push({ id: logged.id, reason: messageOf(error) });
    }
  }
  return { episodes, ratings, refused };
}

function knownIn(folder: string): Known {
  const { characters, tasks } = importedTables;
  const people = readRows(characters, join(folder, characters.file)).map(one =>
    Character.parse(one)
  );
  return {
    tasks: new Map(readRows(tasks, join(folder, tasks.file)).map(one => [one.id, Task.parse(one)])),
    characters: new Map(
      people.flatMap(one => [[fullName(one), one] as const, [one.id, one] as const])
    )
  };
}

function asOurs(logged: ImportedEpisode, known: Known): Episode {
  const { id, names, agents, environment, models, turns } = logged;
  const task = known.tasks.get(environment);
  const cast = names.map((name, i) => known.characters.get(agents[i] ?? name));
  const [first, second, ...more] = cast;
  if (names.length !== 2 || more.length > 0) throw refusal(id, 'two characters', names, onlyRead);
  const secret = turns.find(({ to }) => to);
  if (secret)
    throw refusal(
      id,
      'only turns that both hear',
      `one that ${secret.to?.join(', ')} hears`,
      onlyRead
    );
  if (!task) throw refusal(id, 'its task among the imported ones', environment);
  if (!first || !second) throw refusal(id, 'both characters among the imported ones', names);
  const scene: Pick<Episode, 'task' | 'cast'> = { task, cast: [first, second] };
  const played = turns.map(turn => asTurn(turn, names, scene.cast));
  const [one = '', two = ''] = models.slice(-2);
  return {
    ...{
      id,
      tag: logged.tag,
      ...scene,
      models: [one, two],
      repeat: 0,
      rules: 'published',
      texts: []
    },
    turns: played,
    ending: endingOf(turns),
    transcript: transcriptOf(scene, played)
  };
}

/** An action of a log as one of ours; a visible act without words is a silent one. */
export function actionOf({ action: { action_type, argument } }: LoggedTurn): Action {
  const isQuiet = argument.trim() === '' && action_type !== 'leave';
  return isQuiet ? { action_type: 'none', argument: '' } : { action_type, argument };
}

function asTurn(turn: LoggedTurn, names: readonly string[], cast: readonly Character[]): Turn {
  const character = fullName(cast[names.indexOf(turn.character)]!);
  return { character, action: actionOf(turn), prompt: [] };
}

/** Why a published talk ended, by its last turn. Source: Sotopia, RuleBasedTerminatedEvaluator. */
function endingOf(turns: readonly LoggedTurn[]): Ending {
  const last = turns.at(-1);
  if (last?.action.action_type === 'leave') return 'too few characters';
  return (last?.round ?? 0) >= 19 ? 'turn limit' : 'stale';
}

function ratingIn(logged: ImportedEpisode, episode: Episode): Rating | undefined {
  const { rewards, reasoning } = logged;
  const [first = null, second = null] = rewards;
  if (!first && !second) return undefined;
  const { id, judge } = judgingOf(logged);
  return {
    id,
    episode: episode.id,
    tag: episode.tag,
    transcript: episode.transcript,
    rater: { kind: 'judge', model: judge },
    seats: [seatRatingOf(first), seatRatingOf(second)],
    reply: reasoning
  };
}

/** Who judged a logged talk, and the id of that rating: published lists of models begin with the judge, or leave it out. */
export function judgingOf({ id, models, names }: ImportedEpisode): { id: string; judge: string } {
  const judge = models.length > names.length ? models[0]! : 'unknown';
  return { id: idOf('rating', { episode: id, judge }), judge };
}

const onlyRead =
  'It can be shown and exported; what rates, selects and trains takes talks of two that both hear.';

function refusal(
  id: string,
  wanted: string,
  got: unknown,
  todo = 'It can still be shown and exported; to use it, import what is missing.'
): LabError {
  return new LabError('lab/import/imported-episodes', {
    expected: `episode ${id} to have ${wanted}`,
    got,
    todo
  });
}
