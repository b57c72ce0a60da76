import type { Feed, Returned } from '../../edge/queue/feed';
import type { EpisodeJob } from './job';

/** What a queue's desk needs of its surroundings. */
export interface DeskOptions {
  /** Whether the queue need not keep an episode: it is on disk, has failed, or was never asked for. */
  readonly isOver: (id: string) => boolean;
  /** Makes the queue forget an episode. */
  readonly forget: (id: string) => Promise<void>;
  /** Called now and then, for what others have to know of us. */
  readonly onCheck: () => Promise<void>;
  readonly onBroken: (error: unknown) => void;
}

/** What came back of an episode; `withdrawn` when it was taken back before a worker had begun. */
export type Outcome = Returned | 'withdrawn';

interface Waiting {
  readonly job: EpisodeJob;
  readonly resolve: (outcome: Outcome) => void;
}

const roundMs = 200;
const roundsBetweenChecks = 10;

/** Hands episodes out and waits for what comes back. */
export class QueueDesk {
  private readonly waiting = new Map<string, Waiting>();
  private rounds = 0;
  private isClosed = false;
  private readonly running: Promise<void>;

  constructor(
    private readonly feed: Feed,
    private readonly options: DeskOptions
  ) {
    this.running = this.run();
  }

  /** How many episodes are handed out. */
  get out(): number {
    return this.waiting.size;
  }

  /** Hands an episode out, and returns what comes back. Throws: the signal's reason. */
  async handedOut(id: string, job: EpisodeJob, signal: AbortSignal): Promise<Outcome> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.waiting.delete(id);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', stop, { once: true });
      const end = (outcome: Outcome) => {
        signal.removeEventListener('abort', stop);
        resolve(outcome);
      };
      this.waiting.set(id, { job, resolve: end });
      this.feed.add(id, job).catch(reject); // nobody waits for it: the queue may be away
    });
  }

  /** Takes back what no worker has begun. */
  async withdraw(): Promise<void> {
    for (const id of await this.feed.waiting()) await this.feed.remove(id);
    for (const id of await this.gone()) this.settle(id, 'withdrawn');
  }

  /** Ends the rounds, and lets the queue forget what is over. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.running;
    await this.round();
  }

  private async run(): Promise<void> {
    while (!this.isClosed) {
      await this.round().catch(this.options.onBroken);
      await new Promise(resolve => setTimeout(resolve, roundMs));
    }
  }

  private async round(): Promise<void> {
    for (const id of await this.feed.finished()) {
      if (this.waiting.has(id)) {
        const returned = await this.feed.result(id);
        if (returned) this.settle(id, returned);
      } else if (this.options.isOver(id)) await this.options.forget(id);
    }
    if (this.isClosed || this.rounds++ % roundsBetweenChecks > 0) return;
    await this.options.onCheck();
    for (const id of await this.gone()) {
      const lost = this.waiting.get(id); // a Redis that keeps nothing was started anew
      if (lost) await this.feed.add(id, lost.job);
    }
  }

  private async gone(): Promise<string[]> {
    return this.feed.unknown([...this.waiting.keys()]);
  }

  private settle(id: string, outcome: Outcome): void {
    this.waiting.get(id)?.resolve(outcome);
    this.waiting.delete(id);
  }
}
