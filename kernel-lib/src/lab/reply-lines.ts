import { z } from 'zod';
import { ChatReply, type ChatModel, type ChatRequest } from '../base/chat';
import { textDigest } from '../base/id';
import { jsonAs } from '../base/json';

/** A reply as it was given. */
export const KeptReply = z.object({
  version: z.literal(1),
  purpose: z.string(),
  /** A hash of the prompt: a reply is never taken for one to another prompt. */
  prompt: z.string(),
  ...ChatReply.shape
});
export type KeptReply = z.infer<typeof KeptReply>;

/** A reply as it was given, or a question whose replies were of no use. */
export const ReplyLine = z.union([
  KeptReply,
  z.object({ version: z.literal(1), forgotten: z.string() })
]);
export type ReplyLine = z.infer<typeof ReplyLine>;

/** Replies that are known already: an item that is begun again is not asked for them again. */
export class KnownReplies {
  private readonly known: Map<string, KeptReply>;
  /** The question that each item under way was asked last. */
  private readonly last = new Map<string, Asked>();

  /** `add` writes a line down; nothing more is asked before it has done so. */
  constructor(
    replies: readonly KeptReply[],
    private readonly add: (line: ReplyLine) => void | Promise<void>
  ) {
    this.known = new Map(replies.map(kept => [kept.purpose, kept]));
  }

  /** A model that is not asked what it has answered already, and whose replies are kept. */
  readonly through = (model: ChatModel): ChatModel => ({
    name: model.name,
    ask: async (request, signal) => {
      signal?.throwIfAborted();
      const prompt = promptDigest(request);
      const { purpose } = request;
      this.note(model, request);
      const known = this.known.get(purpose);
      if (known?.prompt === prompt) return replyIn(known);
      const reply = await model.ask(request, signal);
      await this.add({ version: 1, purpose, prompt, ...reply });
      return reply;
    }
  });

  /** Says that an item is made: nothing more is asked for it. */
  finished(id: string): void {
    this.last.delete(id);
  }

  /** Says that an item failed: its last question will be asked anew. */
  async forgetLast(id: string): Promise<void> {
    const asked = this.last.get(id);
    this.last.delete(id);
    if (asked === undefined) return;
    asked.model.discard?.(asked.requests);
    await this.add({ version: 1, forgotten: asked.question });
  }

  private note(model: ChatModel, request: ChatRequest): void {
    const id = itemOf(request.purpose);
    const question = questionOf(request.purpose);
    const asked = this.last.get(id);
    if (asked?.question === question) asked.requests.push(request);
    else this.last.set(id, { question, model, requests: [request] });
  }
}

/** A question, and every request by which a model was asked it. */
interface Asked {
  readonly question: string;
  readonly model: ChatModel;
  readonly requests: ChatRequest[];
}

/** The last reply of each purpose, without those that were forgotten and those that nobody waits for. */
export function keptIn(
  lines: readonly ReplyLine[],
  isWanted: (id: string) => boolean
): KeptReply[] {
  const kept = new Map<string, KeptReply>();
  for (const line of lines) {
    if ('purpose' in line) {
      if (isWanted(itemOf(line.purpose))) kept.set(line.purpose, line);
      continue;
    }
    for (const purpose of kept.keys())
      if (questionOf(purpose) === line.forgotten) kept.delete(purpose);
  }
  return [...kept.values()];
}

/** A line, or `undefined` where something else stands: then it is asked for again. */
export function replyLineIn(text: string): ReplyLine | undefined {
  return jsonAs(ReplyLine, text);
}

/** `episode-1f…/turn 3/attempt 2` → `episode-1f…`. */
export function itemOf(purpose: string): string {
  return purpose.split('/', 1)[0]!;
}

function replyIn({ version: _, purpose: __, prompt: ___, ...reply }: KeptReply): ChatReply {
  return reply;
}

function promptDigest({ messages }: ChatRequest): string {
  return textDigest(messages.map(({ content }) => content).join('\n')).slice(0, 16);
}

/** `episode-1f…/turn 3/attempt 2` → `episode-1f…/turn 3`. */
function questionOf(purpose: string): string {
  return purpose.slice(0, purpose.lastIndexOf('/'));
}
