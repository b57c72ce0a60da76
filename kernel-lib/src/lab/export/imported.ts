import type { Template } from '../../base/template';
import { idOf } from '../../base/id';
import { promptsIn, type AgentSlot } from '../../episode/prompt';
import { actionText, seats, type Seat } from '../../episode/schema';
import type { ImportedEpisode } from '../../interop/schema';
import type { Rating } from '../../rating/schema';
import { seatPoints, type SeatPoints } from '../../selection/rank';
import type { Rule } from '../../selection/schema';
import { select, type RatedEpisode } from '../../selection/select';
import type { Candidate } from '../../sft/export-dpo';
import { completionOf } from '../../sft/rows';
import type { Row } from '../../sft/schema';
import { importedRows } from './sources';
import { importedTables } from '../import/imported';
import { actionOf } from '../import/imported-episodes';

/** How imported talk becomes training data: which is chosen, how an agent is asked, and what the run has. */
export interface Making {
  readonly rule: Rule;
  readonly template: Template<AgentSlot>;
  /** The ids of the run's own episodes. */
  readonly own: ReadonlySet<string>;
}

/** Rows to be trained on, under the name of the set of episodes they come from. */
export interface RowSet {
  readonly tag: string;
  readonly rows: readonly Row[];
}

/** What came of imported episodes, and what has to be said of it. */
export interface FromImports<T> {
  readonly found: readonly T[];
  readonly said: readonly string[];
}

const wordedHere =
  'the prompts that were sent in imported episodes: no log keeps them, so they are worded by the ' +
  'agents’ template from what each was told and what had happened';

/** The rows of what the rule chooses from every set of imported episodes. */
export async function rowsOfImports(folder: string, making: Making): Promise<FromImports<RowSet>> {
  const left: Left = new Map();
  const sets = new Map<string, { rated: RatedEpisode[]; players: Set<string> }>();
  for await (const { logged, points } of talksIn(folder, making, left)) {
    const tag = setOf(logged.tag);
    const set = sets.get(tag) ?? { rated: [], players: new Set() };
    set.rated.push({ tag, episode: logged.id, task: logged.environment, points });
    for (const player of logged.models.slice(-2)) set.players.add(player);
    sets.set(tag, set);
  }
  const chosen = [...sets.values()].flatMap(({ rated }) => select(rated, making.rule));
  const kept = chosen.filter(one => one.kept);
  const places = new Set(kept.map(({ episode, seat }) => `${seat} ${episode}`));
  const rows = new Map([...sets.keys()].map((tag): [string, Row[]] => [tag, []]));
  for await (const { logged } of talksIn(folder, making, new Map())) {
    for (const seat of seats.filter(one => places.has(`${one} ${logged.id}`))) {
      rows.get(setOf(logged.tag))?.push(...rowsIn(logged, seat, making));
    }
  }
  const said = [...sets].flatMap(([tag, { players, rated }]) => [
    `${tag}: what the rule ${JSON.stringify(making.rule)} drops; it keeps ` +
      `${kept.filter(one => one.tag === tag).length} of ${2 * rated.length} positions`,
    ...(players.size > 1 ? [`${tag}: who said a row; ${[...players].join(' and ')} did`] : [])
  ]);
  const found = [...rows].map(([tag, ofTag]) => ({ tag, rows: ofTag }));
  return { found, said: [...(sets.size > 0 ? [wordedHere] : []), ...said, ...reasons(left)] };
}

/** Both characters of every imported episode that is rated, each with its first row. */
export async function candidatesOfImports(
  folder: string,
  making: Making
): Promise<FromImports<Candidate>> {
  const left: Left = new Map();
  const found: Candidate[] = [];
  for await (const { logged, points } of talksIn(folder, making, left)) {
    for (const seat of seats) {
      const rows = rowsIn(logged, seat, making).slice(0, 1);
      const place = { tag: setOf(logged.tag), task: logged.environment, seat, episode: logged.id };
      if (points[seat]) found.push({ ...place, ...points[seat], rows });
    }
  }
  return { found, said: [...(found.length > 0 ? [wordedHere] : []), ...reasons(left)] };
}

