import { print, printJson, statusLine } from '../../edge/terminal';
import { corpora, type CorpusName } from './corpora';
import { fetchCorpus, type FetchedFile } from './fetch';
import { commandPath } from '../report';
import { stopSignal } from '../surroundings';

/** The data sets that can be fetched. */
export const corpusNames = Object.keys(corpora);

export interface FetchFlags {
  readonly to?: string;
  readonly mirror?: string;
  readonly json?: true;
}

/** Fetches a data set and says where it is and what to do with it. */
export async function fetchCommand(
  name: CorpusName,
  { json, ...flags }: FetchFlags
): Promise<void> {
  const line = statusLine();
  const files = await fetchCorpus(name, {
    ...flags,
    onNotice: line.say,
    onProgress: (file, bytes, of) => line.show(progressText(file, bytes, of), bytes === of),
    signal: stopSignal()
  });
  if (json) printJson({ verb: 'fetch', name, files });
  else print(`${textOf(files)}\n`);
}

function progressText(file: string, bytes: number, of: number | undefined): string {
  const done = `${file}: ${megabytes(bytes)} MB`;
  return of === undefined
    ? done
    : `${done} of ${megabytes(of)} MB (${Math.floor((100 * bytes) / of)} %)`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function textOf(files: readonly FetchedFile[]): string {
  const lines = files.map(({ path, bytes, sha256 }) =>
    [path, `${megabytes(bytes)} MB`, sha256 ? `SHA-256 ${sha256}` : 'was there'].join('  ')
  );
  const paths = files.map(({ path }) => commandPath(path)).join(' ');
  return [...lines, `To use it: npx sotopia-pi import ${paths} --run <dir>`].join('\n');
}
