import PQueue from 'p-queue';

/** The way to a server: lets calls through, and hears how they went. */
export type Way = Pick<Gate, 'through' | 'wentWell' | 'tooMany' | 'stumbled'>;

/** The way to a server in this process, which bears everything. */
export const openWay: Way = {
  through: call => call(),
  wentWell: () => undefined,
  tooMany: () => undefined,
  stumbled: () => undefined
};

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

/**
 * The way to one server. It lets as many calls through as the server bears: more while all goes
 * well, fewer after "too many requests", no more than before while the server stumbles.
 */
export class Gate {
  private readonly queue: PQueue;
  private isCareful = false; // after the first trouble it grows by one a round, not twofold
  private coolUntil = 0;
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

  /** The server said that these are too many requests. */
  tooMany(): void {
    const isNew = this.now() >= this.coolUntil; // one refusal often comes with many others
    this.pause();
    if (isNew) this.widen(Math.max(1, this.limit * shrinking));
  }

  /** The server is in trouble of its own. */
  stumbled(): void {
    this.pause();
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
