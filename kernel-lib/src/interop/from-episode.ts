import type { Episode } from '../episode/schema';
import { dimensions, overallOf, type Rating, type SeatRating } from '../rating/schema';
import { fullName, type Character } from '../task/schema';
import { joinedReasons } from './joined-reasons';
import type { ImportedEpisode, Reward } from './schema';

/** What an episode of ours is exported with: what each was told, the judge's rating, and its tag. */
export interface Beside {
  readonly told: readonly [string, string];
  readonly rating?: Rating | undefined;
  readonly tag: string;
}

/** What happens to reasons by dimension. */
export const joinedInOne = 'reasons of a rating by dimension (they are joined into one text)';

/** What no log has a place for. */
export const notInLogs: readonly string[] = [
  'the exact prompt behind every turn and the attempts before it',
  'the ending, the rules, the repeat and the position that counts',
  joinedInOne,
  'the judge’s prompt'
];

/** An episode of ours as a log has it: one round for each turn. */
export function toImported(episode: Episode, { told, rating, tag }: Beside): ImportedEpisode {
  const { task, cast } = episode;
  const judge = rating?.rater.kind === 'judge' ? rating.rater.model : '';
  return {
    id: episode.id,
    environment: task.id,
    agents: cast.map(({ id }) => id),
    tag,
    models: [judge, ...episode.models],
    names: cast.map(fullName),
    openings: told.map(openingText),
    turns: episode.turns.map(({ character, action }, round) => ({ round, character, action })),
    rewards: rating ? [rewardOf(rating.seats[0]), rewardOf(rating.seats[1])] : [null, null],
    reasoning: rating ? joinedReasons(rating.seats, cast.map(fullName)) : '',
    rewardsPrompt: '',
    scenario: task.scenario,
    codename: task.codename,
    backgrounds: cast.map(background),
    goals: [...task.goals]
  };
}

/** What a character is told, in the frame that Sotopia's tools look for. Source: Sotopia, Observation. */
function openingText(context: string): string {
  const scene = context.replace(/\nConversation starts:$/, '');
  return `\nHere is the context of this interaction:\n${scene}\n\nConversation Starts:\n`;
}

/** A character in a sentence as released. Source: Sotopia, get_agents_background_from_episode. */
function background(character: Character): string {
  const { age, gender, occupation, pronouns, publicInfo, personality, secret } = character;
  const adjective = adjectives[gender.toLowerCase()] ?? '';
  return [
    `${fullName(character)} is a ${age}-year-old ${adjective} ${occupation.toLowerCase()}.`,
    `${pronouns} pronouns. ${publicInfo} Personality and values description: ${personality}`,
    `${character.firstName}'s secrets: ${secret}`
  ].join(' ');
}

const adjectives: Readonly<Record<string, string>> = {
  man: 'male',
  woman: 'female',
  nonbinary: 'nonbinary'
};

/** A reward with all seven scores; one that lacks some is no reward. */
function rewardOf(seat: SeatRating): Reward | null {
  const overall = overallOf(seat);
  if (overall === undefined) return null;
  const scores = dimensions.map(({ name }): [string, number] => [name, seat[name]?.score ?? 0]);
  return [overall, { ...Object.fromEntries(scores), overall_score: overall }];
}
