import { z } from 'zod';

const key = Symbol.for('sotopia-pi.notebook');

/** What the kernel tells the library about the notebook it runs. */
export interface NotebookHost {
  /** Names used in the cell being run whose own cell has failed, so that their values are old. */
  readonly staleNames: () => readonly string[];
}
const NotebookHost = z.object({
  staleNames: z.custom<NotebookHost['staleNames']>(each => typeof each === 'function')
});

/** Publishes the kernel's knowledge to the library, which is loaded separately from the kernel. */
export function publishHost(host: NotebookHost): void {
  Reflect.set(globalThis, key, host);
}

/** What the kernel knows; undefined in kernels other than ours. */
export function notebookHost(): NotebookHost | undefined {
  return NotebookHost.safeParse(Reflect.get(globalThis, key)).data;
}
