import { transcriptOfLine, type EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import type { Transcript } from '../../../kernel-lib/src/transcript/schema';
import { reasonOf } from '../reason';
import { bytesOf, type LargeFiles } from './files';

/** Where episodes are read from, and how they are shown. */
export interface Place {
  readonly files: LargeFiles;
  readonly path: string;
  readonly isBlind: boolean;
  /** What is said of the run that the file lies in. */
  readonly run: ReturnType<typeof runOf>;
}

/**
 * Reads the episode at the place that an index entry names. A blind reader sees the characters'
 * secrets too: the scale "Secret" needs them, and they do not tell who played. Whether simulated
 * models played is shown to everybody. Rejects with `Misplaced` where another episode is at the
 * place, and with `Unreached` where the server does not answer.
 */
export async function readEpisode(
  { files, path, isBlind, run }: Place,
  { id, at, bytes }: EpisodeEntry,
  signal: AbortSignal
): Promise<Transcript> {
  const line = await bytesOf(files, path, [at, at + bytes], signal).catch((error: unknown) => {
    throw new Unreached(reasonOf(error), { cause: error });
  });
  const { isSimulated, part } = await run;
  const episode = jsonOf(new TextDecoder().decode(line));
  if (episode?.id !== id) throw new Misplaced(`${id} is no longer where the index says.`);
  const shown = { secrets: true, rehearsal: isSimulated, ...part };
  return transcriptOfLine(episode, { ...shown, blind: isBlind });
}

/** Something else stands where an episode should be. */
export class Misplaced extends Error {}

/** Nobody knows what stands where an episode should be. */
export class Unreached extends Error {}

function jsonOf(text: string): { readonly id?: unknown } | null {
  try {
    return JSON.parse(text) as { id?: unknown } | null;
  } catch {
    return null;
  }
}

/** What is said of a folder's run; at the server's root there is no folder to name. */
export async function runOf(files: LargeFiles, folder: string) {
  const file = [folder, 'run.json'].filter(Boolean).join('/');
  const { signal } = new AbortController(); // it is small, and wanted as long as the page is open
  try {
    const text = (await files.text(file, signal)) ?? '{}';
    const { id, simulated } = JSON.parse(text) as Record<string, unknown>;
    const part = typeof id === 'string' && folder !== '' ? { run: { id, folder } } : {};
    return { isSimulated: typeof simulated === 'boolean' ? simulated : undefined, part };
  } catch {
    return { isSimulated: undefined, part: {} };
  }
}
