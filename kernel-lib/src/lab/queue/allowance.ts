import type { Run } from '../run';

/**
 * How many episodes may be with workers at once, so that a budget is not spent many times over:
 * each of them may yet take as many calls as its rules allow turns. Retries come on top, and the
 * last one may begin with less than it needs.
 */
export class Allowance {
  private out = 0;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly run: Pick<Run, 'ledger' | 'options'>,
    private readonly callsEach: number
  ) {}

  /** Waits until one more may be handed out. */
  async take(): Promise<void> {
    while (!this.hasRoom()) await new Promise<void>(resolve => this.waiting.push(resolve));
    this.out++;
  }

  /** Says that one came back, or was taken back. */
  giveBack(): void {
    this.out--;
    const waiting = this.waiting;
    this.waiting = [];
    waiting.forEach(goOn => goOn());
  }

  private hasRoom(): boolean {
    if (this.out === 0) return true;
    const { ledger, options } = this.run;
    const { calls = Infinity, money = Infinity } = options.budget;
    const [made, cost] = [ledger.calls(), ledger.cost()];
    const toCome = (this.out + 1) * this.callsEach;
    const callCost = made > 0 ? cost / made : Infinity; // unknown before the first comes back
    return made + toCome <= calls && (money === Infinity || cost + toCome * callCost <= money);
  }
}
