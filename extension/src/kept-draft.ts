import { z } from 'zod';
import { Sheet } from './sheet';
import type { Subject } from './subject';

/** A draft as this browser keeps it. */
export const KeptDraft = z.object({
  sheet: Sheet,
  at: z.number(),
  /** Whether it changes what was handed in before. */
  isEdit: z.boolean()
});
export interface KeptDraft {
  readonly sheet: Sheet;
  readonly at: number;
  readonly isEdit: boolean;
}

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
    draft: (subject: Subject): KeptDraft | undefined => {
      const text = shelf.read(name(subject));
      const read = KeptDraft.safeParse(text === undefined ? undefined : jsonOr(text));
      return read.success ? read.data : undefined;
    },
    keepDraft: (subject: Subject, draft: KeptDraft) =>
      shelf.write(name(subject), JSON.stringify(draft)),
    dropDraft: (subject: Subject) => shelf.remove(name(subject)),
    drafted: (run: string) => {
      const own = shelf.names().filter(each => each.startsWith(folder(run)));
      return own.map(each => each.slice(folder(run).length).split('/')[0] ?? '').sort();
    },
    onDrafts: shelf.onChange
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
