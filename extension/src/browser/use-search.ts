import { useEffect, useRef, useState } from 'react';
import type { EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import type { LargeFiles } from './files';
import { searchedTexts } from './full-text';

/** A search through the texts of a file, under way or over. */
export interface TextSearch {
  readonly words: string;
  readonly found: ReadonlySet<string>;
  readonly searched: number;
  readonly of: number;
  readonly isOver: boolean;
}

/** Searching what was said. It begins when asked, and ends when the words change or it is stopped. */
export function useSearch(files: LargeFiles, path: string, words: string) {
  const [search, setSearch] = useState<TextSearch>();
  const control = useRef<AbortController>();

  useEffect(
    () => () => {
      control.current?.abort();
      setSearch(undefined);
    },
    [files, path, words]
  );

  function start(entries: readonly EpisodeEntry[]): void {
    control.current?.abort();
    const mine = (control.current = new AbortController());
    const begun = { words, found: new Set<string>(), searched: 0, of: entries.length };
    setSearch({ ...begun, isOver: false });
    const change = (part: Partial<TextSearch>) => {
      if (control.current === mine) setSearch(all => all && { ...all, ...part });
    };
    const { signal } = mine;
    const onProgress = (found: ReadonlySet<string>, searched: number) => {
      if (!signal.aborted) change({ found, searched });
    };
    void searchedTexts(files, path, entries, words, { signal, onProgress })
      .catch(() => undefined) // given up, or the file is gone: what was found stays
      .then(() => change({ isOver: true }));
  }

  return {
    search: search?.words === words ? search : undefined,
    start,
    stop: () => control.current?.abort()
  };
}
