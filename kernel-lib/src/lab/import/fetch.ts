import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LabError, messageOf } from '../../base/fail';
import { cacheFolder } from '../../edge/cache';
import { download } from '../../edge/download';
import { corpora, type Corpus, type CorpusName } from './corpora';

export interface FetchOptions {
  /** Where to; by default the user's cache. */
  readonly to?: string;
  /** An address that has the files by their names, instead of the official ones. */
  readonly mirror?: string;
  /** Said first: what it is, under which licence, and where its makers speak of it. */
  readonly onNotice?: (sentence: string) => void;
  readonly onProgress?: (file: string, bytes: number, of: number | undefined) => void;
  readonly signal?: AbortSignal;
}

/** A file that was fetched, or was there. */
export interface FetchedFile {
  readonly path: string;
  readonly bytes: number;
  /** Its SHA-256; absent when the file was there already. */
  readonly sha256?: string;
}

/**
 * Downloads a published data set into the user's cache, its licence first. What is there is not
 * fetched again; what was cut off is gone on with.
 *
 * Throws: LabError [lab/import/fetch] when it cannot be had, with what to download by hand and where to put it
 */
export async function fetchCorpus(
  name: CorpusName,
  options: FetchOptions = {}
): Promise<FetchedFile[]> {
  const corpus: Corpus = corpora[name];
  const folder = options.to ?? join(cacheFolder(), name);
  options.onNotice?.(`${corpus.title}. Licence: ${corpus.licence}. See ${corpus.page}`);
  const fetched: FetchedFile[] = [];
  for (const file of corpus.files) {
    const path = join(folder, file.name);
    if (existsSync(path)) {
      fetched.push({ path, bytes: statSync(path).size });
      continue;
    }
    const url = options.mirror ? `${options.mirror.replace(/\/$/, '')}/${file.name}` : file.url;
    const { onProgress, signal } = options;
    const show = (bytes: number, of: number | undefined) => onProgress?.(file.name, bytes, of);
    try {
      const sha256 = await download({ ...file, url }, path, { onProgress: show, signal });
      fetched.push({ path, bytes: statSync(path).size, sha256 });
    } catch (error) {
      signal?.throwIfAborted();
      throw byHand(name, url, path, error);
    }
  }
  return fetched;
}

function byHand(name: CorpusName, url: string, path: string, cause: unknown): LabError {
  return new LabError('lab/import/fetch', {
    expected: `to fetch ${name}`,
    got: messageOf(cause),
    todo:
      `On a machine with a network, download ${url} and put it at ${path}, ` +
      'or keep it anywhere and give its path to `sotopia-pi import` or --inspirations.',
    cause
  });
}
