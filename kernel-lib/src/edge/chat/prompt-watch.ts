import type { ChatRequest } from '../../base/chat';
import type { Endpoint } from '../profile';

const leastTokens = 128; // no server has a smaller window; fewer is a made-up count
const slackShare = 0.005; // counts that differ by less are taken for equal
const growth = 1.2; // how much longer than the shortest prompt with this count
const leastSizes = 3; // different sizes that must be that much longer
const mostSizes = 64; // enough to judge by

/** The prompts with the highest count of tokens so far, of one kind of question. */
interface Ceiling {
  tokens: number;
  readonly sizes: Set<number>; // bytes
  isTold: boolean;
}

/**
 * Notices a server that cuts prompts in silence: the tokens that it reports stay at the highest
 * count while prompts of the same kind grow. Returns how many cut prompts an answer adds to the
 * account: all that were seen when it is first certain, one later, else 0.
 */
export function promptWatch(
  { model }: Endpoint,
  onNotice: (sentence: string) => void = () => undefined
): (request: Pick<ChatRequest, 'messages' | 'purpose'>, usage: unknown) => number {
  const ceilings = new Map<string, Ceiling>();
  return ({ messages, purpose }, usage) => {
    const tokens = promptTokensIn(usage);
    if (tokens === undefined || tokens < leastTokens) return 0;
    const kind = purpose.split('-', 1)[0]!;
    const known = ceilings.get(kind);
    const slack = Math.max(2, tokens * slackShare);
    const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
    if (!known || tokens > known.tokens + slack) {
      ceilings.set(kind, { tokens, sizes: new Set([bytes]), isTold: false });
      return 0;
    }
    if (tokens < known.tokens - slack) return 0;
    if (known.sizes.size < mostSizes) known.sizes.add(bytes);
    const shortest = Math.min(...known.sizes);
    if (known.isTold) return bytes >= shortest * growth ? 1 : 0;
    const longer = [...known.sizes].filter(size => size >= shortest * growth);
    if (longer.length < leastSizes) return 0;
    known.isTold = true;
    onNotice(
      `${model}: its server reports about ${known.tokens} tokens for prompts of ${shortest} to ` +
        `${Math.max(...longer)} bytes. It seems to cut longer prompts without a word: give the ` +
        'server a larger context window, or name another model.'
    );
    return longer.length;
  };
}

/** The reported tokens of a prompt; `undefined` where the count leaves out those in the server's cache. */
function promptTokensIn(usage: unknown): number | undefined {
  const { prompt_tokens: tokens, prompt_tokens_details: details } = (usage ?? {}) as {
    readonly prompt_tokens?: unknown;
    readonly prompt_tokens_details?: { readonly cached_tokens?: unknown } | null;
  };
  if (typeof tokens !== 'number') return undefined;
  const cached = details?.cached_tokens;
  return typeof cached === 'number' && cached > tokens ? undefined : tokens;
}
