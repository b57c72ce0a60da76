import { useEffect, useRef, useState } from 'react';
import { parseTranscript, type Transcript } from '../../../kernel-lib/src/transcript/schema';
import { transcriptOfLine, type EpisodeEntry } from '../../../kernel-lib/src/transcript/index-file';
import { bytesOf, type LargeFiles } from './files';
import { reasonOf } from '../reason';

/** An episode on its way to the reader. */
export type Reading =
  | { readonly kind: 'none' }
  | { readonly kind: 'episode'; readonly entry: EpisodeEntry; readonly transcript: Transcript }
  | { readonly kind: 'broken'; readonly entry: EpisodeEntry; readonly reason: string };

const none: Reading = { kind: 'none' };

interface Wanted {
  readonly files: LargeFiles;
  readonly path: string;
  readonly entry: EpisodeEntry | undefined;
  readonly isBlind: boolean;
  /** What is said of the run that the file lies in. */
  readonly run: ReturnType<typeof runOf>;
  /** Called when no episode of that id stands where the index says. */
  readonly onStale: (() => void) | undefined;
}

/** The episode that was picked; the one before stays until it is there. */
export function useReading({ files, path, entry, isBlind, run, onStale }: Wanted): Reading {
  const [reading, setReading] = useState<Reading>(none);
  const latest = useRef({ entry, onStale });
  latest.current = { entry, onStale };
  const key = entry && `${entry.id} ${entry.at} ${entry.bytes}`;

  useEffect(() => {
    const { entry: wanted } = latest.current;
    if (!wanted) return setReading(none);
    const gone = new AbortController();
    readEpisode({ files, path, isBlind, run }, wanted, gone.signal).then(
      transcript => {
        if (!gone.signal.aborted) setReading({ kind: 'episode', entry: wanted, transcript });
      },
      (error: unknown) => {
        if (gone.signal.aborted) return;
        const { onStale: makeAnew } = latest.current;
        if (error instanceof Misplaced && makeAnew) return makeAnew();
        const reason = reasonOf(error);
        setReading({ kind: 'broken', entry: wanted, reason });
      }
    );
    return () => gone.abort();
  }, [files, path, isBlind, run, key]);

  // an open episode is gone from sight as soon as somebody wants to be blind
  return reading.kind === 'episode' && reading.transcript.blind !== isBlind ? none : reading;
}

type Place = Pick<Wanted, 'files' | 'path' | 'isBlind' | 'run'>;

/** Secrets are for open eyes only; whether simulated models played is no secret. */
async function readEpisode(
  { files, path, isBlind, run }: Place,
  { id, at, bytes }: EpisodeEntry,
  signal: AbortSignal
): Promise<Transcript> {
  const line = await bytesOf(files, path, [at, at + bytes], signal);
  const { isSimulated, part } = await run;
  const shown = { secrets: !isBlind, rehearsal: isSimulated, ...part };
  const text = new TextDecoder().decode(line);
  if (idIn(text) !== id) throw new Misplaced(`${id} is no longer where the index says.`);
  return parseTranscript(transcriptOfLine(text, { ...shown, blind: isBlind }));
}

/** Something else stands where an episode should be. */
class Misplaced extends Error {}

function idIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { id?: unknown } | null)?.id;
  } catch {
    return undefined;
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
