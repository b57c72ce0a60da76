/** How far a stage is. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
  /** Items per second since the stage began in this process. */
  readonly perSecond: number;
  readonly secondsLeft: number;
  /** What the run has cost so far, in the profile's currency. */
  readonly cost: number;
  /** How many other machines are at work; absent where this one is. */
  readonly workers?: number;
  /** Whether this is the stage's last word. */
  readonly finished: boolean;
}

/** Counts a stage's items and says after each how far it is. */
export function progressOf(
  stage: string,
  { total: all, before, cost }: { total: number; before: number; cost: () => number },
  tell: (progress: Progress) => void
) {
  const began = performance.now();
  let done = before;
  let failed = 0;
  let total = all;
  const say = (finished: boolean) => {
    const seconds = (performance.now() - began) / 1000;
    const perSecond = seconds > 0 ? (done + failed - before) / seconds : 0;
    const left = total - done - failed;
    const secondsLeft = perSecond > 0 ? left / perSecond : 0;
    tell({ stage, done, total, failed, perSecond, secondsLeft, cost: cost(), finished });
  };
  return {
    succeeded: () => {
      done++;
      say(false);
    },
    failed: () => {
      failed++;
      say(false);
    },
    /** So many will not come this time. */
    leftOut: (count: number) => {
      total -= count;
      say(false);
    },
    finished: () => say(true)
  };
}
