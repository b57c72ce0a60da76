import { loggedText, parseActionText } from './action-text';
import { readMessages, toMessages } from './episode-log';
import { beyondOf, fieldsOf, idIn, plainText, unreadable, type Fields } from './fields';
import { readRewards, toRewards } from './rewards';
import type { ImportedEpisode, LoggedTurn } from './schema';

const where = 'hf-episode';
const known = [
  ...['episode_id', 'environment_id', 'agent_ids', 'experiment_tag', 'raw_messages'],
  ...['experiment_model_name_pairs', 'raw_rewards', 'raw_rewards_prompt', 'scenario', 'codename'],
  ...['agents_background', 'social_goals', 'social_interactions', 'reasoning', 'rewards']
];

/** Whether a record is an episode as released with sotopia and sotopia-pi. */
export function isHfEpisode(fields: Fields): boolean {
  return 'episode_id' in fields && ('raw_messages' in fields || 'social_interactions' in fields);
}

/**
 * A released episode. The list of models has two or three entries, depending on the file. Earlier
 * releases have no messages; their turns are read from the rendered conversation.
 *
 * Throws: LabError [interop/hf-episode] when a field or an action cannot be read
 * Source: Sotopia `sotopia/database/serialization.py`, TwoAgentEpisodeWithScenarioBackgroundGoals.
 */
export function readHfEpisode(value: unknown): ImportedEpisode {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable(where, 'an episode as a JSON object', value);
  const backgrounds = byName(fields.agents_background, 'agents_background');
  const goals = byName(fields.social_goals, 'social_goals');
  const talk =
    fields.raw_messages === undefined
      ? renderedTalk(fields.social_interactions, [...backgrounds.keys()])
      : readMessages(fields.raw_messages);
  const told = (texts: ReadonlyMap<string, string>) =>
    talk.names.map(name => texts.get(name) ?? '');
  const rewards = isNothing(fields.raw_rewards) ? fields.rewards : fields.raw_rewards;
  return {
    id: idIn(fields, ['episode_id'], 'episode'),
    environment: plainText(fields.environment_id),
    agents: texts(fields.agent_ids, 'agent_ids'),
    tag: plainText(fields.experiment_tag),
    models: texts(fields.experiment_model_name_pairs, 'experiment_model_name_pairs'),
    ...talk,
    rewards: readRewards(rewards, talk.names.length, where),
    reasoning: textOf(fields.reasoning),
    rewardsPrompt: textOf(fields.raw_rewards_prompt),
    ...(typeof fields.scenario === 'string' && { scenario: fields.scenario }),
    ...(typeof fields.codename === 'string' && { codename: fields.codename }),
    ...(backgrounds.size > 0 && { backgrounds: told(backgrounds) }),
    ...(goals.size > 0 && { goals: told(goals) }),
    ...beyondOf(fields, known)
  };
}

/** An episode as released, its fields in the released order. */
export function toHfEpisode(episode: ImportedEpisode): Fields {
  const named = (texts: readonly string[] = []) =>
    Object.fromEntries(
      episode.names.flatMap((name, i) => (texts[i] === undefined ? [] : [[name, texts[i]]]))
    );
  const rewards = toRewards(episode.rewards);
  return {
    episode_id: episode.id,
    environment_id: episode.environment,
    agent_ids: episode.agents,
    experiment_tag: episode.tag,
    experiment_model_name_pairs: episode.models,
    raw_messages: toMessages(episode),
    raw_rewards: rewards,
    raw_rewards_prompt: episode.rewardsPrompt,
    ...(episode.scenario !== undefined && { scenario: episode.scenario }),
    ...(episode.codename !== undefined && { codename: episode.codename }),
    agents_background: named(episode.backgrounds),
    social_goals: named(episode.goals),
    social_interactions: renderedText(episode.turns),
    reasoning: episode.reasoning,
    rewards,
    ...episode.beyond
  };
}

/** Turns as a reader sees them, a blank line between rounds. Source: EpisodeLog.render_for_humans. */
export function renderedText(turns: readonly LoggedTurn[]): string {
  const rounds = Array.from({ length: 1 + (turns.at(-1)?.round ?? -1) }, (): string[] => []);
  for (const turn of turns) {
    if (turn.action.action_type !== 'none') rounds[turn.round]?.push(rendered(turn));
  }
  const shown = rounds[0]?.length === 0 ? rounds.slice(1) : rounds; // as the published tool does
  return shown.map(lines => lines.join('\n')).join('\n\n');
}

function rendered(turn: LoggedTurn): string {
  const text = loggedText(turn);
  const isSpoken = turn.action.action_type === 'speak' && !turn.to;
  return `${turn.character}${isSpoken ? '' : ':'} ${text}`;
}

function renderedTalk(
  text: unknown,
  names: string[]
): Pick<ImportedEpisode, 'names' | 'openings' | 'turns'> {
  if (typeof text !== 'string' || names.length < 2) {
    throw unreadable(where, 'a conversation between the characters of agents_background', text);
  }
  const starts = [...text.matchAll(/(?:^|\n\n)/g)].flatMap(({ index, 0: gap }) => {
    const at = index + gap.length;
    const name = names.find(one =>
      [`${one} said: `, `${one}: `].some(start => text.startsWith(start, at))
    );
    return name === undefined ? [] : [{ at, end: index, name }];
  });
  if (text.trim() !== '' && starts[0]?.at !== 0) {
    throw unreadable(where, `a conversation that begins with one of ${names.join(', ')}`, text);
  }
  const turns = starts.map(({ at, name }, round): LoggedTurn => {
    const words = text
      .slice(at + name.length, starts[round + 1]?.end)
      .replace(/^:? /, '')
      .trimEnd();
    return { round, character: name, ...parseActionText(words) };
  });
  return { names, openings: [], turns };
}

function byName(value: unknown, field: string): Map<string, string> {
  const fields = fieldsOf(value ?? {});
  const entries = Object.entries(fields ?? {});
  if (fields && entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) {
    return new Map(entries);
  }
  throw unreadable(where, `${field} as texts under names`, value);
}

function texts(value: unknown, field: string): string[] {
  const isText = (one: unknown): one is string => typeof one === 'string';
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isText)) return value;
  throw unreadable(where, `${field} as a list of texts`, value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || (Array.isArray(value) && value.every(one => one === 0))
  );
}
