import { z } from 'zod';
import { audience } from './audience';
import { Sheet } from './sheet';
import type { Subject } from './subject';

/** A half-filled form as this browser keeps it. */
export interface Kept<S> {
  readonly sheet: S;
  /** In ms since 1970. */
  readonly at: number;
  /** When what it changes was handed in, by the clock of the machine where that was done. */
  readonly changes?: number | undefined;
}
export type KeptDraft = Kept<Sheet>;

/** Named texts of this browser; none of it fails. */
export interface Shelf {
  read(name: string): string | undefined;
  /** Says whether there was room; without, it is there as long as the page. */
  write(name: string, text: string): boolean;
  remove(name: string): void;
  clear(): void;
  names(): string[];
  /** Calls back after each change, also one of the browser's other pages, until the answer is called. */
  readonly onChange: (listener: () => void) => () => void;
  /** Calls back when another page of this browser writes a text of this name. */
  onWrittenElsewhere(name: string, listener: (text: string) => void): void;
}

/** The names of drafts begin with one of these. */
export const draftFolders = { rating: 'draft/', preference: 'preference/' } as const;

/** Whether a text on a shelf is a half-filled form. */
export function isDraft(name: string): boolean {
  return Object.values(draftFolders).some(folder => name.startsWith(folder));
}

/** The drafts on a shelf, each under its run, episode and transcript. */
export function keptDrafts(shelf: Shelf) {
  const folder = (run: string) => `${draftFolders.rating}${run}/`;
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
  const Stored = z.object({ sheet, at: z.number(), changes: z.number().optional() });
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
  const homeless = new Map<string, string>(); // what there was no room for
  const own = () => Object.keys(storage ?? {}).filter(key => key.startsWith(prefix));
  const { tell: changed, on: onChange } = audience();
  page?.addEventListener('storage', ({ key }) => {
    if (key === null || key.startsWith(prefix)) changed();
  });
  page?.addEventListener('beforeunload', event => {
    if ([...homeless.keys()].some(isDraft)) event.preventDefault(); // the browser asks first
  });
  return {
    read: name => homeless.get(name) ?? storage?.getItem(prefix + name) ?? undefined,
    write: (name, text) => {
      const hasRoom = isWritten(storage, prefix + name, text);
      if (hasRoom) homeless.delete(name);
      else homeless.set(name, text);
      changed();
      return hasRoom;
    },
    remove: name => {
      homeless.delete(name);
      storage?.removeItem(prefix + name);
      changed();
    },
    clear: () => {
      homeless.clear();
      own().forEach(key => storage?.removeItem(key));
      changed();
    },
    names: () => [...new Set([...own().map(key => key.slice(prefix.length)), ...homeless.keys()])],
    onChange,
    onWrittenElsewhere: (name, listener) =>
      page?.addEventListener('storage', ({ key, newValue }) => {
        if (key === prefix + name && newValue !== null) listener(newValue);
      })
  };
}

/** Whether the browser took a text; its room may be full or closed to us. */
function isWritten(storage: Storage | undefined, key: string, text: string): boolean {
  try {
    storage?.setItem(key, text);
    return storage !== undefined;
  } catch {
    return false;
  }
}

/** JSON, or nothing. */
export function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
