import type { ChatReply } from '../../base/chat';
import { shown } from '../../base/fail';
import { fieldsOf } from '../../base/fields';
import { masked, maskedReply } from './openai-client';
import type { Endpoint } from '../profile';

/**
 * A message of a completion as a reply, without a secret that it may repeat. Parts of text are joined
 * and thoughts kept apart; what is no text at all is a reply without an answer.
 */
export function readMessage(
  message: Readonly<Record<string, unknown>>,
  finishReason: unknown,
  endpoint: Endpoint
): ChatReply {
  const { text, thoughts: parts, unusable } = readContent(message['content']);
  const thoughts = thoughtsIn(message) || parts;
  const refusal = message['refusal'];
  const isRefused = (typeof refusal === 'string' && refusal !== '') || isFiltered(finishReason);
  const problem = unusable ?? (isBlank(text) ? toolCallIn(message) : undefined);
  const end = isUsual(finishReason) ? undefined : wordFor(finishReason);
  return {
    text: problem === undefined ? maskedReply(text, endpoint) : '',
    cutOff: isCutOff(finishReason),
    ...(isRefused && { refused: true as const }),
    ...(problem !== undefined && { unusable: masked(problem, endpoint) }),
    ...(thoughts && { thoughts: maskedReply(thoughts, endpoint) }),
    ...(end && { finishReason: masked(end, endpoint) })
  };
}

interface Content {
  readonly text: string;
  readonly thoughts: string;
  readonly unusable?: string;
}

function readContent(content: unknown): Content {
  if (typeof content === 'string') return { text: content, thoughts: '' };
  if (content === null || content === undefined) return { text: '', thoughts: '' };
  if (!Array.isArray(content)) {
    return { text: '', thoughts: '', unusable: `the reply is not text but ${shown(content)}` };
  }
  const parts = content.map(readPart);
  const foreign = parts.find(({ unusable }) => unusable !== undefined);
  const text = parts.map(part => part.text).join('');
  return { text, thoughts: parts.map(part => part.thoughts).join(''), ...foreign };
}

const thoughtTypes = ['thinking', 'reasoning', 'redacted_thinking'];

/** One part of a content: text, thoughts, or something that is neither. */
function readPart(part: unknown): Content {
  if (typeof part === 'string') return { text: part, thoughts: '' };
  const record = fieldsOf(part) ?? {};
  const { type, text, thought } = record;
  if (thoughtTypes.includes(String(type)) || thought === true) {
    return { text: '', thoughts: thoughtText(record) };
  }
  const isText = type === undefined || type === 'text' || type === 'output_text';
  if (isText && typeof text === 'string') return { text, thoughts: '' };
  return { text: '', thoughts: '', unusable: `a part of the reply is not text but ${shown(part)}` };
}

/** The thoughts beside a message, under the names that servers give them. */
function thoughtsIn(message: Readonly<Record<string, unknown>>): string {
  const { reasoning_content, reasoning, reasoning_details, thinking, thinking_blocks } = message;
  const fields = [reasoning_content, reasoning, thinking, reasoning_details, thinking_blocks];
  for (const field of fields) {
    const thoughts = field ? thoughtText(field) : '';
    if (thoughts !== '') return thoughts;
  }
  return '';
}

/** The text of thoughts: a text, a list of parts, or a part that holds either. */
function thoughtText(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (depth > 4) return '';
  if (Array.isArray(value)) return value.map(each => thoughtText(each, depth + 1)).join('');
  const { thinking, reasoning, text, content, summary } = fieldsOf(value) ?? {};
  const found = [thinking, reasoning, text, content, summary].find(each => Boolean(each));
  return found === undefined ? '' : thoughtText(found, depth + 1);
}

function toolCallIn({ tool_calls, function_call }: Readonly<Record<string, unknown>>) {
  const call = Array.isArray(tool_calls) ? fieldsOf(tool_calls[0]) : undefined;
  const called = fieldsOf(call?.['function']) ?? fieldsOf(function_call);
  if (!call && !called) return undefined;
  return `the model called a tool instead of answering: ${shown(called ?? call)}`;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Whether a reply ended as replies do. Source: OpenAI; Anthropic's `end_turn`; TGI's `eos_token`. */
function isUsual(reason: unknown): boolean {
  if (reason === undefined || reason === null || reason === '') return true;
  return /^(stop|end_turn|eos|eos_token|stop_sequence|complete)$/i.test(wordFor(reason));
}

function isCutOff(reason: unknown): boolean {
  return typeof reason === 'string' && /^(length|max_(output_)?tokens|model_length)$/i.test(reason);
}

/** Whether a filter stopped the reply. Source: OpenAI, Azure, Google and Anthropic. */
function isFiltered(reason: unknown): boolean {
  if (typeof reason !== 'string') return false;
  return /^(content_?filter(ed)?|safety|recitation|blocklist|prohibited_content|spii|refusal|sensitive)$/i.test(
    reason
  );
}

function wordFor(reason: unknown): string {
  return (typeof reason === 'string' ? reason : shown(reason)).slice(0, 80);
}
