import { spokenText, type EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import { bytesOf, type LargeFiles } from './files';

const partBytes = 1 << 22; // 4 MiB

/** Who waits for a search, and sees what it finds while it goes on. */
export interface SearchWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (found: ReadonlySet<string>, searched: number) => void;
}

/**
 * The ids of the episodes in whose scenario or turns some words occur, part of the file after part.
 * Rejects with the signal's reason when it is given up.
 */
export async function searchedTexts(
  files: LargeFiles,
  path: string,
  entries: readonly EpisodeEntry[],
  words: string,
  { signal, onProgress }: SearchWatch
): Promise<void> {
  const wanted = words.trim().toLowerCase();
  const found = new Set<string>();
  let searched = 0;
  for (const part of partsOf(entries)) {
    const from = part[0]!.at;
    const last = part.at(-1)!;
    const bytes = await bytesOf(files, path, [from, last.at + last.bytes], signal);
    for (const { id, at, bytes: length } of part) {
      if (holds(bytes.subarray(at - from, at - from + length), wanted)) found.add(id);
    }
    signal.throwIfAborted();
    searched += part.length;
    onProgress(new Set(found), searched);
  }
}

/** Neighbours in the file that are read at one time. */
export function partsOf(entries: readonly EpisodeEntry[]): EpisodeEntry[][] {
  const parts: EpisodeEntry[][] = [];
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    const part = parts.at(-1);
    if (part && entry.at + entry.bytes - part[0]!.at <= partBytes) part.push(entry);
    else parts.push([entry]);
  }
  return parts;
}

function holds(bytes: Uint8Array, wanted: string): boolean {
  try {
    return spokenText(new TextDecoder().decode(bytes)).toLowerCase().includes(wanted);
  } catch {
    return false; // the file changed meanwhile; the list will say so
  }
}
