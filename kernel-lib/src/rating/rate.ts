import { askedUntilRead, thoughtsOf, type Question } from '../base/ask';
import type { Attempt, ChatModel } from '../base/chat';
import { digest, idOf } from '../base/id';
import type { Template } from '../base/template';
import type { Episode } from '../episode/schema';
import { parseRating, ratingSchema } from './parse';
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

/** What a rater is asked about an episode. */
export function ratingQuestion(
  episode: Episode,
  rater: Rater,
  template: Template<JudgeSlot>
): Question {
  const id = ratingId(episode, rater, template);
  const messages = judgePrompt(episode, template);
  return { messages, purpose: id, key: [id], wanted: 'rating', schema: ratingSchema };
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
  const question = ratingQuestion(episode, rater, options.template);
  const id = question.purpose;
  const read = (reply: string) => {
    const { seats, repairs } = parseRating(reply);
    return { value: seats, repairs };
  };
  const answer = await askedUntilRead(model, question, read, options.maxAttempts, signal);
  const { attempts } = answer;
  if (answer.kind === 'unanswered') {
    return { kind: 'unrated', id, episode: episode.id, rater, reason: answer.reason, attempts };
  }
  const { id: of, tag, transcript } = episode;
  const { value: seats, reply } = answer;
  const rating = { id, episode: of, tag, transcript, rater, seats, reply };
  const kept = { ...(attempts.length > 0 && { attempts }), ...thoughtsOf(answer) };
  return { kind: 'rated', rating: { ...rating, ...kept } };
}
