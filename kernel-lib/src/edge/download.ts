import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync
} from 'node:fs';
import { dirname } from 'node:path';
import type { Response } from 'undici';
import { LabError, messageOf } from '../base/fail';
import { fileDigest } from './file-digest';
import { proxyFor, proxyTo } from './proxy';

/** A file to be downloaded, with what is published of it. */
export interface Download {
  readonly url: string;
  /** Bytes. */
  readonly size?: number;
  readonly sha256?: string;
}

export interface DownloadOptions {
  /** Bytes there so far, and of how many, where the server says. */
  readonly onProgress?: (bytes: number, of: number | undefined) => void;
  readonly signal?: AbortSignal | undefined;
}

const largestFile = 64 * 1024 ** 3; // bytes, where nobody says how large it is

/**
 * Downloads a file; what an earlier try left is gone on with, if the server still has the same
 * file. The file stands under its name only when it is whole. Returns its SHA-256.
 *
 * Throws: LabError [edge/download] when the server cannot be reached, does not have it, or what
 * came is not what is published
 */
export async function download(
  { url, size, sha256 }: Download,
  path: string,
  { onProgress = () => undefined, signal }: DownloadOptions = {}
): Promise<string> {
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.part`;
  await fetched(url, part, size ?? largestFile, onProgress, signal);
  const bytes = statSync(part).size;
  const digest = await fileDigest(part);
  if ((size !== undefined && bytes !== size) || (sha256 !== undefined && digest !== sha256)) {
    forget(part);
    const expected = [size && `${size} bytes`, sha256 && `SHA-256 ${sha256}`].filter(Boolean);
    throw failed(`${expected.join(', ')} from ${url}`, `${bytes} bytes, SHA-256 ${digest}`);
  }
  renameSync(part, path);
  forget(part);
  return digest;
}

async function fetched(
  url: string,
  part: string,
  most: number,
  onProgress: NonNullable<DownloadOptions['onProgress']>,
  signal: AbortSignal | undefined
): Promise<void> {
  const before = stampOf(part);
  const have = before === undefined ? 0 : statSync(part).size;
  const headers = {
    ...(before !== undefined && have > 0 && { range: `bytes=${have}-`, 'if-range': before })
  };
  const answer = await asked(url, headers, signal);
  if (answer.status === 416) {
    forget(part);
    return fetched(url, part, most, onProgress, signal);
  }
  if (!answer.ok || !answer.body) throw failed(`a file at ${url}`, `status ${answer.status}`);
  const isRest = answer.status === 206;
  const stamp = answer.headers.get('etag') ?? answer.headers.get('last-modified');
  if (stamp !== null && !stamp.startsWith('W/')) writeFileSync(`${part}.etag`, stamp);
  else rmSync(`${part}.etag`, { force: true });
  const length = Number(answer.headers.get('content-length') ?? NaN);
  const start = isRest ? have : 0;
  const total = Number.isFinite(length) ? start + length : undefined;
  await written(answer, part, isRest ? 'a' : 'w', start, bytes => {
    if (bytes > most) throw failed(`at most ${most} bytes from ${url}`, 'more, so it was stopped');
    onProgress(bytes, total);
  });
  if (total !== undefined && statSync(part).size !== total) {
    throw failed(`${total} bytes from ${url}`, `${statSync(part).size} bytes`);
  }
}

async function asked(
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal | undefined
): Promise<Response> {
  try {
    const encoding = { 'accept-encoding': 'identity' };
    const { fetch } = await import('undici');
    const dispatcher = await proxyTo(new URL(url).origin);
    return await fetch(url, {
      headers: { ...headers, ...encoding },
      ...(dispatcher && { dispatcher }),
      ...(signal && { signal })
    });
  } catch (error) {
    signal?.throwIfAborted();
    const proxy = proxyFor(new URL(url).origin);
    const through = proxy ? `, through the proxy in ${proxy.label}` : '';
    throw failed(`an answer from ${url}`, `${causeOf(error)}${through}`);
  }
}

async function written(
  answer: Response,
  part: string,
  flags: 'a' | 'w',
  start: number,
  onBytes: (bytes: number) => void
): Promise<void> {
  const file = openSync(part, flags);
  let bytes = start;
  try {
    for await (const chunk of answer.body!) {
      writeSync(file, chunk as Uint8Array);
      bytes += (chunk as Uint8Array).length;
      onBytes(bytes);
    }
  } catch (error) {
    if (error instanceof LabError) throw error;
    if (error instanceof Error && error.name === 'AbortError') throw error;
    throw failed(
      'the whole file',
      `${bytes} bytes (${causeOf(error)})`,
      'Start again; it goes on from there.'
    );
  } finally {
    closeSync(file);
  }
}

/** What the server called the version that a part is of; without it a part cannot be gone on with. */
function stampOf(part: string): string | undefined {
  const path = `${part}.etag`;
  return existsSync(part) && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function forget(part: string): void {
  rmSync(part, { force: true });
  rmSync(`${part}.etag`, { force: true });
}

function causeOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  return cause === undefined ? messageOf(error) : `${messageOf(error)}: ${messageOf(cause)}`;
}

function failed(
  expected: string,
  got: string,
  todo = 'Check the connection, or download it by hand.'
): LabError {
  return new LabError('edge/download', { expected, got, todo });
}
