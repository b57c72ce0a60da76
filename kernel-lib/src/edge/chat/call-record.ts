/** What is kept of every attempt at every call, for the ledger. */
export interface CallRecord {
  readonly purpose: string;
  readonly model: string;
  readonly attempt: number;
  /** `ok`, `interrupted`, or what went wrong. */
  readonly outcome: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Those of the prompt's tokens that the server had from before; absent where it does not say. */
  readonly cachedTokens?: number;
  /** Prompts that the server cut in silence: this one, and earlier ones when it is first noticed. */
  readonly cutPrompts?: number;
  /** In the profile's currency; 0 where the profile names no price. */
  readonly price: number;
  /** Whether the price is unknown, so that 0 stands for it. */
  readonly unpriced?: true;
  readonly latencyMs: number;
  /** Whether the answer was a recorded one, so that no server was asked. */
  readonly recorded?: true;
  /** Whether it was a row of a batch, answered with many others. */
  readonly batch?: true;
}

/** The outcome of a call that was cut off from here: it may have been answered, and paid for. */
export const interrupted = 'interrupted';
