import type { LargeFiles } from './files';

const atOnce = 6; // what browsers ask one server at the same time

/** The episodes that somebody has rated: those in whose folder a file of theirs lies. */
export async function ratedBy(
  files: LargeFiles,
  folder: string,
  rater: string | undefined,
  signal: AbortSignal
): Promise<ReadonlySet<string>> {
  if (rater === undefined) return new Set();
  const top = [folder, 'ratings'].filter(Boolean).join('/');
  const waiting = await files.names(top);
  const rated = new Set<string>();
  const work = async () => {
    for (let id = waiting.pop(); id !== undefined && !signal.aborted; id = waiting.pop()) {
      if ((await files.names(`${top}/${id}`)).includes(`${rater}.json`)) rated.add(id);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return rated;
}
