import { parseActionText } from './action-text';
import { readMessages, toMessages } from './episode-log';
import { beyondOf, fieldsOf, idIn, plainText, textOrNone, unreadable, withBeyond } from './fields';
import type { Fields } from './fields';
import { otherRendering, renderedText } from './rendering';
import { readRewards, toRewards, type Note } from './rewards';
import { othersIn, readScene, sceneFields, textsByName, toScene } from './scene-fields';
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
 * releases have no messages; their turns are read from the rendered conversation. Where the two
 * lists of rewards differ, both are kept. Of a rating out of range `note` is told, and the episode
 * is read without it.
 *
 * Throws: LabError [interop/hf-episode] when a field or an action cannot be read
 * Source: Sotopia `sotopia/database/serialization.py`, TwoAgentEpisodeWithScenarioBackgroundGoals.
 */
export function readHfEpisode(value: unknown, note?: Note): ImportedEpisode {
  const fields = fieldsOf(value);
  if (!fields) throw unreadable(where, 'an episode as a JSON object', value);
  const talk = isThere(fields.raw_messages)
    ? readMessages(fields.raw_messages)
    : renderedTalk(fields.social_interactions, [
        ...textsByName(fields, 'agents_background', where).keys()
      ]);
  const { names } = talk;
  const { rewards, otherRewards } = rewardsIn(fields, names.length, note);
  const agents = texts(fields.agent_ids, 'agent_ids');
  if (agents.length > 0 && agents.length !== names.length) {
    throw unreadable(where, `an id for each of ${names.join(', ')}`, agents);
  }
  return {
    id: idIn(fields, ['episode_id'], 'episode'),
    environment: plainText(fields.environment_id),
    agents,
    tag: plainText(fields.experiment_tag),
    models: texts(fields.experiment_model_name_pairs, 'experiment_model_name_pairs'),
    ...talk,
    rewards,
    reasoning: textOrNone(fields, 'reasoning', where) ?? '',
    rewardsPrompt: textOrNone(fields, 'raw_rewards_prompt', where) ?? '',
    ...readScene(fields, names, where),
    ...(otherRewards && { otherRewards }),
    ...beyondOf(fields, known, {
      ...othersIn(fields, names, where),
      ...otherRendering(fields, talk.turns, where)
    })
  };
}

/** The rewards and, where the released lists differ, the other one; the raw ones come first. */
function rewardsIn(
  fields: Fields,
  n: number,
  note: Note | undefined
): Pick<ImportedEpisode, 'rewards' | 'otherRewards'> {
  const [raw, shown] = [fields.raw_rewards, fields.rewards].map(list =>
    isThere(list) ? readRewards(list, n, where, note) : undefined
  );
  if (!raw || !shown) return { rewards: raw ?? shown ?? readRewards(undefined, n, where) };
  if (isEqual(raw, shown)) return { rewards: raw };
  return raw.every(reward => reward === null)
    ? { rewards: shown, otherRewards: { field: 'raw_rewards', values: raw } }
    : { rewards: raw, otherRewards: { field: 'rewards', values: shown } };
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** An episode as released, its fields in the released order. */
export function toHfEpisode(episode: ImportedEpisode): Fields {
  const { otherRewards } = episode;
  const rewards = toRewards(episode.rewards);
  const other = otherRewards && { [otherRewards.field]: toRewards(otherRewards.values) };
  const { scenario, codename, ...about } = toScene(episode);
  const released = {
    episode_id: episode.id,
    environment_id: episode.environment,
    agent_ids: episode.agents,
    experiment_tag: episode.tag,
    experiment_model_name_pairs: episode.models,
    raw_messages: toMessages(episode),
    raw_rewards: other?.raw_rewards ?? rewards,
    raw_rewards_prompt: episode.rewardsPrompt,
    ...(scenario !== undefined && { scenario }),
    ...(codename !== undefined && { codename }),
    agents_background: about.agents_background ?? {},
    social_goals: about.social_goals ?? {},
    social_interactions: renderedText(episode.turns),
    reasoning: episode.reasoning,
    rewards: other?.rewards ?? rewards
  };
  return withBeyond(released, episode.beyond, [...sceneFields, 'social_interactions']);
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

function texts(value: unknown, field: string): string[] {
  const isText = (one: unknown): one is string => typeof one === 'string';
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isText)) return value;
  throw unreadable(where, `${field} as a list of texts`, value);
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}
