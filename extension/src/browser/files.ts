/** How a file is at one time; another size or time means that it changed. */
export interface FileState {
  readonly size: number;
  readonly modified: string;
}

/** The files below the server's root, read in parts: a file of episodes can be larger than memory. */
export interface LargeFiles {
  /** `undefined` where there is no such file. */
  state(path: string): Promise<FileState | undefined>;
  /** A whole text file; `undefined` where there is none. */
  text(path: string, signal: AbortSignal): Promise<string | undefined>;
  /** The bytes from one offset to before another, as they arrive. */
  stream(path: string, from: number, to: number, signal: AbortSignal): AsyncIterable<Uint8Array>;
  /** The names in a folder; none where there is no folder. */
  names(folder: string): Promise<string[]>;
}

/** A part of a file in one piece. Rejects where the file ends before it. */
export async function bytesOf(
  files: LargeFiles,
  path: string,
  [from, to]: readonly [number, number],
  signal: AbortSignal
): Promise<Uint8Array> {
  const bytes = new Uint8Array(to - from);
  let filled = 0;
  for await (const part of files.stream(path, from, to, signal)) {
    bytes.set(part, filled);
    filled += part.length;
  }
  if (filled < bytes.length) throw new Error(`${path} ended before byte ${to}.`);
  return bytes;
}
