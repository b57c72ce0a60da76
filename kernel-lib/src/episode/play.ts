import { askedUntilRead, thoughtsOf, type Question } from '../base/ask';
import type { Attempt, ChatModel } from '../base/chat';
import { idOf } from '../base/id';
import type { Template } from '../base/template';
import { fullName } from '../task/schema';
import { endingOf, ruleSets, type RuleSetName } from './ending';
import { actionSchema, parseAction } from './parse';
import { agentPrompts, agentTemplate, type AgentSlot } from './prompt';
import { seats, type Episode, type Seat, type Turn } from './schema';
import { transcriptOf } from './transcript';

/** An episode before it is played. */
export interface EpisodePlan extends Pick<Episode, 'id' | 'tag' | 'task' | 'cast' | 'repeat'> {
  readonly seed: number | string;
  readonly target?: Seat;
}

/** Everything an episode's id is computed from; `prompt` is the template's text or its hash. */
export interface EpisodeInputs extends Omit<EpisodePlan, 'id'> {
  readonly models: readonly [string, string];
  readonly prompt: string;
  readonly rules: RuleSetName;
  /** Settings of the models that change what they answer, e.g. the temperature. */
  readonly sampling?: unknown;
  readonly invalidReplies?: InvalidReplies;
}

/**
 * What it means when no reply is an action: `silence` is the published behaviour, for
 * reproduction. Such a turn is marked `invalid`. Without it the episode stays unfinished.
 *
 * Source: Sotopia, agenerate_action, which falls back to the action none.
 * Differs: the same model is asked again; there, another model is asked to repair the reply.
 */
export type InvalidReplies = 'silence';

export interface PlayOptions {
  readonly template: Template<AgentSlot>;
  readonly rules: RuleSetName;
  /** How often a model is asked for one action before the episode is given up. */
  readonly maxAttempts: number;
  readonly invalidReplies?: InvalidReplies;
}

export const playDefaults: PlayOptions = {
  template: agentTemplate,
  rules: 'clean',
  maxAttempts: 5
};

/** A finished episode, or one that could not go on: why, and what had happened until then. */
export type EpisodeOutcome =
  | { readonly kind: 'finished'; readonly episode: Episode }
  | {
      readonly kind: 'unfinished';
      readonly id: string;
      readonly reason: string;
      readonly turns: readonly Turn[];
      /** The texts that the turns' prompts are made of. */
      readonly texts: readonly string[];
      /** The calls for the turn that did not come about. */
      readonly attempts: readonly Attempt[];
    };

/** The id of an episode, known before it is played. */
export function episodeId(inputs: EpisodeInputs): string {
  return idOf('episode', inputs);
}

/**
 * Plays an episode: agents take turns, seat 0 first, until the rules end it. A reply that is not
 * an action is asked for again; a call that brings no reply at all leaves the episode unfinished.
 *
 * Throws: what the models throw when `signal` is aborted
 * Source: Sotopia, arun_one_episode.
 * Differs: a reply that is not an action is never taken for silence, unless that is asked for.
 */
export async function playEpisode(
  plan: EpisodePlan,
  agents: readonly [ChatModel, ChatModel],
  options: PlayOptions = playDefaults,
  signal?: AbortSignal
): Promise<EpisodeOutcome> {
  const cast = plan.cast.map(fullName);
  const [turns, texts]: [Turn[], string[]] = [[], []];
  const store = placesIn(texts);
  const prompts = seats.map(seat => agentPrompts(plan, seat, options.template));
  for (;;) {
    const ending = endingOf(turns, cast, ruleSets[options.rules]);
    if (ending) {
      const models: Episode['models'] = [agents[0].name, agents[1].name];
      const played = { rules: options.rules, models, texts, turns, ending };
      const transcript = transcriptOf(plan, turns);
      return { kind: 'finished', episode: { ...settingOf(plan), ...played, transcript } };
    }
    const seat = turns.length % 2 === 0 ? 0 : 1;
    const pieces = prompts[seat]!(turns);
    const question = questionOf(plan, turns.length, pieces.join(''));
    const answer = await askedUntilRead(agents[seat], question, read, options.maxAttempts, signal);
    if (answer.kind === 'unanswered' && !isSilence(answer, options)) {
      const { reason, attempts } = answer;
      return { kind: 'unfinished', id: plan.id, reason, turns, texts, attempts };
    }
    turns.push({
      character: fullName(plan.cast[seat]),
      action: answer.kind === 'answered' ? answer.value : silence,
      ...(answer.kind === 'unanswered' && { invalid: true as const }),
      prompt: pieces.map(store),
      ...(answer.attempts.length > 0 && { attempts: answer.attempts }),
      ...thoughtsOf(answer)
    });
  }
}

function questionOf({ id }: EpisodePlan, turn: number, content: string): Question {
  return {
    messages: [{ role: 'user', content }],
    purpose: `${id}/turn ${turn}`,
    key: [id, turn],
    wanted: 'action',
    schema: actionSchema
  };
}

/** The part of an episode that its plan says already. */
function settingOf({ id, tag, task, cast, repeat, target }: EpisodePlan) {
  return { id, tag, task, cast, repeat, ...(target !== undefined && { target }) };
}

/** Keeps each text once in a list, in order of first use, and gives its place. */
export function placesIn(texts: string[]): (text: string) => number {
  const places = new Map<string, number>();
  return text => {
    const place = places.get(text) ?? texts.push(text) - 1;
    places.set(text, place);
    return place;
  };
}

const silence: Turn['action'] = { action_type: 'none', argument: '' };

/** A call that brought no reply at all is nobody's silence. */
function isSilence({ cause }: { readonly cause: string }, { invalidReplies }: PlayOptions) {
  return invalidReplies === 'silence' && cause === 'no use';
}

function read(reply: string) {
  const { action, repairs } = parseAction(reply);
  return { value: action, repairs };
}
