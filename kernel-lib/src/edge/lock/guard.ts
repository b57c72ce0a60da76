import { dirname, resolve } from 'node:path';

/** Throws when a folder must not be written any more. */
export type Guard = () => void;

const guards = new Map<string, Guard>(); // by folder: every writer below a folder asks its guard

/** Has a guard asked before every write below a folder, until the function returned is called. */
export function guardWrites(folder: string, guard: Guard): () => void {
  const key = resolve(folder);
  guards.set(key, guard);
  return () => {
    if (guards.get(key) === guard) guards.delete(key);
  };
}

/** The guard of the nearest folder around a path that has one. */
export function guardOf(path: string): Guard {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const guard = guards.get(folder);
    if (guard) return guard;
    if (folder === dirname(folder)) return () => undefined;
  }
}
