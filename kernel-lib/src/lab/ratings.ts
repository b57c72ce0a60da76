import { simulatedRows } from '../base/simulated';
import { messageOf } from '../base/fail';
import { idOf } from '../base/id';
import type { Episode, Seat } from '../episode/schema';
import { dimensions, type Dimension, type Rating } from '../rating/schema';
import { parseRatingFile, type HandedIn, type RatingFile } from '../rating/study';
import { peopleFiles, type PeopleFile, type SkippedFile } from './people-files';
import type { RunView } from './run';
import { tables } from './tables';

export type { SkippedFile };

/** What a person says of an episode: a rating like any other, and how it came about. */
export interface PersonRating extends Rating {
  readonly name: string;
  /** When it was handed in, and how many times the person has changed it. */
  readonly time: string;
  readonly edits: number;
  /** Whether models and secrets were hidden. */
  readonly blind: boolean;
  /** Whether the judge's scores had been seen before; such a rating is no independent one. */
  readonly afterJudge: boolean;
  /** The dimensions marked for a second look, in seat order. */
  readonly flags: readonly [readonly Dimension[], readonly Dimension[]];
  /** Thumbs by the number of the turn, which counts from 1. */
  readonly thumbs: Readonly<Record<string, 'up' | 'down'>>;
}

/** One answer of one person, flat: a row of a table. */
export interface AnswerRow {
  readonly episode: string;
  readonly tag: string;
  readonly rater: string;
  readonly seat: Seat;
  readonly dimension: Dimension;
  /** Absent for "cannot tell". */
  readonly score: number | undefined;
  readonly reason: string;
  readonly flagged: boolean;
  readonly blind: boolean;
  readonly afterJudge: boolean;
  readonly time: string;
}

/** An episode that a person would not rate, and why. */
export interface DeclinedRow {
  readonly episode: string;
  readonly rater: string;
  readonly reason: string;
  readonly time: string;
}

/** What people say of a run's episodes. */
export interface PeoplesRatings {
  readonly ratings: readonly PersonRating[];
  /** The same, one row for each person, character and dimension: what `table` takes. */
  readonly answers: readonly AnswerRow[];
  readonly declined: readonly DeclinedRow[];
  /** The files that were not taken, each with the reason. */
  readonly skipped: readonly SkippedFile[];
}

/**
 * Reads what people said of a run's episodes in JupyterLab, from `ratings/<episode>/<rater>.json` in
 * its folder: of each file what was handed in last. A file is skipped, with the reason, when it
 * cannot be read, its name is not that of its content, its run or episode is not here, another
 * transcript was rated, or answers are missing.
 */
export function ratings(run: RunView): PeoplesRatings {
  const episodes = new Map(run.rows(tables.episodes).map(episode => [episode.id, episode]));
  const { files, skipped } = peopleFiles(run.folder, 'ratings');
  const taken: PersonRating[] = [];
  const declined: DeclinedRow[] = [];
  for (const file of files) {
    const read = ratingFrom(file, run.file.id, episodes);
    if ('why' in read) skipped.push({ file: file.file, reason: read.why });
    else if ('seats' in read) taken.push(read);
    else declined.push(read);
  }
  const answers = taken.flatMap(answersOf);
  if (!run.file.simulated) return { ratings: taken, answers, declined, skipped };
  return { ratings: simulatedRows(taken), answers: simulatedRows(answers), declined, skipped };
}

type Read = PersonRating | DeclinedRow | { readonly why: string };

function ratingFrom(
  { text, subject, rater }: PeopleFile,
  run: string,
  episodes: ReadonlyMap<string, Episode>
): Read {
  let file: RatingFile;
  try {
    file = parseRatingFile(text);
  } catch (error) {
    return { why: messageOf(error) };
  }
  const last = file.handedIn.at(-1)!;
  const episode = episodes.get(file.episode);
  if (file.run !== run) return { why: `it belongs to another run, ${file.run}` };
  if (file.episode !== subject) return { why: `it rates ${file.episode}, not ${subject}` };
  if (file.rater.id !== rater) return { why: `it is by ${file.rater.id}, not ${rater}` };
  if (!episode) return { why: `this run has no ${file.episode}` };
  if (file.transcript !== episode.transcript) return { why: 'it rates another transcript' };
  if (last.declined !== undefined) return declinedRow(file, last.declined, last.time);
  const why = incomplete(last, episode);
  return why === undefined ? personRating(file, last, episode) : { why };
}

/** What a sheet that was handed in must not lack. */
function incomplete({ seats, thumbs }: HandedIn, { turns }: Episode): string | undefined {
  const open = seats.flatMap((seat, i) =>
    dimensions.flatMap(({ name }) => (seat[name] ? [] : [`${name} of agent ${i + 1}`]))
  );
  if (open.length > 0) return `it is a draft: ${open.length} of 14 are open, first ${open[0]}`;
  const stray = Object.keys(thumbs).find(turn => Number(turn) > turns.length);
  return stray === undefined ? undefined : `there is no turn ${stray} to give a thumb to`;
}

function declinedRow({ episode, rater }: RatingFile, reason: string, time: string): DeclinedRow {
  return { episode, rater: rater.id, reason, time };
}

function personRating(file: RatingFile, last: HandedIn, { tag }: Episode): PersonRating {
  const { episode, transcript, rater, handedIn } = file;
  const { seats, time, blind, afterJudge, flags, thumbs } = last;
  return {
    id: idOf('rating', { episode, rater: rater.id }),
    episode,
    tag,
    transcript,
    rater: { kind: 'person', id: rater.id },
    seats,
    reply: '',
    name: rater.name,
    time,
    edits: handedIn.length - 1,
    blind,
    afterJudge,
    flags,
    thumbs
  };
}

function answersOf({ seats, rater, flags, ...rating }: PersonRating): AnswerRow[] {
  const { episode, tag, blind, afterJudge, time } = rating;
  const id = rater.kind === 'person' ? rater.id : rater.model;
  return ([0, 1] as const).flatMap(seat =>
    dimensions.map(({ name }) => ({
      ...{ episode, tag, rater: id, seat, dimension: name },
      score: seats[seat][name]?.score,
      reason: seats[seat][name]?.reason ?? '',
      flagged: flags[seat].includes(name),
      ...{ blind, afterJudge, time }
    }))
  );
}
