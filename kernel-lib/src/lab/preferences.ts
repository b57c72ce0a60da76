import { simulatedRows } from '../base/simulated';
import { messageOf } from '../base/fail';
import type { Episode } from '../episode/schema';
import { pairName, parsePreferenceFile, type PreferenceFile } from '../rating/study';
import { peopleFiles, type PeopleFile, type SkippedFile } from './people-files';
import type { RunView } from './run';
import { tables } from './tables';

/** Which of two episodes a person holds to be the better one: a row of a table. */
export interface PreferenceRow {
  readonly task: string;
  /** The two as they were shown, with the tags they were played for. */
  readonly a: string;
  readonly b: string;
  readonly tagOfA: string;
  readonly tagOfB: string;
  readonly better: 'A' | 'B' | 'tie';
  /** The id of the better one; absent for a tie. */
  readonly preferred: string | undefined;
  readonly reason: string;
  readonly rater: string;
  readonly blind: boolean;
  /** When it was handed in, and how many times the person has changed it. */
  readonly time: string;
  readonly edits: number;
}

/** What people say of pairs of a run's episodes. */
export interface PeoplesPreferences {
  readonly preferences: readonly PreferenceRow[];
  /** The files that were not taken, each with the reason. */
  readonly skipped: readonly SkippedFile[];
}

/**
 * Reads which of two episodes people held to be better, from `preferences/<pair>/<rater>.json` in a
 * run's folder: of each file what was handed in last. Files are skipped as by `ratings`.
 */
export function preferences(run: RunView): PeoplesPreferences {
  const episodes = new Map(run.rows(tables.episodes).map(episode => [episode.id, episode]));
  const { files, skipped } = peopleFiles(run.folder, 'preferences');
  const taken: PreferenceRow[] = [];
  for (const file of files) {
    const read = preferenceFrom(file, run.file.id, episodes);
    if ('why' in read) skipped.push({ file: file.file, reason: read.why });
    else taken.push(read);
  }
  return { preferences: run.file.simulated ? simulatedRows(taken) : taken, skipped };
}

function preferenceFrom(
  { text, subject, rater }: PeopleFile,
  run: string,
  episodes: ReadonlyMap<string, Episode>
): PreferenceRow | { readonly why: string } {
  let file: PreferenceFile;
  try {
    file = parsePreferenceFile(text);
  } catch (error) {
    return { why: messageOf(error) };
  }
  const name = pairName(file.episodes);
  const last = file.handedIn.at(-1)!;
  const pair = file.episodes.map(id => episodes.get(id));
  const missing = pair.findIndex(episode => episode === undefined);
  if (file.run !== run) return { why: `it belongs to another run, ${file.run}` };
  if (name !== subject) return { why: `it is about ${name}, not ${subject}` };
  if (file.rater.id !== rater) return { why: `it is by ${file.rater.id}, not ${rater}` };
  if (missing !== -1) return { why: `this run has no ${file.episodes[missing]}` };
  if (pair.some((episode, i) => episode?.transcript !== file.transcripts[i]))
    return { why: 'it compares other transcripts' };
  if (file.handedIn.some(({ shown }) => pairName(shown) !== name))
    return { why: 'it was shown other episodes than it names' };
  const [a, b] = last.shown.map(id => episodes.get(id)!) as [Episode, Episode];
  if (a.id === b.id || a.task.id !== b.task.id) return { why: 'it is no pair of one task' };
  return rowWith(file, a, b);
}

function rowWith({ rater, handedIn }: PreferenceFile, a: Episode, b: Episode): PreferenceRow {
  const { better, reason, blind, time } = handedIn.at(-1)!;
  const preferred = { A: a.id, B: b.id, tie: undefined }[better];
  return {
    ...{ task: a.task.id, a: a.id, b: b.id, tagOfA: a.tag, tagOfB: b.tag },
    ...{ better, preferred, reason, rater: rater.id, blind, time },
    edits: handedIn.length - 1
  };
}
