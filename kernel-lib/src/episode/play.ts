import type { Attempt, ChatModel, ChatReply, ChatRequest } from '../base/chat';
import { messageOf } from '../base/fail';
import { idOf } from '../base/id';
import { seedFrom } from '../base/random';
import type { Template } from '../base/template';
import { fullName } from '../task/schema';
import { endingOf, ruleSets, type RuleSetName } from './ending';
import { parseAction } from './parse';
import { agentPrompt, agentTemplate, type AgentSlot } from './prompt';
import type { Action, Episode, Seat, Turn } from './schema';
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
}

export interface PlayOptions {
  readonly template: Template<AgentSlot>;
  readonly rules: RuleSetName;
  /** How often a model is asked for one action before the episode is given up. */
  readonly maxAttempts: number;
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
 * Differs: a reply that is not an action is never taken for silence.
 */
export async function playEpisode(
  plan: EpisodePlan,
  agents: readonly [ChatModel, ChatModel],
  options: PlayOptions = playDefaults,
  signal?: AbortSignal
): Promise<EpisodeOutcome> {
  const cast = plan.cast.map(fullName);
  const turns: Turn[] = [];
  const texts: string[] = [];
  const store = placesIn(texts);
  for (;;) {
    const ending = endingOf(turns, cast, ruleSets[options.rules]);
    if (ending) {
      const models: Episode['models'] = [agents[0].name, agents[1].name];
      const transcript = transcriptOf(plan, turns);
      const played = { rules: options.rules, models, texts, turns, ending, transcript };
      return { kind: 'finished', episode: { ...settingOf(plan), ...played } };
    }
    const seat = turns.length % 2 === 0 ? 0 : 1;
    const pieces = agentPrompt(plan, seat, turns, options.template);
    const question = { episode: plan.id, turn: turns.length, prompt: pieces.join('') };
    const answer = await askForAction(question, agents[seat], options.maxAttempts, signal);
    if (answer.kind === 'none') {
      const { reason, attempts } = answer;
      return { kind: 'unfinished', id: plan.id, reason, turns, texts, attempts };
    }
    turns.push({
      character: fullName(plan.cast[seat]),
      action: answer.action,
      prompt: pieces.map(store),
      ...(answer.attempts.length > 0 && { attempts: answer.attempts })
    });
  }
}

/** The part of an episode that its plan says already. */
function settingOf({ id, tag, task, cast, repeat, target }: EpisodePlan) {
  return { id, tag, task, cast, repeat, ...(target !== undefined && { target }) };
}

/** Keeps each text once, in order of first use, and gives its place. */
function placesIn(texts: string[]): (text: string) => number {
  const places = new Map<string, number>();
  return text => {
    const place = places.get(text) ?? texts.push(text) - 1;
    places.set(text, place);
    return place;
  };
}

interface Question {
  readonly episode: string;
  readonly turn: number;
  readonly prompt: string;
}

type Answer =
  | { readonly kind: 'action'; readonly action: Action; readonly attempts: readonly Attempt[] }
  | { readonly kind: 'none'; readonly reason: string; readonly attempts: readonly Attempt[] };

/** Asks until the reply is an action; every attempt that went wrong is kept with its reason. */
async function askForAction(
  { episode, turn, prompt }: Question,
  model: ChatModel,
  maxAttempts: number,
  signal?: AbortSignal
): Promise<Answer> {
  const attempts: Attempt[] = [];
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    signal?.throwIfAborted();
    const request: ChatRequest = {
      messages: [{ role: 'user', content: prompt }],
      seed: seedFrom(episode, turn, attempt),
      json: true,
      purpose: `${episode}/turn ${turn}/attempt ${attempt}`
    };
    try {
      const reply = await model.ask(request, signal);
      const read = readReply(reply);
      if (read.reason !== undefined) attempts.push({ reply: reply.text, reason: read.reason });
      if (read.action) return { kind: 'action', action: read.action, attempts };
    } catch (error) {
      if (isAbort(error, signal)) throw error;
      const reason = `${model.name} could not be reached: ${messageOf(error)}`;
      return { kind: 'none', reason, attempts: [...attempts, { reply: '', reason }] };
    }
  }
  const reason = `no action from ${model.name} in ${maxAttempts} attempts: ${attempts.at(-1)?.reason}`;
  return { kind: 'none', reason, attempts };
}

/** The action in a reply, and what was wrong with it: a repair, or why it is no action. */
function readReply({ text, cutOff }: ChatReply): { action?: Action; reason?: string } {
  try {
    const { action, repairs } = parseAction(text);
    return repairs.length === 0
      ? { action }
      : { action, reason: `repaired: ${repairs.join(', ')}` };
  } catch (error) {
    return { reason: `${cutOff ? 'cut off at the token limit: ' : ''}${messageOf(error)}` };
  }
}

/** Whether an error is the user's wish to stop, which nobody may swallow. */
function isAbort(error: unknown, signal?: AbortSignal): boolean {
  return signal?.aborted === true || (error instanceof Error && error.name === 'AbortError');
}
