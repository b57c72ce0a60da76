import {
  checksumOf,
  indexPath,
  isSkipped,
  LineReader,
  parseIndex,
  samplesOf,
  type EntryOf,
  type Indexable,
  type Read,
  type SkippedLine
} from '../../../kernel-lib/src/transcript/index-file';
import { bytesOf, type FileState, type LargeFiles } from './files';

/** What is known of a file's lines, up to a size of it. */
export interface Indexed<K extends Indexable> {
  readonly state: FileState;
  readonly size: number;
  readonly lines: number;
  readonly checksum: string;
  readonly entries: readonly EntryOf<K>[];
  readonly skipped: readonly SkippedLine[];
  /** Whether all of it was read here; else a part is what the index beside the file says. */
  readonly isOwn: boolean;
}

/** Who waits for an index, and hears how far it is. */
export interface Watch {
  readonly signal: AbortSignal;
  readonly onProgress: (read: number, of: number) => void;
}

interface Source<K extends Indexable> {
  readonly files: LargeFiles;
  readonly of: K;
  readonly path: string;
}

type Start<K extends Indexable> = Omit<Indexed<K>, 'state'>;

const nothing = { size: 0, lines: 0, checksum: '', entries: [], skipped: [], isOwn: true };

/**
 * The lines of a file as they are now; `undefined` where there is no file. What was known before,
 * else the index beside the file, is believed for the beginning that its checksum fits, and only
 * the rest is read; a file that did not change gives the same object again.
 */
export async function indexed<K extends Indexable>(
  source: Source<K>,
  before: Indexed<K> | 'nothing' | undefined,
  watch: Watch
): Promise<Indexed<K> | undefined> {
  const { files, path } = source;
  const [state, known] = await Promise.all([
    files.state(path),
    before ?? besideFile(source, watch.signal)
  ]);
  if (!state) return undefined;
  if (isWhole(path)) return sameOr(before, state, () => ofWhole(source, state, watch));
  return sameOr(before, state, async () => {
    const isGood =
      known !== undefined &&
      known !== 'nothing' &&
      known.size <= state.size &&
      known.checksum === (await checksum(source, known.size, watch.signal));
    return extended(source, isGood ? known : nothing, state, watch);
  });
}

async function sameOr<K extends Indexable>(
  before: Indexed<K> | 'nothing' | undefined,
  { size, modified }: FileState,
  make: () => Promise<Indexed<K>>
): Promise<Indexed<K>> {
  if (before === undefined || before === 'nothing') return make();
  const { state } = before;
  return state.size === size && state.modified === modified ? before : make();
}

async function besideFile<K extends Indexable>(
  { files, of, path }: Source<K>,
  signal: AbortSignal
): Promise<Start<K> | undefined> {
  if (isWhole(path)) return undefined;
  const text = await files.text(indexPath(path), signal).catch(() => undefined);
  const index = text === undefined ? undefined : parseIndex(of, text);
  return index && { ...index, isOwn: false };
}

async function checksum<K extends Indexable>(
  { files, path }: Source<K>,
  size: number,
  signal: AbortSignal
): Promise<string> {
  const samples = samplesOf(size).map(part => bytesOf(files, path, part, signal));
  return checksumOf(await Promise.all(samples));
}

async function extended<K extends Indexable>(
  source: Source<K>,
  start: Start<K>,
  state: FileState,
  { signal, onProgress }: Watch
): Promise<Indexed<K>> {
  const reader = new LineReader(source.of, start);
  const found: Read<K>[] = [];
  let read = start.size;
  for await (const part of source.files.stream(source.path, start.size, state.size, signal)) {
    for (const line of reader.push(part)) found.push(line);
    read += part.length;
    onProgress(read, state.size);
  }
  found.push(...reader.end());
  const { size, lines } = reader;
  const added = apart(found);
  return {
    state,
    size,
    lines,
    checksum: await checksum(source, size, signal),
    entries: found.length === 0 ? start.entries : [...start.entries, ...added.entries],
    skipped: [...start.skipped, ...added.skipped],
    isOwn: start.isOwn
  };
}

function apart<K extends Indexable>(found: readonly Read<K>[]) {
  const isEntry = (read: Read<K>): read is EntryOf<K> => !isSkipped(read);
  return { entries: found.filter(isEntry), skipped: found.filter(isSkipped) };
}

/** Whether a file is one episode, on however many lines. */
function isWhole(path: string): boolean {
  return path.endsWith('.episode.json');
}

/** In JSON a line break is as good as a space, so that the file can be read as one line. */
async function ofWhole<K extends Indexable>(
  { files, of, path }: Source<K>,
  state: FileState,
  { signal }: Watch
): Promise<Indexed<K>> {
  const bytes = await bytesOf(files, path, [0, state.size], signal);
  const reader = new LineReader(of);
  const found = [...reader.push(bytes.map(byte => (byte === 10 ? 32 : byte)))];
  found.push(...reader.push(Uint8Array.of(10)));
  const { size } = state;
  return { state, size, lines: 1, checksum: '', ...apart(found), isOwn: true };
}
