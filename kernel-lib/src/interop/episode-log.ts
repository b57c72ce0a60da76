import { loggedText, parseActionText } from './action-text';
import {
  beyondOf,
  fieldsOf,
  idIn,
  plainText,
  textOrNone,
  unreadable,
  withBeyond,
  type Fields
} from './fields';
import { otherRendering } from './rendering';
import { readOtherRewards, readRewards, toOtherRewards, toRewards, type Note } from './rewards';
import { othersIn, readScene, sceneFields, toScene } from './scene-fields';
import type { ImportedEpisode, LoggedTurn } from './schema';

/** One message of a log: who said what to whom. */
export type LogMessage = readonly [sender: string, receiver: string, text: string];

const where = 'episode-log';
const outside = ['Environment', 'Evaluation']; // senders that are no characters
const known = [
  ...['pk', 'environment', 'agents', 'tag', 'models', 'messages', 'reasoning', 'rewards'],
  ...['rewards_prompt', 'other_rewards', 'social_interactions', ...sceneFields]
];

/** Whether a record is an EpisodeLog. */
export function isEpisodeLog(fields: Fields): boolean {
  return 'messages' in fields && 'environment' in fields && 'agents' in fields;
}

/**
 * A Sotopia EpisodeLog: of sotopia 0.1.5, of its earlier database, or of its later main. Where the
 * characters' ids are not known, its messages say how many take part. Of a rating out of range
 * `note` is told, and the episode is read without it.
 *
 * Throws: LabError [interop/episode-log] when a field, a message or an action cannot be read
 * Source: Sotopia `sotopia/database/logs.py`, EpisodeLog.
 */
export function readEpisodeLog(value: unknown, stem?: string, note?: Note): ImportedEpisode {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable(where, 'an episode as a JSON object', value);
  const agents = textsIn(fields.agents, 'agents');
  const talk = readMessages(fields.messages);
  if (agents.length > 0 && talk.names.length !== agents.length) {
    throw unreadable(
      where,
      `${agents.length} characters who are told what it is about`,
      talk.names
    );
  }
  const { names } = talk;
  return {
    id: idIn(fields, ['pk'], 'episode', stem),
    environment: plainText(fields.environment),
    agents,
    tag: plainText(fields.tag),
    models: textsIn(fields.models ?? [], 'models'),
    ...talk,
    rewards: readRewards(fields.rewards, names.length, where, note),
    reasoning: textOrNone(fields, 'reasoning', where) ?? '',
    rewardsPrompt: textOrNone(fields, 'rewards_prompt', where) ?? '',
    ...readScene(fields, names, where),
    ...readOtherRewards(fields.other_rewards, names.length, where),
    ...beyondOf(fields, known, {
      ...othersIn(fields, names, where),
      ...otherRendering(fields, talk.turns, where)
    })
  };
}

/**
 * What was said in a log's messages: the characters' names, what they were told first, and their
 * turns. Whoever was idle while another acted has no turn; what the environment reports later is
 * not kept, since it repeats the turns.
 *
 * Throws: LabError [interop/episode-log] when a message or an action cannot be read
 */
export function readMessages(
  value: unknown
): Pick<ImportedEpisode, 'names' | 'openings' | 'turns'> {
  if (!isMessages(value)) {
    throw unreadable(where, 'messages as lists of [sender, receiver, text]', value);
  }
  const first = value[0] ?? [];
  const told = first.filter(([sender]) => sender === 'Environment');
  const names = told.map(([, name]) => name);
  if (names.length < 2 || new Set(names).size !== names.length) {
    throw unreadable(where, 'two or more characters with different names', names);
  }
  const openings = told.map(([, , text]) => text);
  const turns = value.flatMap((messages, round) => turnsOf(messages, round, names));
  return { names, openings: openings.every(text => text === '') ? [] : openings, turns };
}

function turnsOf(
  messages: readonly LogMessage[],
  round: number,
  names: readonly string[]
): LoggedTurn[] {
  const turns: LoggedTurn[] = [];
  let quiet = false;
  for (const [sender, receiver, text] of messages) {
    if (outside.includes(sender)) continue;
    if (!names.includes(sender)) throw unreadable(where, `one of ${names.join(', ')}`, sender);
    if (text === 'did nothing') {
      quiet = true; // half of all messages
      continue;
    }
    const act = parseActionText(text);
    const to = receiver === 'Environment' || act.to ? act.to : [receiver];
    turns.push({ round, character: sender, action: act.action, ...(to && { to }) });
  }
  const loud = turns.filter(({ action }) => action.action_type !== 'none');
  const bySeat = (one: LoggedTurn) => names.indexOf(one.character);
  if (loud.length > 0) return loud.sort((a, b) => bySeat(a) - bySeat(b));
  if (turns.length === 0 && !quiet) return [];
  return [{ round, character: names[round % names.length]!, action: silence }];
}

const silence = { action_type: 'none', argument: '' } as const;

/**
 * An episode as sotopia 0.1.5 stores it, and after these fields what else is known of it: it reads
 * past those.
 */
export function toEpisodeLog(episode: ImportedEpisode): Fields {
  const log = {
    pk: episode.id,
    environment: episode.environment,
    agents: episode.agents,
    tag: episode.tag,
    models: episode.models,
    messages: toMessages(episode),
    reasoning: episode.reasoning,
    rewards: toRewards(episode.rewards),
    rewards_prompt: episode.rewardsPrompt,
    ...toScene(episode),
    ...toOtherRewards(episode)
  };
  return withBeyond(log, episode.beyond, sceneFields);
}

/** The messages of a log: in every round what each character is told, then what each does. */
export function toMessages({ names, openings, turns }: ImportedEpisode): LogMessage[][] {
  const rounds = 1 + (turns.at(-1)?.round ?? -1);
  return Array.from({ length: rounds + 1 }, (_, round) => {
    const before = turns.filter(turn => turn.round === round - 1);
    const now = turns.filter(turn => turn.round === round);
    const told = names.map((name, i): LogMessage => {
      const text = round === 0 ? (openings[i] ?? '') : observed(before, name, round);
      return ['Environment', name, text];
    });
    return now.length === 0 ? told : [...told, ...names.flatMap(name => acts(now, name))];
  });
}

function observed(turns: readonly LoggedTurn[], viewer: string, round: number): string {
  const seen = turns
    .filter(({ action }) => action.action_type !== 'none')
    .filter(({ to, character }) => !to || to.includes(viewer) || character === viewer)
    .map(turn => `${turn.character} ${loggedText(turn)}`);
  return `Turn #${round - 1}: ${seen.join(';')}\n`;
}

function acts(turns: readonly LoggedTurn[], name: string): LogMessage[] {
  const own = turns.filter(({ character }) => character === name);
  if (own.length === 0) return [[name, 'Environment', 'did nothing']];
  return own.map(turn => [name, 'Environment', loggedText(turn)]);
}

function isMessages(value: unknown): value is LogMessage[][] {
  return (
    Array.isArray(value) && value.every(round => Array.isArray(round) && round.every(isMessage))
  );
}

function isMessage(value: unknown): value is LogMessage {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [sender, receiver, text] = value as unknown[];
  return typeof sender === 'string' && typeof receiver === 'string' && typeof text === 'string';
}

function textsIn(value: unknown, field: string): string[] {
  const isText = (one: unknown): one is string => typeof one === 'string';
  if (Array.isArray(value) && value.every(isText)) return value;
  throw unreadable(where, `${field} as a list of texts`, value);
}
