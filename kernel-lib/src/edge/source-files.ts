import { closeSync, createReadStream, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { LabError, UsageError, messageOf } from '../base/fail';
import { decoded } from './decode';
import { tarEntries } from './tar';
import { piped, unpacking, zipEntries } from './zip';
import { archiveLimits, tooBig } from './zip-limits';

/** A file to be read: plain, unpacked from a .gz, or in an archive. */
export interface SourceFile {
  /** Where it is, as a message shows it: `corpora/social-chem-101.zip/social-chem-101.v1.0.tsv`. */
  readonly path: string;
  /** The same as readers take it, whom a name tells something: without the .gz. */
  readonly name: string;
  /** The file on the disk that it is or is in. */
  readonly disk: string;
  /** Whether the user named it; it was not found in a folder or an archive. */
  readonly isNamed: boolean;
  text(): AsyncIterable<string>;
}

/** A file that is not read, and why. */
export interface LeftFile {
  readonly path: string;
  readonly reason: string;
}

const readable = ['.json', '.jsonl', '.csv', '.tsv', '.lst'];
const packed = /\.(zip|tar|tgz|gz)$/i;
const longestPiece = 256 * 1024; // bytes
/** What systems leave beside data, and what an export of ours says of itself. */
const ignored = /(^|\/)(__MACOSX|\.[^/]*|node_modules|provenance\.json)(\/|$)/;

/**
 * The files under a path: the file itself, those of a folder however deep, or those of an archive
 * (.zip, .tar); a .gz is unpacked while it is read. In a folder's order of names.
 *
 * Throws: UsageError [edge/source-files] when there is nothing at the path
 */
export function* sourceFiles(path: string): Generator<SourceFile | LeftFile> {
  if (statOf(path).isDirectory()) yield* filesIn(path);
  else yield* opened(path, true);
}

function* filesIn(folder: string): Generator<SourceFile | LeftFile> {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (ignored.test(entry.name)) continue;
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile()) yield* opened(path, false);
    else yield { path, reason: 'it is a link or no plain file' };
  }
}

/** A file named by the user is read whatever its ending. */
function* opened(path: string, isNamed: boolean): Generator<SourceFile | LeftFile> {
  const file = { path, name: path, disk: path, isNamed };
  if (/\.(zip|tar)$/i.test(path)) yield* archived(path);
  else if (/\.(tgz|tar\.gz)$/i.test(path)) yield { path, reason: packedTar };
  else if (/\.gz$/i.test(path))
    yield { ...file, name: path.slice(0, -3), text: () => unzipped(path) };
  else if (isNamed || hasReadableEnding(path)) yield { ...file, text: () => plainText(path) };
  else yield { path, reason: unknownEnding };
}

const packedTar = 'unpack it first: gunzip makes a .tar of it, which is read';
const packedTwice = 'it is packed inside an archive; unpack it and give it by itself';
const unknownEnding = `its ending is none of ${readable.join(', ')}, .gz, .zip, .tar`;

function hasReadableEnding(path: string): boolean {
  return readable.some(ending => path.toLowerCase().endsWith(ending));
}

function* archived(path: string): Generator<SourceFile | LeftFile> {
  try {
    const isZip = path.toLowerCase().endsWith('.zip');
    for (const entry of isZip ? zipEntries(path) : tarEntries(path)) {
      const place = `${path}/${entry.name}`;
      const file = { path: place, name: place, disk: path, isNamed: false };
      if ('reason' in entry) yield { path: place, reason: entry.reason };
      else if (ignored.test(entry.name)) continue;
      else if (packed.test(entry.name)) yield { path: place, reason: packedTwice };
      else if (!hasReadableEnding(entry.name)) yield { path: place, reason: unknownEnding };
      else yield { ...file, text: () => decoded(entry.bytes(), place) };
    }
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    yield { path, reason: error.message };
  }
}

/** A file in one piece when it fits into one read, else piece by piece. */
async function* plainText(path: string): AsyncGenerator<string> {
  const bytes = shortFile(path);
  yield* decoded(bytes === undefined ? createReadStream(path) : once(bytes), path);
}

const scratch = Buffer.allocUnsafeSlow(longestPiece); // thousands of small files are read through it

/** The bytes of a short file, valid until the next one is read; `undefined` for a longer file. */
function shortFile(path: string): Buffer | undefined {
  const file = handleOf(path);
  try {
    let bytes = 0;
    for (let more = -1; more !== 0 && bytes < longestPiece; bytes += more) {
      more = readSync(file, scratch, bytes, longestPiece - bytes, bytes);
    }
    return bytes < longestPiece ? scratch.subarray(0, bytes) : undefined;
  } finally {
    closeSync(file);
  }
}

function handleOf(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw unreadable(path, messageOf(error));
  }
}

/** What a .gz unpacks to, up to the limits of an archive. */
async function* unzipped(path: string): AsyncGenerator<string> {
  const { size: packed } = statOf(path);
  yield* decoded(
    within(path, packed, piped(createReadStream(path), createGunzip(unpacking))),
    path
  );
}

async function* within(
  path: string,
  packed: number,
  bytes: AsyncIterable<Buffer>
): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      const reason = tooBig(size, packed);
      if (reason !== undefined) throw unreadable(path, reason);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof LabError ? error : unreadable(path, messageOf(error));
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

function statOf(path: string) {
  try {
    return statSync(path);
  } catch (error) {
    throw unreadable(path, messageOf(error));
  }
}

function unreadable(path: string, got: string): UsageError {
  return new UsageError('edge/source-files', {
    expected: `a readable file of at most ${archiveLimits.size} bytes at ${path}`,
    got,
    todo: 'Check the path, or fetch the file again.'
  });
}
