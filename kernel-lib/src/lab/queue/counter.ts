import { messageOf } from '../../base/fail';
import type { QueueServer } from '../../edge/queue/queue';
import type { Feed } from '../../edge/queue/feed';
import { ruleSets } from '../../episode/ending';
import type { Episode } from '../../episode/schema';
import type { EpisodeItem } from '../play';
import { Allowance } from './allowance';
import { QueueDesk, type Outcome } from './desk';
import type { OpenRun } from './job';
import { replayed, resultOf } from './result';
import type { Run } from '../run';
import type { Item, Missing } from '../stage';
import { tables } from '../tables';

/** Whose run it is that a queue is fed with, and with what. */
export interface CounterOptions {
  readonly run: Run;
  readonly items: readonly EpisodeItem[];
  readonly server: QueueServer;
  readonly feed: Feed;
  /** Says that this process still feeds the run. */
  readonly hold: () => Promise<void>;
}

/** Where a run and its queue meet: episodes are handed out, and what comes back is taken in. */
export class QueueCounter {
  private readonly desk: QueueDesk;
  private readonly allowance: Allowance;
  private readonly ids: ReadonlySet<string>;
  private readonly made = new Set<string>();
  private readonly missing = new Set<string>();
  private workers = 0;
  private checksAlone = 0;
  private refused = 0;
  private strays = 0;

  constructor(private readonly options: CounterOptions) {
    const { items, feed, run } = options;
    this.ids = new Set(items.map(({ id }) => id));
    this.allowance = new Allowance(run, ruleSets[run.settings.rules].maxTurns);
    this.desk = new QueueDesk(feed, {
      isOver: id => this.isOver(id),
      forget: id => this.forget(id),
      onCheck: () => this.check(),
      onBroken: error => run.ledger.halt(error)
    });
    run.ledger.halted.addEventListener('abort', () => void this.windUp());
  }

  /** How many workers are there. */
  get workersHere(): number {
    return this.workers;
  }

  /** An episode that is made by whoever is at the queue. */
  itemFor(item: EpisodeItem): Item<Episode> {
    const make: Item<Episode>['make'] = async signal => {
      await this.allowance.take();
      const made = await this.attempted(item, signal).finally(() => this.allowance.giveBack());
      if (made === undefined) return { missing: 'nothing more may be spent' };
      ('missing' in made ? this.missing : this.made).add(item.id);
      return made;
    };
    return { id: item.id, make };
  }

  /** Takes back what no worker has begun, and lets the queue forget what is on disk. */
  async close(): Promise<void> {
    const { onNotice } = this.options.run.options;
    await this.desk.withdraw();
    await this.desk.close();
    if (this.refused > 0) {
      onNotice(`${this.refused} results were refused; the reasons are in failures.jsonl.`);
    }
    if (this.strays > 0) onNotice(`${this.strays} results were of nothing that was asked for.`);
  }

  private async attempted(
    item: EpisodeItem,
    signal: AbortSignal
  ): Promise<Episode | Missing | undefined> {
    const { ledger } = this.options.run;
    return signal.aborted || ledger.isSpent() ? undefined : this.taken(item, signal);
  }

  private async taken(item: EpisodeItem, signal: AbortSignal): Promise<Episode | Missing> {
    const outcome = await this.desk.handedOut(item.id, item.job, signal);
    if (outcome === 'withdrawn') return { missing: 'it was taken back' };
    try {
      return await this.episodeFrom(item, outcome, signal);
    } catch (error) {
      this.refused++;
      return { missing: messageOf(error) };
    }
  }

  private async episodeFrom(
    item: EpisodeItem,
    outcome: Exclude<Outcome, 'withdrawn'>,
    signal: AbortSignal
  ): Promise<Episode | Missing> {
    const { ledger } = this.options.run;
    const result = resultOf(item, outcome);
    const made = await replayed(item, result, signal);
    for (const call of result.calls) ledger.count(call);
    if (this.desk.out > 0) ledger.isSpent(); // halts: nobody begins what cannot be paid for
    return made;
  }

  /** On disk, failed (and so to be handed out anew by the next start), or no episode of this run. */
  private isOver(id: string): boolean {
    const { run } = this.options;
    if (this.missing.has(id) || !this.ids.has(id)) return true;
    if (this.made.has(id) && !run.ledger.halted.aborted) return true;
    return idsOf(run.rows(tables.episodes)).has(id);
  }

  private async forget(id: string): Promise<void> {
    const { run, server, feed } = this.options;
    if (!this.ids.has(id)) this.strays++;
    await feed.remove(id);
    const notes = server.notes(run.file.id, id);
    await (this.missing.has(id) ? notes.clear('calls') : notes.clear('calls', 'replies'));
  }

  private async check(): Promise<void> {
    const { run, server, feed, hold } = this.options;
    await hold();
    await server.announce(run.file.id, JSON.stringify(openRunOf(run)));
    this.workers = await feed.workers();
    const wasAlone = this.checksAlone > 1;
    this.checksAlone = this.workers > 0 ? 0 : this.checksAlone + 1;
    // those who are there take a moment to hear of a run
    if (this.checksAlone === 2) {
      run.options.onNotice(`No worker is at ${server.place} yet: npx sotopia-pi worker --queue …`);
    }
    if (wasAlone && this.workers > 0) run.options.onNotice('A worker has come.');
  }

  private async windUp(): Promise<void> {
    await this.desk.withdraw();
    if (this.desk.out === 0) return;
    this.options.run.options.onNotice(
      `Waiting for ${this.desk.out} episodes that workers have under way.`
    );
  }
}

const known = new WeakMap<readonly Episode[], ReadonlySet<string>>(); // a list of rows never changes

function idsOf(episodes: readonly Episode[]): ReadonlySet<string> {
  const ids = known.get(episodes) ?? new Set(episodes.map(({ id }) => id));
  known.set(episodes, ids);
  return ids;
}

/** What a run says of itself to workers. */
function openRunOf({ profile, file, settings, prompts }: Run): OpenRun {
  const { seed, rules, maxAttempts, invalidReplies } = settings;
  return {
    ...{ version: 1, profile: profile.name, models: file.models, seed, rules, maxAttempts },
    ...(invalidReplies && { invalidReplies }),
    prompt: prompts.agent.text
  };
}
