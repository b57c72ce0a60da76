import { z } from 'zod';
import type { Answer } from '../base/handler';
import { seedFrom } from '../base/random';
import { refused, refusedBody, unknownModel } from './errors';
import type { Speakers } from './speakers';

const contextTokens = 16_384; // prompt and reply together
const charactersPerToken = 4;
const startOfTime = 0; // answers carry no clock, so that the same question has the same answer

const Content = z.union([
  z.string(),
  z.array(z.object({ type: z.string(), text: z.string().optional() })),
  z.null()
]);

/** The body of a chat completion, as far as this world heeds it. */
const ChatBody = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: Content.optional() })).min(1),
  temperature: z.number().min(0).max(2).nullish(),
  seed: z.number().int().nullish(),
  n: z.number().int().min(1).max(128).nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  response_format: z.object({ type: z.enum(['text', 'json_object', 'json_schema']) }).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish()
});
type ChatBody = z.infer<typeof ChatBody>;

interface Choice {
  readonly index: number;
  readonly text: string;
  readonly finish: 'stop' | 'length';
}

/** Answers `POST /v1/chat/completions`; a request without a seed gets the server's. */
export function chatAnswer(speakers: Speakers, body: unknown, ownSeed = 0): Answer {
  const read = ChatBody.safeParse(body);
  if (!read.success) return refusedBody(read.error);
  const request = read.data;
  const speaker = speakers.speaker(request.model);
  if (!speaker) return unknownModel(request.model);

  const prompt = request.messages.map(({ content }) => textOf(content)).join('\n');
  const longest = request.max_completion_tokens ?? request.max_tokens ?? undefined;
  const promptTokens = tokensIn(prompt);
  if (promptTokens + (longest ?? 0) > contextTokens) return tooLong(promptTokens, longest);

  const asked = {
    seed: request.seed ?? ownSeed,
    temperature: request.temperature ?? 1,
    json: (request.response_format?.type ?? 'text') !== 'text'
  };
  const choices = Array.from({ length: request.n ?? 1 }, (_, index) =>
    choiceOf(speaker(prompt, { ...asked, index }), index, request.stop ?? [], longest)
  );
  const usage = usageOf(promptTokens, choices);
  const id = `chatcmpl-${seedFrom(request.model, asked.seed, promptTokens, choices[0]!.text)}`;
  const head = { id, model: request.model };
  return request.stream ? streamed(head, choices, usage, request) : whole(head, choices, usage);
}

/** Tokens of a text by a simple count: four characters each. */
export function tokensIn(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

function textOf(content: z.infer<typeof Content> | undefined): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map(part => part.text ?? '').join('');
}

function tooLong(promptTokens: number, longest = 0): Answer {
  const asked = `${promptTokens} in the messages, ${longest} in the completion`;
  return refused(
    `This model's maximum context length is ${contextTokens} tokens, but you asked for ${asked}.`,
    'messages',
    'context_length_exceeded'
  );
}

/** Ends a text at the first stop sequence and at the token limit. */
function choiceOf(
  text: string,
  index: number,
  stop: string | readonly string[],
  longest: number | undefined
): Choice {
  const ends = [stop].flat().filter(sequence => sequence !== '');
  const at = ends.map(sequence => text.indexOf(sequence)).filter(place => place >= 0);
  const stopped = at.length > 0 ? text.slice(0, Math.min(...at)) : text;
  if (longest === undefined || tokensIn(stopped) <= longest) {
    return { index, text: stopped, finish: 'stop' };
  }
  return { index, text: stopped.slice(0, longest * charactersPerToken), finish: 'length' };
}

function usageOf(prompt_tokens: number, choices: readonly Choice[]) {
  const completion_tokens = choices.reduce((sum, { text }) => sum + tokensIn(text), 0);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

interface Head {
  readonly id: string;
  readonly model: string;
}

function whole({ id, model }: Head, choices: readonly Choice[], usage: object): Answer {
  const json = {
    id,
    object: 'chat.completion',
    created: startOfTime,
    model,
    choices: choices.map(({ index, text, finish }) => ({
      index,
      message: { role: 'assistant', content: text, refusal: null },
      logprobs: null,
      finish_reason: finish
    })),
    usage
  };
  return { status: 200, json };
}

const charactersPerEvent = 32;

function streamed(
  { id, model }: Head,
  choices: readonly Choice[],
  usage: object,
  { stream_options }: ChatBody
): Answer {
  const head = { id, object: 'chat.completion.chunk', created: startOfTime, model };
  const chunk = (index: number, delta: object, finish_reason: string | null) => ({
    ...head,
    choices: [{ index, delta, logprobs: null, finish_reason }]
  });
  const events = choices.flatMap(({ index, text, finish }): unknown[] => [
    chunk(index, { role: 'assistant', content: '' }, null),
    ...piecesOf(text).map(content => chunk(index, { content }, null)),
    chunk(index, {}, finish)
  ]);
  const closing = { ...head, choices: [], usage };
  return {
    status: 200,
    events: stream_options?.include_usage ? [...events, closing] : events
  };
}

function piecesOf(text: string): string[] {
  const count = Math.ceil(text.length / charactersPerEvent);
  return Array.from({ length: count }, (_, i) =>
    text.slice(i * charactersPerEvent, (i + 1) * charactersPerEvent)
  );
}
