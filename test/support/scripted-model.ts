import type { ChatModel, ChatReply, ChatRequest } from '../../kernel-lib/src/base/chat';
import type { actionTypes } from '../../kernel-lib/src/episode/schema';

/** A model that answers from a list, and remembers what it was asked. */
export interface ScriptedModel extends ChatModel {
  readonly requests: readonly ChatRequest[];
}

/** What a scripted model answers: a text, a whole reply, or an error with which the call fails. */
export type Scripted = string | ChatReply | Error;

/**
 * A model with one answer per call, in order; when the list is used up, its last answer stands
 * for all further calls.
 */
export function scriptedModel(answers: readonly Scripted[], name = 'scripted'): ScriptedModel {
  const requests: ChatRequest[] = [];
  const ask = async (request: ChatRequest): Promise<ChatReply> => {
    requests.push(request);
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    if (answer === undefined) throw new Error('the script has no answer at all');
    if (answer instanceof Error) throw answer;
    return typeof answer === 'string' ? { text: answer, cutOff: false } : answer;
  };
  return { name, requests, ask };
}

/** A reply that is an action, as a model writes it. */
export function act(action_type: (typeof actionTypes)[number], argument = ''): string {
  return JSON.stringify({ action_type, argument });
}

/** A reply that says something. */
export function say(argument: string): string {
  return act('speak', argument);
}
