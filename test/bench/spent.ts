/** What a piece of work took: wall and processor seconds, and the most memory so far. */
export interface Spent {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

/** Does a piece of work and says what it took. */
export async function spentOn(work: () => Promise<unknown>): Promise<Spent> {
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024
  };
}
