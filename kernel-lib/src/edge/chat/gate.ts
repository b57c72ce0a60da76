import PQueue from 'p-queue';

/** The way to a server: lets calls through, and hears how they went. */
export type Way = Pick<
  Gate,
  'through' | 'wentWell' | 'tooMany' | 'stumbled' | 'closedForMs' | 'answered' | 'unreached'
>;

/** The way to a server in this process, which bears everything. */
export const openWay: Way = {
  through: call => call(),
  wentWell: () => undefined,
  tooMany: () => undefined,
  stumbled: () => undefined,
  closedForMs: () => 0,
  answered: () => undefined,
  unreached: () => undefined
};

/** How many calls a server answered, whatever it said, and which never reached it. */
export interface Contact {
  readonly answers: number;
  readonly misses: number;
  /** The failure of the last call that never reached the server. */
  readonly lastMiss?: Error;
}

/** How many calls to one server may be under way: where to begin, and how far to go. */
export interface GateLimits {
  readonly start: number;
  readonly most: number;
  /** After "too many requests" the number does not grow for so long (ms). */
  readonly coolDownMs: number;
}

/**
 * Source of the shrinking: Inspect AI's adaptive connections; of the growth: TCP's slow start. It
 * begins above the default concurrency, so that it holds back only those who ask for much.
 */
export const defaultGate: GateLimits = { start: 64, most: 512, coolDownMs: 5000 };

const shrinking = 0.8;
const longestClosedMs = 60_000; // a longer wait may be for one model of the server alone

/**
 * The way to one server. It lets as many calls through as the server bears: more while all goes
 * well, fewer after "too many requests", no more than before while the server stumbles.
 */
export class Gate {
  private readonly queue: PQueue;
  private isCareful = false; // after the first trouble it grows by one a round, not twofold
  private coolUntil = 0;
  private closedUntil = 0;
  private readonly contacts: { -readonly [Key in keyof Contact]: Contact[Key] } = {
    answers: 0,
    misses: 0
  };
  private limit: number;

  constructor(
    private readonly limits: GateLimits = defaultGate,
    private readonly now: () => number = () => performance.now()
  ) {
    this.limit = limits.start;
    this.queue = new PQueue({ concurrency: limits.start });
  }

  /** How many calls may be under way now. */
  get width(): number {
    return Math.floor(this.limit);
  }

  /** Waits until there is room, and makes the call. */
  async through<T>(call: () => Promise<T>): Promise<T> {
    return this.queue.add(call);
  }

  /** The server answered. */
  wentWell(): void {
    if (this.now() < this.coolUntil) return;
    this.widen(this.limit + (this.isCareful ? 1 / this.limit : 1));
  }

  /**
   * The server said that these are too many requests, and how long to wait, if it did. No call is
   * made until then, so that calls which wait their turn do not use up their attempts.
   */
  tooMany(waitMs = 0): void {
    const now = this.now();
    const isNew = now >= this.coolUntil; // one refusal often comes with many others
    this.closedUntil = Math.max(this.closedUntil, now + Math.min(waitMs, longestClosedMs));
    this.pause();
    if (isNew) this.widen(Math.max(1, this.limit * shrinking));
  }

  /** The server is in trouble of its own. */
  stumbled(): void {
    this.pause();
  }

  /** How long no call may be made, in ms, because the server asked to wait. */
  closedForMs(): number {
    return this.closedUntil === 0 ? 0 : Math.max(0, this.closedUntil - this.now());
  }

  /** The server sent an answer of any kind. */
  answered(): void {
    this.contacts.answers++;
  }

  /** A call failed in all its attempts without an answer. */
  unreached(failure: Error): void {
    this.contacts.misses++;
    this.contacts.lastMiss = failure;
  }

  /** What the calls so far found. */
  get contact(): Contact {
    return { ...this.contacts };
  }

  private pause(): void {
    this.isCareful = true;
    this.coolUntil = this.now() + this.limits.coolDownMs;
  }

  private widen(limit: number): void {
    this.limit = Math.min(this.limits.most, limit);
    this.queue.concurrency = this.width;
  }
}
