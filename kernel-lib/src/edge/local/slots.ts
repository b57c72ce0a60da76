import type { Sequence, Token } from './library';

// A prompt takes over a sequence of which it shares at least this part; else the one unused longest.
const leastShared = 0.5;

/**
 * The sequences of a context, lent to one prompt each. A prompt gets the free one whose history it
 * shares most of, so that each agent of each talk keeps its own without being known by name.
 *
 * Source of the idea: the slots of llama.cpp's server.
 */
export class Slots<S extends Pick<Sequence, 'compareContextTokens'>> {
  private readonly free: S[]; // the one unused longest first
  private readonly waiting: (() => void)[] = [];

  constructor(sequences: readonly S[]) {
    this.free = [...sequences];
  }

  /** Waits for a sequence and lends it to the work. */
  async during<T>(tokens: readonly Token[], work: (sequence: S) => Promise<T>): Promise<T> {
    while (this.free.length === 0) await new Promise<void>(resolve => this.waiting.push(resolve));
    const sequence = this.take(tokens);
    try {
      return await work(sequence);
    } finally {
      this.free.push(sequence);
      this.waiting.shift()?.();
    }
  }

  private take(tokens: readonly Token[]): S {
    const shares = this.free.map(each => each.compareContextTokens(tokens).firstDifferentIndex);
    const most = Math.max(...shares);
    const place = most >= leastShared * tokens.length ? shares.indexOf(most) : 0;
    return this.free.splice(place, 1)[0]!;
  }
}
