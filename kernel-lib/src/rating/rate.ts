import type { Attempt, ChatModel, ChatReply } from '../base/chat';
import { messageOf } from '../base/fail';
import { digest, idOf } from '../base/id';
import { seedFrom } from '../base/random';
import type { Template } from '../base/template';
import type { Episode } from '../episode/schema';
import { parseRating, type ParsedRating } from './parse';
import { judgePrompt, judgeTemplate, type JudgeSlot } from './prompt';
import type { Rater, Rating } from './schema';

/** What became of asking a rater: a rating, or the reason why there is none. */
export type RatingOutcome = Rated | Unrated;

export interface Rated {
  readonly kind: 'rated';
  readonly rating: Rating;
}

/** An episode that a rater gave no usable scores, with every reply it gave. */
export interface Unrated {
  readonly kind: 'unrated';
  readonly id: string;
  readonly episode: string;
  readonly rater: Rater;
  readonly reason: string;
  readonly attempts: readonly Attempt[];
}

export interface RateOptions {
  readonly template: Template<JudgeSlot>;
  /** How often a rater is asked before the episode stays unrated. */
  readonly maxAttempts: number;
}

export const rateDefaults: RateOptions = { template: judgeTemplate, maxAttempts: 5 };

/** A rating's id: a hash of what was asked of whom, never of the answer. */
export function ratingId(
  { id: episode }: Pick<Episode, 'id'>,
  rater: Rater,
  template: Template<JudgeSlot>
): string {
  return idOf('rating', { episode, rater, template: digest(template.text) });
}

/**
 * Asks a model to rate both characters of an episode. A reply that is no rating is asked for
 * again with another seed; a call that brings no reply at all ends the asking.
 *
 * Throws: whatever the model threw, once the signal is aborted
 */
export async function rateEpisode(
  episode: Episode,
  rater: Rater,
  model: ChatModel,
  options: RateOptions = rateDefaults,
  signal?: AbortSignal
): Promise<RatingOutcome> {
  const id = ratingId(episode, rater, options.template);
  const messages = judgePrompt(episode, options.template);
  const attempts: Attempt[] = [];
  const unrated = (reason: string): Unrated => {
    return { kind: 'unrated', id, episode: episode.id, rater, reason, attempts };
  };
  for (let attempt = 1; attempt <= options.maxAttempts; attempt++) {
    signal?.throwIfAborted();
    const seed = seedFrom(id, attempt);
    const purpose = `${id}/attempt ${attempt}`;
    const reply = await replyOr(model.ask({ messages, seed, json: true, purpose }, signal), signal);
    if ('failure' in reply) {
      attempts.push({ reply: '', reason: reply.failure });
      return unrated(reply.failure);
    }
    const parsed = parsedOr(reply);
    if ('failure' in parsed) {
      attempts.push({ reply: reply.text, reason: parsed.failure });
      continue;
    }
    return { kind: 'rated', rating: ratingOf(id, episode, rater, reply.text, parsed, attempts) };
  }
  const last = attempts.at(-1)?.reason ?? 'the rater was never asked';
  return unrated(`no usable rating in ${options.maxAttempts} attempts; the last: ${last}`);
}

interface Failed {
  readonly failure: string;
}

async function replyOr(
  asked: Promise<ChatReply>,
  signal?: AbortSignal
): Promise<ChatReply | Failed> {
  try {
    return await asked;
  } catch (error) {
    if (signal?.aborted || (error instanceof Error && error.name === 'AbortError')) throw error;
    return { failure: messageOf(error) };
  }
}

function parsedOr({ text, cutOff }: ChatReply): ParsedRating | Failed {
  try {
    return parseRating(text);
  } catch (error) {
    return { failure: `${cutOff ? 'cut off at the token limit: ' : ''}${messageOf(error)}` };
  }
}

function ratingOf(
  id: string,
  { id: episode, tag, transcript }: Episode,
  rater: Rater,
  reply: string,
  { seats, repairs }: ParsedRating,
  failed: readonly Attempt[]
): Rating {
  const repaired = repairs.length > 0 ? [{ reply, reason: `repaired: ${repairs.join(', ')}` }] : [];
  const attempts = [...failed, ...repaired];
  const rating = { id, episode, tag, transcript, rater, seats, reply };
  return attempts.length > 0 ? { ...rating, attempts } : rating;
}
