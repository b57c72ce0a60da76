import { scanObject } from './json-scan';

/** A reply without what the model thought before it answered. */
export interface SplitReply {
  /** What follows the last thought; `undefined` where a thought is not finished. */
  readonly answer: string | undefined;
  /** The thoughts without their tags; empty where there are none. */
  readonly thoughts: string;
}

const names =
  'think|thinking|thoughts?|thought_process|reason|reasoning|reasoning_content|reflection|analysis|' +
  'scratch_?pad|monologue|inner_monologue|internal_monologue|inner_thoughts|deliberation|rationale|' +
  'chain_of_thought|cot|antthinking';

/**
 * The tags around thoughts. All repetitions are bounded, so that the search takes linear time.
 *
 * Source: chat templates of DeepSeek-R1, Qwen3, Magistral, gpt-oss (harmony), Command A, Kimi, Seed-OSS,
 * OpenThinker and Gemma.
 */
const tags = new RegExp(
  [
    `<(/?)(?:\\w{1,20}:)?(${names})(?:\\s[^<>]{0,200})?>`,
    '\\[(/?)(think|thinking|reasoning)\\]',
    '◁(/?)(think)▷',
    '<\\|(begin|start|end)_(?:of_)?(thought|thinking|reasoning)\\|>',
    '<\\|(channel)\\|>\\s{0,4}([a-z]{1,20})(?:[^<{]{0,80}(?:<\\|constrain\\|>[^<{]{0,40})?<\\|message\\|>)?',
    '<\\|(channel)>(thought)|<(channel)(\\|)>',
    '(assistant)(final)|^\\s{0,20}(analysis)(?=[a-z])' // harmony without its tokens
  ].join('|'),
  'gi'
);

interface Tag {
  /** What it encloses: a tag closes those of its own kind. */
  readonly kind: string;
  readonly isOpening: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Separates thoughts from the answer: everything up to the last closing tag is not the answer. The
 * opening tag may be missing; without the closing one there is no answer. A tag in a string of a JSON
 * object is text.
 */
export function splitThoughts(reply: string): SplitReply {
  const thoughts: string[] = [];
  let from = 0; // where the answer begins, as far as it was read
  for (let tag = nextTag(reply, from); tag; tag = nextTag(reply, from)) {
    thoughts.push(reply.slice(from, tag.start));
    from = tag.end;
    if (!tag.isOpening) continue;
    const closing = closingTag(reply, tag);
    thoughts.push(reply.slice(from, closing?.start));
    if (!closing) return { answer: undefined, thoughts: joined(thoughts) };
    from = closing.end;
  }
  return { answer: reply.slice(from), thoughts: joined(thoughts) };
}

function joined(thoughts: readonly string[]): string {
  return thoughts
    .map(each => each.trim())
    .filter(each => each !== '')
    .join('\n\n');
}

/** The next tag outside the strings of JSON objects. After a broken object, any tag counts. */
function nextTag(reply: string, from: number): Tag | undefined {
  let tag = tagFrom(reply, from);
  for (let at = from; tag;) {
    const brace = reply.slice(at, tag.start).indexOf('{');
    const object = brace < 0 ? undefined : scanObject(reply, at + brace);
    if (!object) return tag;
    if (object.end > tag.start) tag = tagFrom(reply, object.end);
    at = object.end;
  }
  return tag;
}

function closingTag(reply: string, opening: Tag): Tag | undefined {
  let tag = tagFrom(reply, opening.end);
  while (tag && (tag.isOpening || tag.kind !== opening.kind)) tag = tagFrom(reply, tag.end);
  return tag;
}

function tagFrom(reply: string, at: number): Tag | undefined {
  tags.lastIndex = at;
  const found = tags.exec(reply);
  if (!found) return undefined;
  const [first = '', second = ''] = found.slice(1).filter(group => group !== undefined);
  const place = { start: found.index, end: found.index + found[0].length };
  return { ...place, ...meaningOf(first.toLowerCase(), second.toLowerCase()) };
}

/** What the two groups of a found tag say. */
function meaningOf(first: string, second: string): Pick<Tag, 'kind' | 'isOpening'> {
  if (['channel', 'assistant', 'analysis'].includes(first))
    return { kind: 'channel', isOpening: second !== 'final' && second !== '|' };
  const kind = /^(think|thinking|thoughts?)$/.test(second) ? 'think' : second;
  return { kind, isOpening: first !== '/' && first !== 'end' };
}
