/** The keys of BullMQ begin with this; those of ours beside them with this and a dash. */
export const queuePrefix = 'sotopia-pi';

/** What the open runs say of themselves: a hash, by run. */
export const runsKey = `${queuePrefix}-runs`;

/** Who feeds a run. */
export function feederKey(run: string): string {
  return `${queuePrefix}-feeder:${run}`;
}

/** A list of what is written down of an episode while it is played. */
export function notesKey(run: string, id: string, kind: string): string {
  return `${queuePrefix}-notes:${run}:${id}:${kind}`;
}