/** Of every reason to leave an episode out, how many there are and the first one's id. */
type Left = Map<string, { readonly first: string; readonly n: number }>;

interface Talk {
  readonly logged: ImportedEpisode;
  readonly points: readonly [SeatPoints | undefined, SeatPoints | undefined];
}

/** The imported episodes that can be trained on; the others are counted in `left`. */
async function* talksIn(folder: string, making: Making, left: Left): AsyncGenerator<Talk> {
  const judged = new Map<string, Rating['seats']>();
  for await (const rating of importedRows(folder, importedTables.ratings)) {
    if (rating.rater.kind === 'judge') judged.set(rating.episode, rating.seats);
  }
  for await (const logged of importedRows(folder, importedTables.episodes)) {
    const { id } = logged;
    const [first, second] = [0, 1].map(seat => pointsOf(logged, seat, judged.get(id)));
    const isOwn = making.own.has(id) ? 'the run has its own of this id' : undefined;
    const reason = isOwn ?? refusal(logged) ?? (first || second ? undefined : unrated);
    const before = left.get(reason ?? '');
    if (reason === undefined) yield { logged, points: [first, second] };
    else left.set(reason, { first: before?.first ?? id, n: (before?.n ?? 0) + 1 });
  }
}

const unrated =
  'no judge rating with a goal and an overall score; import episodes with rewards, or a judge’s ratings';

function refusal({ names, turns, openings, environment }: ImportedEpisode): string | undefined {
  if (names.length > 2) return 'more than two take part, and training takes talks of two';
  if (turns.some(({ to }) => to)) return 'something in it is said in private';
  if (environment === '') return 'it does not name its task';
  if (openings.length === 0)
    return 'it does not say what each was told; import its EpisodeLog, or its released row with raw_messages';
  return undefined;
}

function pointsOf(
  { rewards }: ImportedEpisode,
  seat: number,
  judged: Rating['seats'] | undefined
): SeatPoints | undefined {
  const [overall, scores] = rewards[seat] ?? [];
  if (overall !== undefined && scores?.goal !== undefined) return { overall, goal: scores.goal };
  return seatPoints(judged?.[seat === 0 ? 0 : 1]);
}

function rowsIn(logged: ImportedEpisode, seat: Seat, { template }: Making): Row[] {
  const { id, tag, turns } = logged;
  const name = logged.names[seat]!;
  const ask = promptsIn(name, contextIn(logged.openings[seat] ?? ''), template);
  const line = turns.map(
    turn => `Turn #${turn.round}: ${actionText(turn.character, actionOf(turn))}`
  );
  return turns.flatMap((turn, index) => {
    const action = actionOf(turn);
    if (turn.character !== name || action.action_type === 'none') return [];
    const history = line.filter((_, i) => turns[i]!.round < turn.round && isLoud(turns[i]!));
    const prompt = ask(
      history.map((one, i) => (i === 0 ? one : `\n${one}`)),
      turn.round
    ).join('');
    const place = { episode: id, seat, turn: index };
    return [{ id: idOf('row', place), tag, ...place, prompt, completion: completionOf(action) }];
  });
}

function isLoud(turn: ImportedEpisode['turns'][number]): boolean {
  return actionOf(turn).action_type !== 'none';
}

/** What a character was told, as our prompts have it. */
function contextIn(opening: string): string {
  const scene = opening
    .replace(/^\s*Here is the context of this interaction:\s*\n/, '')
    .replace(/(?<!\s)[^\S\n]*\n\s*Conversation Starts:\s*$/i, '');
  return `${scene}\nConversation starts:`;
}

function setOf(tag: string): string {
  return `imported ${tag === '' ? 'without a tag' : tag}`;
}

function reasons(left: Left): string[] {
  return [...left].map(([reason, { first, n }]) =>
    n === 1
      ? `the imported episode ${first}: ${reason}`
      : `${n} imported episodes, such as ${first}: ${reason}`
  );
}
