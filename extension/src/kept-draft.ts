import { z } from 'zod';
import { Sheet } from './sheet';
import type { Subject } from './subject';

/** A half-filled form as this browser keeps it. */
export interface Kept<S> {
  readonly sheet: S;
  /** In ms since 1970. */
  readonly at: number;
  /** Whether it changes what was handed in before. */
  readonly isEdit: boolean;
}
export type KeptDraft = Kept<Sheet>;

/** Named texts of this browser; none of it fails. */
export interface Shelf {
  read(name: string): string | undefined;
  /** Says whether there was room. */
  write(name: string, text: string): boolean;
  remove(name: string): void;
  clear(): void;
  names(): string[];
  /** Calls back after each change, until the answer is called. */
  readonly onChange: (listener: () => void) => () => void;
  /** Calls back when another page of this browser writes a text of this name. */
  onWrittenElsewhere(name: string, listener: () => void): void;
}

/** The drafts on a shelf, each under its run, episode and transcript. */
export function keptDrafts(shelf: Shelf) {
  const folder = (run: string) => `draft/${run}/`;
  const name = ({ run, episode, transcript }: Subject) =>
    `${folder(run.id)}${episode}/${transcript.slice(0, 16)}`;
  return {
    ...keptOn(shelf, Sheet, name),
    drafted: (run: string) => {
      const own = shelf.names().filter(each => each.startsWith(folder(run)));
      return own.map(each => each.slice(folder(run).length).split('/')[0] ?? '').sort();
    },
    onDrafts: shelf.onChange
  };
}

/** Half-filled forms on a shelf, each under the name of what it is about. */
export function keptOn<T, S>(shelf: Shelf, sheet: z.ZodType<S>, nameOf: (about: T) => string) {
  const Stored = z.object({ sheet, at: z.number(), isEdit: z.boolean() });
  return {
    draft: (about: T): Kept<S> | undefined =>
      Stored.safeParse(jsonOr(shelf.read(nameOf(about)) ?? '')).data,
    keepDraft: (about: T, draft: Kept<S>) => shelf.write(nameOf(about), JSON.stringify(draft)),
    dropDraft: (about: T) => shelf.remove(nameOf(about))
  };
}

/**
 * The part of the browser's storage whose names begin with a prefix; where there is none, memory.
 * The page's window says what other pages write there.
 */
export function shelfOf(
  storage: Storage | undefined,
  prefix: string,
  page?: Pick<Window, 'addEventListener'>
): Shelf {
  const own = () => Object.keys(storage ?? {}).filter(key => key.startsWith(prefix));
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach(listener => listener());
  return {
    read: name => storage?.getItem(prefix + name) ?? undefined,
    write: (name, text) => {
      try {
        storage?.setItem(prefix + name, text);
        changed();
        return storage !== undefined;
      } catch {
        return false; // the browser's room is full or closed to us
      }
    },
    remove: name => {
      storage?.removeItem(prefix + name);
      changed();
    },
    clear: () => {
      own().forEach(key => storage?.removeItem(key));
      changed();
    },
    names: () => own().map(key => key.slice(prefix.length)),
    onChange: listener => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onWrittenElsewhere: (name, listener) =>
      page?.addEventListener('storage', ({ key, newValue }) => {
        if (key === prefix + name && newValue !== null) listener();
      })
  };
}

/** JSON, or nothing. */
export function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
